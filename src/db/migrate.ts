import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MailroomError } from '../domain/errors.ts';
import type { Database } from './connection.ts';

/** Any number, the same for every process of this product: only one may migrate at a time. */
const advisoryLock = 7_252_001;

/**
 * Runs the numbered, forward-only SQL files of `folder` that this database has not seen, each in its own transaction
 * under an advisory lock. Refuses when a file that already ran was edited, or when the database is newer than the code.
 */
export async function migrate(database: Database, folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  await database
    .query(
      'create table if not exists schema_migrations (name text primary key, sha256 text not null, ran_at timestamptz not null default now())',
    )
    .catch(ignoreConcurrentCreate);

  const ran: string[] = [];
  for (const name of files) {
    const sql = await readFile(join(folder, name), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const isNew = await database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
      const { rows } = await tx.query<{ sha256: string }>('select sha256 from schema_migrations where name = $1', [
        name,
      ]);
      if (rows[0]) {
        if (rows[0].sha256 === sha256) return false;
        throw new MailroomError(
          'database.unusable',
          `Migration ${name} was changed after it ran here. Restore the file, or start with an empty database.`,
        );
      }
      await tx.query('set local statement_timeout = 0');
      await tx.query(sql);
      await tx.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256]);
      return true;
    });
    if (isNew) ran.push(name);
  }

  const { rows } = await database.query<{ name: string }>(
    'select name from schema_migrations order by name desc limit 1',
  );
  const newest = rows[0]?.name;
  if (newest !== undefined && !files.includes(newest)) {
    throw new MailroomError(
      'database.unusable',
      `The database was migrated by a newer Mailroom (${newest}). Start that version, or restore an older backup.`,
    );
  }
  return ran;
}

/** Two processes that create the table at the same moment: the loser sees a unique violation and the table is there. */
function ignoreConcurrentCreate(error: unknown): void {
  const code = (error as { code?: string }).code;
  if (code !== '23505' && code !== '42P07') throw error;
}
