import type { DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

export interface OutboxEntry {
  readonly id: number;
  readonly key: string;
  readonly documentId: DocumentId;
  readonly effect: unknown;
  readonly attempt: number;
}

/** Takes due entries for `holdSeconds`: another relay leaves them alone meanwhile, and gets them if this one dies. */
export async function takeFromOutbox(
  database: Queryable,
  now: Date,
  holdUntil: Date,
  limit: number,
): Promise<readonly OutboxEntry[]> {
  const { rows } = await database.query<{
    id: number;
    key: string;
    document_id: DocumentId;
    effect: unknown;
    attempt: number;
  }>(
    `update outbox set ready_at = $2, attempt = attempt + 1
      where id in (select id from outbox where delivered_at is null and ready_at <= $1 order by id limit $3 for update skip locked)
      returning id, key, document_id, effect, attempt`,
    [now, holdUntil, limit],
    'take-from-outbox',
  );
  return rows
    .map((row) => ({ id: row.id, key: row.key, documentId: row.document_id, effect: row.effect, attempt: row.attempt }))
    .sort((a, b) => a.id - b.id);
}

export async function markDelivered(database: Queryable, ids: readonly number[], now: Date): Promise<void> {
  await database.query('update outbox set delivered_at = $2, last_error = null where id = any($1)', [ids, now]);
}

export async function postponeDelivery(database: Queryable, id: number, until: Date, error: string): Promise<void> {
  await database.query('update outbox set ready_at = $2, last_error = $3 where id = $1', [
    id,
    until,
    error.slice(0, 500),
  ]);
}
