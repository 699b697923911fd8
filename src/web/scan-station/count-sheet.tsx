import type { BatchDetail } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './count-sheet.module.css';

/** The whole count chain, link by link. */
export function CountSheet({ batch }: { batch: BatchDetail }) {
  const { words, formats } = useSpeech();
  const { sheet } = words.lightTable;
  const { countChain: chain } = batch;
  const number = (value: number | null) => (value === null ? sheet.notCounted : formats.number(value));
  const lines: readonly { name: string; value: string; isPart?: boolean }[] = [
    { name: sheet.announcedEnvelopes, value: number(chain.announcedEnvelopes) },
    { name: sheet.announcedSheets, value: number(chain.announcedSheets) },
    { name: sheet.scans, value: number(chain.scans) },
    ...(batch.removedScans.length === 0
      ? []
      : [{ name: sheet.takenOut, value: number(batch.removedScans.length), isPart: true }]),
    { name: sheet.sheetsScanned, value: number(chain.sheetsScanned) },
    { name: sheet.separatorSheets, value: number(chain.separatorSheets), isPart: true },
    { name: sheet.rescannedSheets, value: number(chain.rescannedSheets), isPart: true },
    { name: sheet.sheetsOfPost, value: number(chain.sheetsOfPost) },
    { name: sheet.images, value: number(chain.images) },
    { name: sheet.blank, value: number(chain.blank), isPart: true },
    { name: sheet.separators, value: number(chain.separators), isPart: true },
    { name: sheet.removed, value: number(chain.removed), isPart: true },
    { name: sheet.rescanned, value: number(chain.rescanned), isPart: true },
    { name: sheet.kept, value: number(chain.kept) },
    { name: sheet.documents, value: number(chain.documents) },
    ...(chain.workItems === null ? [] : [{ name: sheet.workItems, value: number(chain.workItems) }]),
  ];
  return (
    <dl className={css.sheet}>
      {lines.map(({ name, value, isPart }) => (
        <div key={name} data-part={isPart || undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
