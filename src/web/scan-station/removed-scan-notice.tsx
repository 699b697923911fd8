import { IconFileOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { batchesApi, batchKey } from '../api/batches-api.ts';
import type { BatchDetail, RemovedScan } from '../api/contract.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './scan-notices.module.css';

/** A scan that was taken out: who did it and why stays in sight, and it can be put back while the batch is open. */
export function RemovedScanNotice({
  batch,
  scan,
  mayEdit,
}: {
  batch: BatchDetail;
  scan: RemovedScan;
  mayEdit: boolean;
}) {
  const { words, formats, sayError } = useSpeech();
  const { lightTable } = words;
  const announce = useAnnounce();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => batchesApi.restoreScan(batch.id, scan.documentId, batch.revision),
    onSuccess: (answer) => {
      client.setQueryData(batchKey(batch.id), answer);
      void client.invalidateQueries({ queryKey: ['batches'] });
      announce(lightTable.said.scanRestored);
    },
    onError: () => client.invalidateQueries({ queryKey: batchKey(batch.id) }),
  });
  return (
    <p className={css.notice}>
      <IconFileOff size="1rem" aria-hidden />
      <span>
        {lightTable.removedScan(scan.filename, scan.by, formats.dateTime(scan.at))} {scan.reason}{' '}
        <Link to={`/documents/${scan.documentId}`}>{lightTable.openScan}</Link>
        {restore.error !== null && <span role="alert"> {sayError(restore.error)}</span>}
      </span>
      {mayEdit && (
        <button type="button" className={css.act} disabled={restore.isPending} onClick={() => restore.mutate()}>
          {lightTable.restoreScan}
        </button>
      )}
    </p>
  );
}
