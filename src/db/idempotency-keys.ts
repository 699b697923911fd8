import type { Queryable } from './connection.ts';

export interface RememberedAnswer {
  readonly requestHash: string;
  /** Null while the first request is under way, or when its process died. */
  readonly status: number | null;
  readonly body: unknown;
}

export async function rememberedAnswer(
  database: Queryable,
  accountId: string,
  key: string,
): Promise<RememberedAnswer | null> {
  const { rows } = await database.query<RememberedAnswer>(
    'select request_hash as "requestHash", status, body from idempotency_keys where account_id = $1 and key = $2',
    [accountId, key],
  );
  return rows[0] ?? null;
}

/**
 * True when this request is the first one with its key, or when the first one has not answered for a minute: its
 * process must have died, and somebody has to do the work.
 */
export async function claimKey(
  database: Queryable,
  accountId: string,
  key: string,
  requestHash: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into idempotency_keys (account_id, key, request_hash, created_at) values ($1, $2, $3, $4)
     on conflict (account_id, key) do update set created_at = $4
       where idempotency_keys.status is null and idempotency_keys.request_hash = $3
         and idempotency_keys.created_at < $4::timestamptz - interval '1 minute'`,
    [accountId, key, requestHash, now],
  );
  return rowCount === 1;
}

export async function rememberAnswer(
  database: Queryable,
  accountId: string,
  key: string,
  answer: { readonly requestHash: string; readonly status: number; readonly body: unknown },
  now: Date,
): Promise<void> {
  await database.query(
    `insert into idempotency_keys (account_id, key, request_hash, status, body, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id, key) do update set status = $4, body = $5 where idempotency_keys.status is null`,
    [accountId, key, answer.requestHash, answer.status, JSON.stringify(answer.body), now],
  );
}

/** The work failed and changed nothing: the key may be used again. */
export async function releaseKey(database: Queryable, accountId: string, key: string): Promise<void> {
  await database.query('delete from idempotency_keys where account_id = $1 and key = $2 and status is null', [
    accountId,
    key,
  ]);
}
