import { useQueryClient } from '@tanstack/react-query';
import { useReducer, useRef, useState } from 'react';
import { batchesApi, batchKey } from '../api/batches-api.ts';
import type { BatchDetail, LightTablePart } from '../api/contract.ts';
import { createEditQueue, type EditQueue, type TableStep } from './edit-queue.ts';

interface BatchEdits {
  /** As they will be after what is on its way. */
  readonly parts: readonly LightTablePart[];
  readonly isBusy: boolean;
  readonly push: (step: TableStep) => void;
}

/** The light table with the edits that are on their way; a refused one loads the batch anew and is told to `onRefused`. */
export function useBatchEdits(
  batch: BatchDetail,
  told: { readonly onDone: (step: TableStep) => void; readonly onRefused: (error: unknown) => void },
): BatchEdits {
  const client = useQueryClient();
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const latest = useRef(told);
  latest.current = told;
  const { id } = batch;
  const [queue] = useState(
    (): EditQueue =>
      createEditQueue({
        send: (step, revision) =>
          step.kind === 'edit' ? batchesApi.edit(id, revision, [step.edit]) : batchesApi[step.kind](id, revision),
        onDone: (answer, step) => {
          client.setQueryData(batchKey(id), answer);
          latest.current.onDone(step);
        },
        onRefused: (error) => {
          void client.invalidateQueries({ queryKey: batchKey(id) });
          latest.current.onRefused(error);
        },
        onChange: redraw,
      }),
  );
  return {
    parts: queue.parts(batch),
    isBusy: queue.isBusy(),
    push: (step) => queue.push(step, batch),
  };
}
