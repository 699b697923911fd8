import { Button } from '@mantine/core';
import { batchesApi } from '../api/batches-api.ts';
import type { BatchDetail, BatchScan } from '../api/contract.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './batch-form.module.css';
import { Reason, Refused, useClosing } from './close-dialogs.tsx';

/** A scan that could not be opened leaves the batch; somebody says why. */
export function RemoveScanDialog({
  batch,
  scan,
  onClose,
}: {
  batch: BatchDetail;
  scan: BatchScan;
  onClose: () => void;
}) {
  const { words } = useSpeech();
  const { lightTable, batches } = words;
  const { close, reason, setReason, submit, isWrong } = useClosing(batch, {
    needsReason: true,
    said: lightTable.said.scanRemoved,
    send: (given) => batchesApi.removeScan(batch.id, scan.documentId, batch.revision, given ?? ''),
    onClose,
  });
  return (
    <Dialog title={lightTable.removeScanTitle} size="30rem" onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        {close.error !== null && <Refused batch={batch} error={close.error} onReload={close.reset} />}
        <p>{lightTable.removeScanHint(scan.filename)}</p>
        <Reason label={lightTable.discardReason} value={reason} onChange={setReason} isWrong={isWrong} />
        <div className={css.buttons}>
          <Button type="submit" loading={close.isPending}>
            {lightTable.removeScanNow}
          </Button>
          <Button variant="default" onClick={onClose}>
            {batches.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
