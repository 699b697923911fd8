import { IconAlertCircle, IconAlertTriangle, IconLoader2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { BatchDetail, BatchScan, LightTablePart, ScannedPageRef } from '../api/contract.ts';
import { sayRemark } from '../words/say-remark.ts';
import { useSpeech } from '../words/words.tsx';
import { endsWithSeparator, type Repetition, repetitionsOf } from './notable-scans.ts';
import { RemovedScanNotice } from './removed-scan-notice.tsx';
import css from './scan-notices.module.css';
import { useProfileName } from './use-profile-name.ts';

/**
 * What a clerk must know of the scans of a batch before it is released: those under way, those that could not be opened or
 * break off, those taken out, those that came before, and a separator with nothing behind it.
 */
export function ScanNotices({
  batch,
  parts,
  mayEdit,
  onRemoveScan,
  onRemovePages,
}: {
  batch: BatchDetail;
  /** As they will be after what is on its way. */
  parts: readonly LightTablePart[];
  mayEdit: boolean;
  onRemoveScan: (scan: BatchScan) => void;
  onRemovePages: (pages: readonly ScannedPageRef[]) => void;
}) {
  const { words, formats, language, sayProblem } = useSpeech();
  const { lightTable } = words;
  const underWay = batch.scans.filter(({ state }) => state === 'waiting' || state === 'preparing').length;
  const isOpen = batch.state === 'open';
  return (
    <div className={css.notices}>
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
      {batch.scans
        .filter(({ state }) => state === 'failed')
        .map((scan) => (
          <p key={scan.documentId} className={css.notice} data-tone="refused">
            <IconAlertCircle size="1rem" aria-hidden />
            <span>
              {lightTable.failedScan(scan.filename)}. {scan.problem !== null && sayProblem(scan.problem)}{' '}
              <Link to={`/documents/${scan.documentId}`}>{lightTable.openScan}</Link>
            </span>
            {mayEdit && (
              <button type="button" className={css.act} onClick={() => onRemoveScan(scan)}>
                {lightTable.removeScan}
              </button>
            )}
          </p>
        ))}
      {batch.removedScans.map((scan) => (
        <RemovedScanNotice key={scan.documentId} batch={batch} scan={scan} mayEdit={mayEdit} />
      ))}
      {batch.scans
        .filter(({ state, remarks }) => state === 'held' && remarks.length > 0)
        .map(({ documentId, filename, remarks }) => (
          <p key={documentId} className={css.notice} data-tone="person">
            <IconAlertTriangle size="1rem" aria-hidden />
            <span>
              {filename}: {remarks.map((remark) => sayRemark(remark, language)).join(' ')}
            </span>
          </p>
        ))}
      {isOpen &&
        repetitionsOf(batch, parts).map((repetition) => (
          <Repeated
            key={repetition.batchId}
            repetition={repetition}
            isHere={repetition.batchId === batch.id}
            onRemove={mayEdit ? () => onRemovePages(repetition.pages) : null}
          />
        ))}
      {isOpen && underWay === 0 && endsWithSeparator(parts) && (
        <p className={css.notice} data-tone="person">
          <IconAlertTriangle size="1rem" aria-hidden /> {lightTable.separatorLast}
        </p>
      )}
    </div>
  );
}

function Repeated({
  repetition,
  isHere,
  onRemove,
}: {
  repetition: Repetition;
  isHere: boolean;
  onRemove: (() => void) | null;
}) {
  const { words, formats } = useSpeech();
  const { lightTable } = words;
  const nameOf = useProfileName();
  const { batchId, profile, addedAt, scans } = repetition;
  const when = formats.dateTime(addedAt);
  return (
    <p className={css.notice} data-tone="person">
      <IconAlertTriangle size="1rem" aria-hidden />
      <span>
        {isHere ? lightTable.repeatedHere(scans, when) : lightTable.repeatedThere(scans, nameOf(profile), when)}{' '}
        {!isHere && <Link to={`/scan-station/${encodeURIComponent(batchId)}`}>{lightTable.openBatch}</Link>}
      </span>
      {onRemove !== null && (
        <button type="button" className={css.act} onClick={onRemove}>
          {lightTable.removeRepeated}
        </button>
      )}
    </p>
  );
}
