import { readFile, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { MailroomError } from '../../domain/errors.ts';
import { createClusterIfMissing, readPassword, superuser } from './create-cluster.ts';
import { explainServerFailure } from './explain-server-failure.ts';
import { lockFolder } from './folder-lock.ts';
import { prepareServerPlace, type ServerPlace } from './server-place.ts';
import { adoptServer, type ServerProcess, spawnServer, stopServer } from './server-process.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** A server that an earlier Mailroom left running when it was killed. */
  readonly wasAdopted: boolean;
  /** Ends the server and frees the data folder. Calling it again does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: { info(facts: Readonly<Record<string, unknown>>, sentence: string): void };
  /** For tests: a cluster that may be lost with the machine, and is quicker for it. */
  readonly isThrowaway?: boolean;
}

const databaseName = 'mailroom';
const freeBytesMin = 200 * 1024 * 1024;
const stopSecondsMax = 20;

/**
 * A PostgreSQL of our own in `<dataDir>/postgres`: made on the first start, adopted when a crash left it running.
 * Fails with `database.unusable` and a sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await prepare(options.dataDir);
  const lock = await lockFolder(options.dataDir);
  try {
    const { server, url } = await start(place, options);
    let stopping: Promise<void> | null = null;
    const stop = async () => {
      await stopServer(place, server, stopSecondsMax);
      await lock[Symbol.asyncDispose]();
    };
    return {
      url,
      port: server.port,
      wasAdopted: server.wasAdopted,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

/** Ends the server in `dataDir` when its Mailroom is gone. Fails when that Mailroom lives; false when there is none to end. */
export async function stopAbandonedServer(dataDir: string): Promise<boolean> {
  const place = await prepare(dataDir);
  await using _lock = await lockFolder(dataDir);
  const server = await adoptServer(place);
  if (server !== null) await stopServer(place, server, stopSecondsMax);
  return true;
}

async function start(place: ServerPlace, { log, isThrowaway = false }: EmbeddedPostgresOptions) {
  const startedAt = performance.now();
  const adopted = await adoptServer(place);
  if (adopted === null) await refuseFullDisk(place);
  if (adopted === null) await createClusterIfMissing(place, isThrowaway);
  const portFile = join(place.folder, 'port');
  const keptPort = Number(await readFile(portFile, 'utf8').catch(() => '')) || null;
  const server = adopted ?? (await spawnServer(place, keptPort, isThrowaway));
  try {
    const password = await readPassword(place);
    const url = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${server.port}/${database}`;
    // Connecting proves both ways who is who: the server knows our password's digest, and we know the password.
    if (keptPort === null) await createDatabase(url('postgres'));
    else if (server.wasAdopted) await query(url('postgres'), 'select 1');
    if (keptPort !== server.port) await writeFile(portFile, String(server.port), { mode: 0o600 });
    log.info(
      { port: server.port, milliseconds: Math.round(performance.now() - startedAt) },
      server.wasAdopted ? 'The embedded database was still running and is used on.' : 'The embedded database is ready.',
    );
    return { server, url: url(databaseName) };
  } catch (error) {
    if (!server.wasAdopted) await stopServer(place, server, stopSecondsMax);
    throw error;
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  await query(maintenanceUrl, `create database ${databaseName}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error;
  });
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

async function prepare(dataDir: string): Promise<ServerPlace> {
  try {
    return await prepareServerPlace(dataDir);
  } catch (error) {
    if (error instanceof MailroomError) throw error;
    throw explainServerFailure(String(error), { folder: dataDir, logFile: dataDir }, error);
  }
}

async function refuseFullDisk(place: ServerPlace): Promise<void> {
  const disk = await statfs(place.folder);
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes >= freeBytesMin) return;
  throw new MailroomError(
    'database.unusable',
    `Only ${Math.floor(freeBytes / 1024 / 1024)} MB are free where ${place.folder} lies; the embedded database needs at least ${freeBytesMin / 1024 / 1024} MB. Make room there, then start again.`,
    { retry: 'later' },
  );
}
