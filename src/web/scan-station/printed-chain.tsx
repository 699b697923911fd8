import { createPortal } from 'react-dom';
import type { BatchDetail } from '../api/contract.ts';
import { useNow } from '../ui/use-now.ts';
import { useSpeech } from '../words/words.tsx';
import { CountSheet } from './count-sheet.tsx';
import css from './printed-chain.module.css';
import { useOperatorName } from './use-operator-name.ts';
import { useProfileName } from './use-profile-name.ts';

/** What paper shows when the light table is printed: the count chain on one sheet. On the screen it does not exist. */
export function PrintedChain({ batch }: { batch: BatchDetail }) {
  const { words, formats } = useSpeech();
  const { lightTable, batches } = words;
  const { sheet } = lightTable;
  const nameOf = useProfileName();
  const operatorOf = useOperatorName();
  const now = useNow();
  const facts: readonly (readonly [string, string])[] = [
    [sheet.batch, batch.id],
    [sheet.profile, nameOf(batch.profile)],
    [sheet.site, batch.site],
    [sheet.station, batch.station ?? ''],
    [sheet.operator, operatorOf(batch)],
    [sheet.received, formats.date(batch.receivedAt)],
    [sheet.begun, formats.dateTime(batch.createdAt)],
    [
      sheet.closed,
      batch.closedAt === null
        ? ''
        : `${batches.states[batch.state]}, ${formats.dateTime(batch.closedAt)}, ${batch.closedByName ?? batch.closedBy ?? ''}`,
    ],
    [sheet.note, batch.note ?? ''],
  ];
  return createPortal(
    <section className={css.paper} data-print>
      <h1>{sheet.title}</h1>
      <dl className={css.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <CountSheet batch={batch} />
      <ul className={css.breaks}>
        {batch.countChain.breaks.length === 0 ? (
          <li>{lightTable.addsUp}</li>
        ) : (
          batch.countChain.breaks.map(({ key, expected, counted }) => (
            <li key={key}>{lightTable.breaks[key](expected, counted)}</li>
          ))
        )}
        {batch.reason !== null && <li>{lightTable.reason(batch.reason)}</li>}
      </ul>
      <p className={css.printed}>{sheet.printed(formats.dateTime(now))}</p>
    </section>,
    document.body,
  );
}
