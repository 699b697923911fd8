import type { BatchDetail, BatchEditRequest, LightTablePart } from '../api/contract.ts';
import { foreseeEdit } from './foresee-edit.ts';

export type TableStep =
  | { readonly kind: 'edit'; readonly edit: BatchEditRequest }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

export interface EditQueueDeps {
  /** Sends one step for the batch as it stood at `revision`; fails when the server refuses it. */
  readonly send: (step: TableStep, revision: number) => Promise<BatchDetail>;
  /** The batch after a step. */
  readonly onDone: (batch: BatchDetail, step: TableStep) => void;
  /** A step was refused; it and all that waited behind it are given up. */
  readonly onRefused: (error: unknown) => void;
  /** Something about `parts` changed. */
  readonly onChange: () => void;
}

export interface EditQueue {
  /**
   * Queues a step; `loaded` is the batch as it was loaded last. The answer to the step before may be newer: the page gets
   * it a moment later, and a key pressed in between would be refused as if somebody else had been faster.
   */
  push(step: TableStep, loaded: BatchDetail): void;
  /** The parts as they will be after everything queued. */
  parts(loaded: BatchDetail): readonly LightTablePart[];
  readonly isBusy: () => boolean;
}

/**
 * Sends steps one after the other in the order of the key presses. Each names the revision that the step before it made,
 * never one that somebody else made meanwhile: what another person changed in between refuses the next step, instead of
 * having it applied to a table its author has not seen.
 */
export function createEditQueue(deps: EditQueueDeps): EditQueue {
  let waiting: readonly TableStep[] = [];
  let base: BatchDetail | null = null;
  let answered: BatchDetail | null = null;
  const newest = (loaded: BatchDetail): BatchDetail =>
    answered !== null && answered.revision > loaded.revision ? answered : loaded;

  const run = async () => {
    while (base !== null) {
      const [step] = waiting;
      if (step === undefined) break;
      try {
        const batch: BatchDetail = await deps.send(step, base.revision);
        base = batch;
        answered = batch;
        waiting = waiting.slice(1);
        deps.onDone(batch, step);
        deps.onChange();
      } catch (error) {
        waiting = [];
        base = null;
        deps.onRefused(error);
        deps.onChange();
      }
    }
    base = null;
  };

  return {
    push(step, loaded) {
      waiting = [...waiting, step];
      deps.onChange();
      if (base !== null) return;
      base = newest(loaded);
      void run();
    },
    parts: (loaded) =>
      waiting.reduce<readonly LightTablePart[]>(
        (parts, step) => (step.kind === 'edit' ? foreseeEdit(parts, step.edit) : parts),
        (waiting.length > 0 && base !== null ? base : newest(loaded)).parts,
      ),
    isBusy: () => waiting.length > 0,
  };
}
