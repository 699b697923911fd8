import type { AccountId } from '../domain/ids.ts';
import type { RoleName } from './accounts.ts';
import type { Queryable } from './connection.ts';

export type SessionKind = 'cookie' | 'token';

/** Who is behind a cookie or token, as the database knows it now. */
export interface Session {
  readonly tokenSha256: string;
  readonly kind: SessionKind;
  readonly accountId: AccountId;
  readonly name: string;
  readonly displayName: string;
  readonly role: RoleName;
  readonly language: 'de' | 'en';
  readonly isDemo: boolean;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(
  database: Queryable,
  session: {
    readonly tokenSha256: string;
    readonly accountId: AccountId;
    readonly kind: SessionKind;
    readonly label: string | null;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await database.query(
    `insert into sessions (token_sha256, account_id, kind, label, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)`,
    [session.tokenSha256, session.accountId, session.kind, session.label, session.now, session.expiresAt],
  );
}

/** Sessions of these digests that still hold: not expired, not idle too long (people only), account not disabled. */
export async function liveSessions(
  database: Queryable,
  tokenDigests: readonly string[],
  at: { readonly now: Date; readonly idleSeconds: number },
): Promise<readonly Session[]> {
  const { rows } = await database.query<Session>(
    `select s.token_sha256 as "tokenSha256", s.kind, a.id as "accountId", a.name, a.display_name as "displayName", a.role, a.language,
            a.is_demo as "isDemo", s.seen_at as "seenAt", s.expires_at as "expiresAt"
       from sessions s join accounts a on a.id = s.account_id
      where s.token_sha256 = any($1) and s.expires_at > $2 and not a.is_disabled
        and (s.kind = 'token' or s.seen_at > $2::timestamptz - make_interval(secs => $3))`,
    [tokenDigests, at.now, at.idleSeconds],
  );
  return rows;
}

export async function touchSession(database: Queryable, tokenSha256: string, now: Date): Promise<void> {
  await database.query('update sessions set seen_at = $2 where token_sha256 = $1 and seen_at < $2', [tokenSha256, now]);
}

export async function deleteSession(database: Queryable, tokenSha256: string): Promise<void> {
  await database.query('delete from sessions where token_sha256 = $1', [tokenSha256]);
}

/** Signs a person out everywhere else, as after a change of password. */
export async function deleteOtherSessions(database: Queryable, accountId: AccountId, kept: string): Promise<void> {
  await database.query(`delete from sessions where account_id = $1 and kind = 'cookie' and token_sha256 <> $2`, [
    accountId,
    kept,
  ]);
}

/** Ends a program's account and its token; false when there is none. */
export async function revokeProgramToken(database: Queryable, accountId: string): Promise<boolean> {
  const { rowCount } = await database.query(`delete from sessions where account_id = $1 and kind = 'token'`, [
    accountId,
  ]);
  if (rowCount > 0) await database.query('update accounts set is_disabled = true where id = $1', [accountId]);
  return rowCount > 0;
}
