import type { AccountId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

export type RoleName = 'clerk' | 'agent' | 'auditor' | 'lead' | 'administrator';

export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly role: RoleName;
  readonly language: 'de' | 'en';
  readonly isDemo: boolean;
  readonly isDisabled: boolean;
}

/** What `insertAccount` needs; the rest of an account begins the same for everyone. */
export type NewAccount = Omit<Account, 'isDisabled'>;

/** In the place of a password's hash: nobody signs in to a program's account with a password. */
export const noPassword = '!';

/** In the same place: a person who has yet to choose a password, by the one-time link they were given. */
export const passwordToBeChosen = '?';

const columns = `id, name, display_name as "displayName", password_hash as "passwordHash", role, language,
  is_demo as "isDemo", is_disabled as "isDisabled"`;

export async function accountByName(database: Queryable, name: string): Promise<Account | null> {
  const { rows } = await database.query<Account>(`select ${columns} from accounts where name = $1`, [name]);
  return rows[0] ?? null;
}

export async function accountById(database: Queryable, id: string): Promise<Account | null> {
  const { rows } = await database.query<Account>(`select ${columns} from accounts where id = $1`, [id]);
  return rows[0] ?? null;
}

/** False when the name is taken; the standing account stays as it is. */
export async function insertAccount(database: Queryable, account: NewAccount, now: Date): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into accounts (id, name, display_name, password_hash, role, language, is_demo, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (name) do nothing`,
    [
      account.id,
      account.name,
      account.displayName,
      account.passwordHash,
      account.role,
      account.language,
      account.isDemo,
      now,
    ],
  );
  return rowCount === 1;
}

/** Accounts of people, without those of programs. */
export async function countPeople(database: Queryable): Promise<{ readonly all: number; readonly demo: number }> {
  const { rows } = await database.query<{ all: number; demo: number }>(
    'select count(*) as all, count(*) filter (where is_demo) as demo from accounts where password_hash <> $1',
    [noPassword],
  );
  return rows[0] ?? { all: 0, demo: 0 };
}

export async function setPasswordHash(database: Queryable, id: AccountId, passwordHash: string): Promise<void> {
  await database.query('update accounts set password_hash = $2 where id = $1', [id, passwordHash]);
}

export async function setLanguage(database: Queryable, id: AccountId, language: 'de' | 'en'): Promise<void> {
  await database.query('update accounts set language = $2 where id = $1', [id, language]);
}
