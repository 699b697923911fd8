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
  /** Queues a step; `shown` is the batch the page shows when nothing is queued. */
  push(step: TableStep, shown: BatchDetail): void;
  /** The parts as they will be after everything queued, or null when nothing is. */
  parts(): readonly LightTablePart[] | null;
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

  const run = async () => {
    while (base !== null) {
      const [step] = waiting;
      if (step === undefined) break;
      try {
        const batch: BatchDetail = await deps.send(step, base.revision);
        base = batch;
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
    push(step, shown) {
      waiting = [...waiting, step];
      deps.onChange();
      if (base !== null) return;
      base = shown;
      void run();
    },
    parts() {
      if (base === null || waiting.length === 0) return null;
      return waiting.reduce<readonly LightTablePart[]>(
        (parts, step) => (step.kind === 'edit' ? foreseeEdit(parts, step.edit) : parts),
        base.parts,
      );
    },
    isBusy: () => waiting.length > 0,
  };
}
