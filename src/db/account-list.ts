import type { AccountId } from '../domain/ids.ts';
import { noPassword, type RoleName } from './accounts.ts';
import type { Queryable } from './connection.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** A person's account as an administrator sees it: nothing in it signs anybody in. */
export interface AccountRow {
  readonly id: AccountId;
  readonly name: string;
  readonly displayName: string;
  readonly role: RoleName;
  readonly language: 'de' | 'en';
  readonly isDemo: boolean;
  readonly isDisabled: boolean;
  /** False until the person has chosen a password by their link. */
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly seenAt: Date | null;
  readonly revision: number;
}

const columns = `id, name, display_name as "displayName", role, language, is_demo as "isDemo", is_disabled as "isDisabled",
  password_hash like '$argon2id$%' as "hasPassword", created_at as "createdAt", seen_at as "seenAt", revision`;

/** People by their names, without the accounts of programs. */
export async function listAccounts(
  database: Queryable,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly AccountRow[]; readonly nextCursor: string | null }> {
  const [after = ''] = page.cursor === undefined ? [] : readCursor(page.cursor, 1);
  const { rows } = await database.query<AccountRow>(
    `select ${columns} from accounts where password_hash <> $1 and name > $2 order by name limit $3`,
    [noPassword, after, page.limit + 1],
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last !== undefined ? writeCursor([last.name]) : null };
}

/** One person’s account; null when there is none of that id, or it is a program’s. */
export async function accountRow(database: Queryable, id: string): Promise<AccountRow | null> {
  const { rows } = await database.query<AccountRow>(
    `select ${columns} from accounts where id = $1 and password_hash <> $2`,
    [id, noPassword],
  );
  return rows[0] ?? null;
}

/**
 * Whether anybody else could still keep the accounts. Locks all administrators first, in one order, so that two of them
 * who demote each other at the same moment come one after the other.
 */
export async function isLastAdministrator(tx: Queryable, id: AccountId): Promise<boolean> {
  const { rows } = await tx.query<{ id: string; can: boolean }>(
    `select id, not is_disabled and password_hash like '$argon2id$%' as can from accounts
      where role = 'administrator' and password_hash <> $1 order by id for update`,
    [noPassword],
  );
  return rows.some((row) => row.id === id && row.can) && !rows.some((row) => row.id !== id && row.can);
}

/** False when the account is not at this revision any more. */
export async function changeAccount(
  tx: Queryable,
  id: AccountId,
  revision: number,
  to: Pick<AccountRow, 'displayName' | 'role' | 'language' | 'isDisabled'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update accounts set display_name = $3, role = $4, language = $5, is_disabled = $6, revision = revision + 1
      where id = $1 and revision = $2`,
    [id, revision, to.displayName, to.role, to.language, to.isDisabled],
  );
  return rowCount === 1;
}

/** Notes that a person signed in now. */
export async function noteSeen(database: Queryable, id: AccountId, now: Date): Promise<void> {
  await database.query('update accounts set seen_at = $2 where id = $1', [id, now]);
}
