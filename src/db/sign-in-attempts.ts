import type { Database, Queryable } from './connection.ts';

/** How patient the door is with one account or one address. */
export interface AttemptRule {
  readonly key: string;
  /** Failures within the hour that cost no waiting. */
  readonly freeAttempts: number;
  /** From then on the wait doubles with each failure, from one second up to this. */
  readonly waitSecondsMax: number;
}

const windowSeconds = 3600;

/**
 * Counts an attempt before the password is looked at, so that a thousand attempts sent at once are not all let through
 * before the first one failed. Returns the seconds to wait: 0 when the attempt may go on. A refused attempt is not
 * counted, so nobody can keep a person out for longer by trying on.
 */
export async function reserveAttempt(database: Database, rules: readonly AttemptRule[], now: Date): Promise<number> {
  return database.transaction(async (tx) => {
    // Sorted, so two attempts that share an account and an address cannot wait for each other.
    for (const { key } of [...rules].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7252))', [key]);
    }
    let waitSeconds = 0;
    for (const rule of rules) waitSeconds = Math.max(waitSeconds, await waitOf(tx, rule, now));
    if (waitSeconds > 0) return waitSeconds;
    for (const { key } of rules) await tx.query('insert into sign_in_failures (key, at) values ($1, $2)', [key, now]);
    return 0;
  });
}

async function waitOf(tx: Queryable, rule: AttemptRule, now: Date): Promise<number> {
  const { rows } = await tx.query<{ failures: number; last: Date | null }>(
    'select count(*) as failures, max(at) as last from sign_in_failures where key = $1 and at > $2::timestamptz - make_interval(secs => $3)',
    [rule.key, now, windowSeconds],
  );
  const { failures = 0, last = null } = rows[0] ?? {};
  if (last === null || failures < rule.freeAttempts) return 0;
  const waitSeconds = Math.min(rule.waitSecondsMax, 2 ** Math.min(failures - rule.freeAttempts, 20));
  return Math.max(0, Math.ceil(waitSeconds - (now.getTime() - last.getTime()) / 1000));
}

/** The attempt was good: it was no failure, and the account's earlier ones are forgiven. */
export async function forgiveAttempts(
  database: Queryable,
  keys: { readonly account: string; readonly address: string },
  reservedAt: Date,
): Promise<void> {
  await database.query('delete from sign_in_failures where key = $1 or (key = $2 and at = $3)', [
    keys.account,
    keys.address,
    reservedAt,
  ]);
}
