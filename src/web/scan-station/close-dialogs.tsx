import { Anchor, Button, Textarea } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { batchesApi, batchKey, countSheetAddress } from '../api/batches-api.ts';
import type { BatchDetail } from '../api/contract.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './batch-form.module.css';
import { ChainBreaks } from './chain-breaks.tsx';
import { CountSheet } from './count-sheet.tsx';

const reasonCharactersMin = 3;

/** The count chain, and the release of the batch: with a reason when the chain does not add up. */
export function ReleaseDialog({
  batch,
  doubtfulCuts,
  onClose,
}: {
  batch: BatchDetail;
  doubtfulCuts: number;
  onClose: () => void;
}) {
  const { words } = useSpeech();
  const { lightTable, batches } = words;
  const { breaks } = batch.countChain;
  const isUnderWay = breaks.some(({ key }) => key === 'scans-under-way');
  const needsReason = breaks.length > 0;
  const { close, reason, setReason, submit, isWrong } = useClosing(batch, {
    needsReason,
    said: lightTable.said.released,
    send: (given) => batchesApi.release(batch.id, batch.revision, given),
    onClose,
  });
  return (
    <Dialog title={lightTable.releaseTitle} size="36rem" yOffset="4vh" onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        {close.error !== null && <Refused batch={batch} error={close.error} onReload={close.reset} />}
        <CountSheet batch={batch} />
        <ChainBreaks breaks={breaks} isEmpty={false} />
        {doubtfulCuts > 0 && <p className={css.hint}>{lightTable.releaseDoubts(doubtfulCuts)}</p>}
        {isUnderWay && <p className={css.hint}>{lightTable.releaseWaits}</p>}
        {needsReason && !isUnderWay && (
          <Reason
            label={lightTable.releaseReason}
            hint={lightTable.releaseReasonHint}
            value={reason}
            onChange={setReason}
            isWrong={isWrong}
          />
        )}
        <p>{lightTable.releaseHint}</p>
        <div className={css.buttons}>
          <Button type="submit" loading={close.isPending} disabled={isUnderWay} data-autofocus={!needsReason}>
            {lightTable.releaseNow}
          </Button>
          <Button variant="default" onClick={onClose}>
            {batches.cancel}
          </Button>
          <PrintButton />
        </div>
      </form>
    </Dialog>
  );
}

/** No document comes of the batch; somebody says why. */
export function DiscardDialog({ batch, onClose }: { batch: BatchDetail; onClose: () => void }) {
  const { words } = useSpeech();
  const { lightTable, batches } = words;
  const { close, reason, setReason, submit, isWrong } = useClosing(batch, {
    needsReason: true,
    said: lightTable.said.discarded,
    send: (given) => batchesApi.discard(batch.id, batch.revision, given ?? ''),
    onClose,
  });
  return (
    <Dialog title={lightTable.discardTitle} size="30rem" onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        {close.error !== null && <Refused batch={batch} error={close.error} onReload={close.reset} />}
        <p>{lightTable.discardHint}</p>
        <Reason label={lightTable.discardReason} value={reason} onChange={setReason} isWrong={isWrong} />
        <div className={css.buttons}>
          <Button type="submit" loading={close.isPending}>
            {lightTable.discardNow}
          </Button>
          <Button variant="default" onClick={onClose}>
            {batches.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The count chain to look at and to print, also of a closed batch. */
export function ChainDialog({ batch, onClose }: { batch: BatchDetail; onClose: () => void }) {
  const { words } = useSpeech();
  return (
    <Dialog title={words.lightTable.chain} size="30rem" yOffset="4vh" onClose={onClose}>
      <div className={css.form}>
        <CountSheet batch={batch} />
        <ChainBreaks breaks={batch.countChain.breaks} isEmpty={false} />
        {batch.countSheetSha256 !== null && (
          <Anchor href={countSheetAddress(batch.id)} target="_blank" rel="noreferrer">
            {words.lightTable.sheet.archived}
          </Anchor>
        )}
        <div className={css.buttons}>
          <PrintButton />
        </div>
      </div>
    </Dialog>
  );
}

function PrintButton() {
  const { words } = useSpeech();
  return (
    <Button variant="default" leftSection={<IconPrinter size="1rem" aria-hidden />} onClick={() => window.print()}>
      {words.lightTable.print}
    </Button>
  );
}

export function Reason({
  label,
  hint,
  value,
  onChange,
  isWrong,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (next: string) => void;
  isWrong: boolean;
}) {
  const { words } = useSpeech();
  return (
    <Textarea
      label={label}
      description={hint}
      rows={2}
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isWrong ? words.lightTable.reasonMissing : null}
      data-autofocus
    />
  );
}

export function Refused({ batch, error, onReload }: { batch: BatchDetail; error: Error; onReload: () => void }) {
  const client = useQueryClient();
  return (
    <ProblemAlert
      error={error}
      onReload={() => {
        void client.invalidateQueries({ queryKey: batchKey(batch.id) });
        onReload();
      }}
    />
  );
}

export function useClosing(
  batch: BatchDetail,
  how: {
    readonly needsReason: boolean;
    readonly said: string;
    readonly send: (reason: string | null) => Promise<BatchDetail>;
    readonly onClose: () => void;
  },
) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const isMissing = how.needsReason && reason.trim().length < reasonCharactersMin;
  const close = useMutation({
    mutationFn: how.send,
    onSuccess: (answer) => {
      client.setQueryData(batchKey(batch.id), answer);
      void client.invalidateQueries({ queryKey: ['batches'] });
      announce(how.said);
      how.onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing) close.mutate(how.needsReason ? reason.trim() : null);
  };
  return { close, reason, setReason, submit, isWrong: wasTried && isMissing };
}
