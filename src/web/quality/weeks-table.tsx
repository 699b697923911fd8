import { Link } from 'react-router';
import type { QualityReport } from '../api/contract.ts';
import { Card } from '../ui/card.tsx';
import { useSpeech } from '../words/words.tsx';
import { listAddress, weekEnd } from './list-address.ts';
import { percentSaid } from './percent-text.ts';
import { ProvenCell } from './proven-cell.tsx';
import css from './quality-table.module.css';

/** The same figures week by week, the latest first: a trend that can also be read aloud. */
export function WeeksTable({ report }: { report: QualityReport }) {
  const { words, language, formats } = useSpeech();
  const { quality } = words;
  return (
    <Card title={quality.trend}>
      <div className={css.wide}>
        <table>
          <thead>
            <tr>
              <th scope="col">{quality.colWeek}</th>
              <th scope="col">{quality.colClassPrecision}</th>
              <th scope="col">{quality.colCustomerPrecision}</th>
              <th scope="col" data-number>
                {quality.colTouchless}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.weeks.toReversed().map((row) => {
              const span = { since: row.week, until: weekEnd(row.week) };
              return (
                <tr key={row.week}>
                  <td>{formats.day(row.week)}</td>
                  <td>
                    <ProvenCell proven={row.classPrecision} href={listAddress({ part: 'class', ...span })} />
                  </td>
                  <td>
                    <ProvenCell proven={row.customerPrecision} href={listAddress({ part: 'customer', ...span })} />
                  </td>
                  <td data-number>
                    {row.touchless.share === null ? (
                      words.common.none
                    ) : (
                      <Link to={listAddress({ of: 'decisions', ...span })}>
                        {percentSaid(language, row.touchless.share)}
                      </Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
