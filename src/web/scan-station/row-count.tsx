import { Progress } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { BatchRow } from '../api/contract.ts';
import type { Words } from '../words/en.ts';
import { useSpeech } from '../words/words.tsx';
import css from './row-count.module.css';

/** The count chain of a batch in one line: what was announced, scanned, and came of it. */
export function RowCount({ row }: { row: BatchRow }) {
  const { words } = useSpeech();
  const { batches } = words;
  const links = [
    row.announcedSheets === null ? '' : batches.sheetsAnnounced(row.announcedSheets),
    row.announcedEnvelopes === null ? '' : batches.envelopesAnnounced(row.announcedEnvelopes),
    row.scanCount === 0 ? batches.nothingScanned : batches.scans(row.scanCount),
    row.imageCount === 0 ? '' : batches.images(row.imageCount),
    ...cameOf(row, batches),
  ].filter((link) => link !== '');
  return <span className={css.chain}>{links.join(' · ')}</span>;
}

/** Of an open batch what would come of it now; nothing before its first page lies on the light table. */
function cameOf({ state, documentCount, keptCount }: BatchRow, batches: Words['batches']): readonly string[] {
  if (documentCount === null || keptCount === null || (state === 'open' && documentCount === 0)) return [];
  const documents = state === 'open' ? batches.documentsSoFar : batches.documents;
  return [documents(documentCount), batches.pages(keptCount)];
}

/** While pages are made: how far. When scans could not be opened: that. */
export function RowProgress({ row }: { row: BatchRow }) {
  const { words } = useSpeech();
  const { batches } = words;
  const ready = row.scanCount - row.scansUnderWay - row.scansFailed;
  return (
    <>
      {row.scansUnderWay > 0 && (
        <span className={css.progress}>
          <Progress
            className={css.bar}
            value={(100 * ready) / Math.max(1, row.scanCount)}
            aria-label={batches.progress(ready, row.scanCount)}
          />
          {batches.underWay(row.scansUnderWay)}
        </span>
      )}
      {row.scansFailed > 0 && (
        <span className={css.failed}>
          <IconAlertCircle size="1rem" aria-hidden /> {batches.failed(row.scansFailed)}
        </span>
      )}
    </>
  );
}
