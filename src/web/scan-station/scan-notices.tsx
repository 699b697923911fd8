import { IconAlertCircle, IconLoader2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { BatchDetail } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './scan-notices.module.css';

/** Scans whose pages are still being made, and those that could not be opened, each with its reason. */
export function ScanNotices({ batch }: { batch: BatchDetail }) {
  const { words, formats, sayProblem } = useSpeech();
  const { lightTable } = words;
  const underWay = batch.scans.filter(({ state }) => state === 'waiting' || state === 'preparing').length;
  const failed = batch.scans.filter(({ state }) => state === 'failed');
  return (
    <>
      {underWay > 0 && (
        <p className={css.notice} data-tone="running" role="status">
          <IconLoader2 size="1rem" className={css.turning} aria-hidden /> {lightTable.preparing(underWay)}
        </p>
      )}
      {batch.scans.map(
        ({ documentId, filename, progress }) =>
          progress !== null && (
            <p key={documentId} className={css.notice} data-tone="running">
              <progress className={css.bar} value={progress.done} max={progress.total} aria-label={filename} />
              {lightTable.coming(filename, formats.number(progress.done), formats.number(progress.total))}
            </p>
          ),
      )}
      {failed.map((scan) => (
        <p key={scan.documentId} className={css.notice} data-tone="refused">
          <IconAlertCircle size="1rem" aria-hidden />
          <span>
            {lightTable.failedScan(scan.filename)}. {scan.problem !== null && sayProblem(scan.problem)}{' '}
            <Link to={`/documents/${scan.documentId}`}>{lightTable.openScan}</Link>
          </span>
        </p>
      ))}
    </>
  );
}
