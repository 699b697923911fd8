import { useState } from 'react';
import { Link } from 'react-router';
import type { QualityReport, QualityRow } from '../api/contract.ts';
import { Card } from '../ui/card.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import { listAddress } from './list-address.ts';
import { percentSaid } from './percent-text.ts';
import { ProvenCell } from './proven-cell.tsx';
import css from './quality-table.module.css';

type By = 'class' | 'channel' | 'both';

/** Precision and touchless share by class, by channel, or by both. */
export function QualityTable({ report }: { report: QualityReport }) {
  const { words, language, formats } = useSpeech();
  const { quality } = words;
  const nameClass = useClassName();
  const [by, setBy] = useState<By>('class');
  const rows = { class: report.byClass, channel: report.byChannel, both: report.byClassAndChannel }[by];
  const since = report.since.slice(0, 10);
  const filterOf = ({ classKey, channel }: QualityRow) => ({ class: classKey, channel, since });
  return (
    <Card title={quality.table}>
      <div className={css.choice}>
        <Toggle
          label={quality.byLabel}
          value={by}
          onChange={setBy}
          options={(['class', 'channel', 'both'] as const).map((value) => ({ value, label: quality.by[value] }))}
        />
      </div>
      <div className={css.wide}>
        <table>
          <thead>
            <tr>
              {by !== 'channel' && <th scope="col">{quality.colClass}</th>}
              {by !== 'class' && <th scope="col">{quality.colChannel}</th>}
              <th scope="col">{quality.colClassPrecision}</th>
              <th scope="col">{quality.colCustomerPrecision}</th>
              <th scope="col" data-number>
                {quality.colChecked}
              </th>
              <th scope="col" data-number>
                {quality.colTouchless}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.classKey}/${row.channel}`}>
                {by !== 'channel' && <td>{row.classKey === null ? quality.noClass : nameClass(row.classKey)}</td>}
                {by !== 'class' && <td>{row.channel === null ? words.common.none : words.channels[row.channel]}</td>}
                <td>
                  <ProvenCell proven={row.classPrecision} href={listAddress({ part: 'class', ...filterOf(row) })} />
                </td>
                <td>
                  <ProvenCell
                    proven={row.customerPrecision}
                    href={listAddress({ part: 'customer', ...filterOf(row) })}
                  />
                </td>
                <td data-number>
                  <Link to={listAddress(filterOf(row))}>{formats.number(row.classPrecision.checked)}</Link>
                </td>
                <td data-number>
                  {row.touchless.share === null ? (
                    words.common.none
                  ) : (
                    <Link to={listAddress({ of: 'decisions', ...filterOf(row) })}>
                      {percentSaid(language, row.touchless.share)}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
