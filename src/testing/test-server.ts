import { randomBytes } from 'node:crypto';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import { openDatabase } from '../db/connection.ts';
import { startEmbeddedPostgres, stopAbandonedServer } from '../db/embedded/start-embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { silentLog } from '../ports/log.ts';

/** Where tests find a database to copy. */
export interface TestServer {
  /** Of the maintenance database, with the right to create databases. */
  readonly url: string;
  readonly template: string;
}

const folderPrefix = 'mailroom-test-';

/**
 * A server for one test run with a migrated template database: the one MAILROOM_TEST_DATABASE_URL names, or an
 * embedded one in a temporary folder that is removed again. Its data may be lost with the machine, which saves time.
 */
export async function startTestServer(): Promise<TestServer & AsyncDisposable> {
  const template = `mailroom_test_${randomBytes(4).toString('hex')}`;
  const given = process.env.MAILROOM_TEST_DATABASE_URL;
  if (given) {
    await createTemplate(given, template);
    return { url: given, template, [Symbol.asyncDispose]: () => dropTemplate(given, template) };
  }

  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), folderPrefix));
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, isThrowaway: true });
  await createTemplate(server.url, template);
  return {
    url: server.url,
    template,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function createTemplate(url: string, template: string): Promise<void> {
  await using maintenance = openDatabase(url, { connectionsMax: 1 });
  await maintenance.query(`create database ${template}`);
  // Closed again before the first copy: PostgreSQL copies no database that somebody is connected to.
  await using database = openDatabase(urlOfDatabase(url, template), { connectionsMax: 2 });
  await migrate(database, join(packageRoot, 'src', 'db', 'migrations'));
}

async function dropTemplate(url: string, template: string): Promise<void> {
  await using maintenance = openDatabase(url, { connectionsMax: 1 });
  await maintenance.query(`drop database if exists ${template} with (force)`);
}

export function urlOfDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A test run that was killed leaves its server and folder behind; the next run clears them away. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const state = await lstat(folder).catch(() => null);
    // Anyone may write to this folder, also what only looks like ours.
    if (!state?.isDirectory() || state.uid !== process.getuid?.() || (state.mode & 0o077) !== 0) continue;
    // A run that starts at this moment has made its folder and not yet locked it.
    if (Date.now() - state.mtimeMs < 60_000) continue;
    try {
      await stopAbandonedServer(folder);
      await rm(folder, { recursive: true, force: true });
    } catch {
      // A run under way holds it.
    }
  }
}
