import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { batchesApi, batchKey } from '../api/batches-api.ts';
import type { BatchDetail } from '../api/contract.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import { countOf } from './batch-filter.ts';
import css from './batch-form.module.css';
import { CountFields, type Counts } from './count-fields.tsx';

const typed = (count: number | null) => (count === null ? '' : String(count));

/** What was announced, counted again. */
export function AnnounceDialog({ batch, onClose }: { batch: BatchDetail; onClose: () => void }) {
  const { words } = useSpeech();
  const client = useQueryClient();
  const [counts, setCounts] = useState<Counts>({
    sheets: typed(batch.announcedSheets),
    envelopes: typed(batch.announcedEnvelopes),
    note: batch.note ?? '',
  });
  const [wasTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (facts: { announcedSheets: number | null; announcedEnvelopes: number | null; note: string | null }) =>
      batchesApi.announce(batch.id, { revision: batch.revision, ...facts }),
    onSuccess: (answer) => {
      client.setQueryData(batchKey(batch.id), answer);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const announcedSheets = countOf(counts.sheets);
    const announcedEnvelopes = countOf(counts.envelopes);
    if (announcedSheets === undefined || announcedEnvelopes === undefined) return;
    const note = counts.note.trim();
    save.mutate({ announcedSheets, announcedEnvelopes, note: note === '' ? null : note });
  };
  return (
    <Dialog title={words.lightTable.editTitle} size="30rem" onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        {save.isError && (
          <ProblemAlert
            error={save.error}
            onReload={() => {
              void client.invalidateQueries({ queryKey: batchKey(batch.id) });
              save.reset();
            }}
          />
        )}
        <CountFields value={counts} onChange={setCounts} showsErrors={wasTried} />
        <div className={css.buttons}>
          <Button type="submit" loading={save.isPending}>
            {words.lightTable.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.batches.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
