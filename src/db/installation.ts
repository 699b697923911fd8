import type { Queryable } from './connection.ts';

export type InstallationKind = 'demo' | 'real';

const installationKey = 'installation';
const setupKey = 'setup';

/** What this installation is, decided once: a real one never becomes a demo. Null before the first start decided. */
export async function installationKind(database: Queryable): Promise<InstallationKind | null> {
  const { rows } = await database.query<{ value: { kind: InstallationKind } }>(
    'select value from settings where key = $1',
    [installationKey],
  );
  return rows[0]?.value.kind ?? null;
}

/** Decides what this installation is if nobody has yet, and returns what it is. */
export async function declareInstallation(database: Queryable, kind: InstallationKind): Promise<InstallationKind> {
  await database.query('insert into settings (key, value) values ($1, $2) on conflict (key) do nothing', [
    installationKey,
    JSON.stringify({ kind }),
  ]);
  return (await installationKind(database)) ?? kind;
}

export interface SetupLink {
  readonly tokenSha256: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

export async function putSetupLink(database: Queryable, link: SetupLink): Promise<void> {
  await database.query(
    `insert into settings (key, value, updated_at) values ($1, $2, now()) on conflict (key) do update set value = $2, updated_at = now()`,
    [setupKey, JSON.stringify(link)],
  );
}

export async function setupLink(database: Queryable): Promise<SetupLink | null> {
  const { rows } = await database.query<{ value: SetupLink }>('select value from settings where key = $1', [setupKey]);
  return rows[0]?.value ?? null;
}

/** Removes the link if it is this one and not expired; true for exactly one caller. */
export async function spendSetupLink(database: Queryable, tokenSha256: string, now: Date): Promise<boolean> {
  const { rowCount } = await database.query(
    `delete from settings where key = $1 and value->>'tokenSha256' = $2 and (value->>'expiresAt')::timestamptz > $3`,
    [setupKey, tokenSha256, now],
  );
  return rowCount === 1;
}
