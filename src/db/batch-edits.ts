import type { BatchLayout } from '../domain/batch.ts';
import type { BatchEdit } from '../domain/batch-edit.ts';
import type { BatchId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

/** One step of a clerk. `of` is the revision of the step that is undone or done again. */
export type BatchStep =
  | { readonly kind: 'edits'; readonly edits: readonly BatchEdit[] }
  | { readonly kind: 'undo' | 'redo'; readonly of: number };

export async function insertStep(
  tx: Queryable,
  step: {
    readonly batchId: BatchId;
    /** The revision that the step makes. */
    readonly revision: number;
    readonly at: Date;
    readonly actor: string;
    readonly step: BatchStep;
    readonly before: BatchLayout | null;
    readonly after: BatchLayout | null;
  },
): Promise<void> {
  const json = (layout: BatchLayout | null): string | null => (layout === null ? null : JSON.stringify(layout));
  await tx.query(
    `insert into batch_edits (batch_id, revision, at, actor, edit, layout_before, layout_after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [step.batchId, step.revision, step.at, step.actor, JSON.stringify(step.step), json(step.before), json(step.after)],
  );
}

/** The revisions that can be undone and done again, the next one last. */
export async function openSteps(
  database: Queryable,
  batchId: BatchId,
): Promise<{ readonly toUndo: readonly number[]; readonly toRedo: readonly number[] }> {
  const { rows } = await database.query<{ revision: number; kind: BatchStep['kind'] }>(
    `select revision, edit->>'kind' as kind from batch_edits where batch_id = $1 order by revision`,
    [batchId],
  );
  const toUndo: number[] = [];
  const toRedo: number[] = [];
  for (const { revision, kind } of rows) {
    if (kind === 'edits') {
      toUndo.push(revision);
      toRedo.length = 0;
      continue;
    }
    const [from, to] = kind === 'undo' ? [toUndo, toRedo] : [toRedo, toUndo];
    const moved = from.pop();
    if (moved !== undefined) to.push(moved);
  }
  return { toUndo, toRedo };
}

export async function layoutsOfStep(
  database: Queryable,
  batchId: BatchId,
  revision: number,
): Promise<{ readonly before: BatchLayout | null; readonly after: BatchLayout | null }> {
  const { rows } = await database.query<{ before: BatchLayout | null; after: BatchLayout | null }>(
    'select layout_before as before, layout_after as after from batch_edits where batch_id = $1 and revision = $2',
    [batchId, revision],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`The batch ${batchId} has no step ${revision}.`);
  return row;
}
