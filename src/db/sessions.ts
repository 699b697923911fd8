import type { AccountId } from '../domain/ids.ts';
import { noPassword, type RoleName } from './accounts.ts';
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
    /** Only a token of a person has one: the name by which they revoke it. */
    readonly id?: string;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await database.query(
    `insert into sessions (token_sha256, account_id, kind, label, id, created_at, seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.tokenSha256,
      session.accountId,
      session.kind,
      session.label,
      session.id ?? null,
      session.now,
      session.expiresAt,
    ],
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
  await database.query(
    `with seen as (update sessions set seen_at = $2 where token_sha256 = $1 and seen_at < $2 returning account_id)
     update accounts set seen_at = $2 where id in (select account_id from seen)`,
    [tokenSha256, now],
  );
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

/** Signs an account out everywhere and ends its tokens: it was disabled, or its password may be known to someone else. */
export async function deleteAllSessions(database: Queryable, accountId: AccountId): Promise<void> {
  await database.query('delete from sessions where account_id = $1', [accountId]);
}

/** A token of a person, as its owner sees it: never the token itself. */
export interface OwnToken {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** Newest first; expired ones are left out. */
export async function ownTokens(database: Queryable, accountId: AccountId, now: Date): Promise<readonly OwnToken[]> {
  const { rows } = await database.query<OwnToken>(
    `select id, label, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt" from sessions
      where account_id = $1 and id is not null and expires_at > $2 order by created_at desc, id desc limit 200`,
    [accountId, now],
  );
  return rows;
}

/** False when the account has no such token. */
export async function deleteOwnToken(database: Queryable, accountId: AccountId, id: string): Promise<boolean> {
  const { rowCount } = await database.query('delete from sessions where account_id = $1 and id = $2', [accountId, id]);
  return rowCount > 0;
}

/** Ends a program's account and its token; false when there is none. Tokens of people are their owners' to revoke. */
export async function revokeProgramToken(database: Queryable, accountId: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `delete from sessions s using accounts a
      where a.id = s.account_id and a.id = $1 and a.password_hash = $2 and s.kind = 'token'`,
    [accountId, noPassword],
  );
  if (rowCount > 0) await database.query('update accounts set is_disabled = true where id = $1', [accountId]);
  return rowCount > 0;
}
