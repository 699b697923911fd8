import { newId, type WorkItemId } from '../domain/ids.ts';
import type { WorkItemOffer } from '../domain/work-item.ts';
import type { Queryable } from './connection.ts';

/** Makes the item under this key, or finds the one an earlier delivery made. */
export async function insertWorkItem(
  database: Queryable,
  key: string,
  offer: WorkItemOffer,
): Promise<{ readonly id: WorkItemId; readonly isNew: boolean }> {
  const inserted = await database.query<{ id: WorkItemId }>(
    `insert into work_items (id, key, document_id, channel, class_key, second_class, customer_number, queue, priority, skills,
                             due_at, deadline_kind, received_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting')
     on conflict (key) do nothing
     returning id`,
    [
      newId('wi'),
      key,
      offer.documentId,
      offer.channel,
      offer.classKey,
      offer.secondClassKey,
      offer.customerNumber,
      offer.queue,
      offer.priority,
      offer.skills,
      offer.dueAt,
      offer.deadlineKind,
      offer.receivedAt,
    ],
  );
  const fresh = inserted.rows[0];
  if (fresh) return { id: fresh.id, isNew: true };
  const { rows } = await database.query<{ id: WorkItemId }>('select id from work_items where key = $1', [key]);
  const standing = rows[0];
  if (!standing) throw new Error(`The work item under ${key} was there and is gone.`);
  return { id: standing.id, isNew: false };
}

export async function withdrawWorkItem(database: Queryable, key: string, reason: string): Promise<void> {
  await database.query(
    `update work_items set state = 'withdrawn', note = $2, revision = revision + 1 where key = $1 and state in ('waiting', 'taken')`,
    [key, reason],
  );
}

export interface WorkItemState {
  readonly id: WorkItemId;
  readonly state: 'waiting' | 'taken' | 'completed' | 'withdrawn';
  readonly revision: number;
  readonly queue: string;
  readonly takenBy: string | null;
  readonly completedBy: string | null;
}

export async function findWorkItem(database: Queryable, id: string): Promise<WorkItemState | null> {
  const { rows } = await database.query<WorkItemState>(
    `select id, state, revision, queue, taken_by as "takenBy", completed_by as "completedBy" from work_items where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Moves an item if it still has this state and revision; false when someone was faster. */
export async function moveWorkItem(
  database: Queryable,
  from: Pick<WorkItemState, 'id' | 'state' | 'revision'>,
  to: {
    readonly state: WorkItemState['state'];
    readonly takenBy: string | null;
    readonly completedBy: string | null;
    readonly disposition: string | null;
    readonly note: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update work_items
        set state = $4, revision = revision + 1,
            taken_by = $5, taken_at = case when $5::text is null then null when taken_by is distinct from $5 then $9::timestamptz else taken_at end,
            completed_by = $6, completed_at = case when $6::text is null then null else $9::timestamptz end,
            disposition = $7, note = coalesce($8, note)
      where id = $1 and state = $2 and revision = $3`,
    [from.id, from.state, from.revision, to.state, to.takenBy, to.completedBy, to.disposition, to.note, to.at],
  );
  return rowCount === 1;
}
