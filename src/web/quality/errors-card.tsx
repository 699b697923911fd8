import { IconCircleCheck, IconFlag3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { Moment } from '../ui/moment.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './errors-card.module.css';
import { listAddress } from './list-address.ts';
import tableCss from './quality-table.module.css';
import { useSaidText } from './use-said-text.ts';

const shownMax = 10;

/** Where the machine was wrong, what is right, and whether the document has been put right. */
export function ErrorsCard() {
  const { words } = useSpeech();
  const { quality } = words;
  const textOf = useSaidText();
  const found = useQuery(queries.qualityChecks({ result: 'wrong' }));
  const errors = (found.data?.items ?? []).slice(0, shownMax);
  return (
    <Card title={quality.errors}>
      {errors.length === 0 ? (
        <p className={css.none}>{found.isPending ? words.common.loading : quality.noErrors}</p>
      ) : (
        <div className={tableCss.wide}>
          <table>
            <thead>
              <tr>
                <th scope="col">{quality.colDocument}</th>
                <th scope="col">{quality.colMachine}</th>
                <th scope="col">{quality.colRight}</th>
                <th scope="col">{quality.colCorrected}</th>
              </tr>
            </thead>
            <tbody>
              {errors.map((error) => (
                <tr key={error.id}>
                  <td>
                    <Link to={`/documents/${error.documentId}`}>
                      <Moment at={error.drawnAt} />
                    </Link>
                  </td>
                  <td>{textOf(error.machine)}</td>
                  <td>{textOf(error.truth)}</td>
                  <td>
                    <span className={css.state} data-done={error.isCorrected || undefined}>
                      {error.isCorrected ? (
                        <IconCircleCheck size="1rem" aria-hidden />
                      ) : (
                        <IconFlag3 size="1rem" aria-hidden />
                      )}
                      {error.isCorrected ? quality.corrected : quality.uncorrected}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(found.data?.total ?? 0) > shownMax && (
        <Link to={listAddress({ result: 'wrong' })} className={css.all}>
          {quality.allErrors}
        </Link>
      )}
    </Card>
  );
}
