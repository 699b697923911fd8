import type { AccountId } from '../domain/ids.ts';
import { passwordToBeChosen } from './accounts.ts';
import type { Queryable } from './connection.ts';

export interface PasswordLink {
  readonly tokenSha256: string;
  readonly expiresAt: Date;
}

/** Ends the account's password and every earlier link: from now on only this link lets its owner in. */
export async function putPasswordLink(tx: Queryable, accountId: AccountId, link: PasswordLink): Promise<void> {
  await tx.query('update accounts set password_hash = $2, revision = revision + 1 where id = $1', [
    accountId,
    passwordToBeChosen,
  ]);
  await tx.query(
    `insert into password_links (account_id, token_sha256, expires_at) values ($1, $2, $3)
     on conflict (account_id) do update set token_sha256 = $2, expires_at = $3`,
    [accountId, link.tokenSha256, link.expiresAt],
  );
}

/** Whose password a link may set; null when it is spent, expired, or its account is disabled. */
export async function accountOfLink(database: Queryable, tokenSha256: string, now: Date): Promise<AccountId | null> {
  const { rows } = await database.query<{ id: AccountId }>(
    `select a.id from password_links l join accounts a on a.id = l.account_id
      where l.token_sha256 = $1 and l.expires_at > $2 and not a.is_disabled`,
    [tokenSha256, now],
  );
  return rows[0]?.id ?? null;
}

/** True for exactly one caller. */
export async function spendPasswordLink(tx: Queryable, tokenSha256: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from password_links where token_sha256 = $1', [tokenSha256]);
  return rowCount === 1;
}
