import { readFile, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MailroomError } from '../../domain/errors.ts';
import { createClusterIfMissing } from './create-cluster.ts';
import { explainServerFailure } from './explain-server-failure.ts';
import { FolderInUse, lockFolder } from './folder-lock.ts';
import { keepServerRunning } from './keep-server-running.ts';
import { isServerOf, readPostmaster } from './postmaster-file.ts';
import { giveClusterToServer, prepareServerPlace, type ServerPlace } from './server-place.ts';
import { adoptServer, spawnServer, stopServer } from './server-process.ts';
import { nameDatabase, proveServer, serverUrl } from './server-url.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** A server that an earlier Mailroom left running when it was killed. */
  readonly wasAdopted: boolean;
  /** A server that another living Mailroom holds; only with `mayJoin`. */
  readonly wasJoined: boolean;
  /** Ends the server (unless it was joined) and frees the data folder. Calling it again does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, sentence: string): void;
    error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  };
  /** For short commands beside a running Mailroom: use its server instead of refusing the folder. */
  readonly mayJoin?: boolean;
  /** For tests: a cluster that may be lost with the machine, and is quicker for it. */
  readonly isThrowaway?: boolean;
}

const freeBytesMin = 200 * 1024 * 1024;
const stopSecondsMax = 20;
const joinSecondsMax = 30;

/**
 * A PostgreSQL of our own in `<dataDir>/postgres`: made on the first start, adopted when a crash left it running,
 * started again when it dies while we live. One Mailroom at a time holds a data folder.
 * Fails with `database.unusable` and a sentence that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return explaining(options.dataDir, async () => {
    const place = await prepareServerPlace(options.dataDir);
    let lock: AsyncDisposable;
    try {
      lock = await lockFolder(options.dataDir);
    } catch (error) {
      if (error instanceof FolderInUse && options.mayJoin) return joinServer(place, error);
      throw error;
    }
    try {
      return await hold(place, lock, options);
    } catch (error) {
      await lock[Symbol.asyncDispose]();
      throw error;
    }
  });
}

/** Ends the server in `dataDir` that a Mailroom left running when it was killed. Fails while that Mailroom lives. */
export async function stopAbandonedServer(dataDir: string): Promise<void> {
  await explaining(dataDir, async () => {
    const place = await prepareServerPlace(dataDir);
    await using _lock = await lockFolder(dataDir);
    const server = await adoptServer(place);
    if (server !== null) await stopServer(place, server, stopSecondsMax);
  });
}

async function hold(
  place: ServerPlace,
  lock: AsyncDisposable,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, isThrowaway = false } = options;
  const startedAt = performance.now();
  const adopted = await adoptServer(place);
  if (adopted === null) {
    await refuseFullDisk(place);
    await createClusterIfMissing(place, isThrowaway);
    await giveClusterToServer(place);
  }
  const keptPort = await readKeptPort(place);
  const server = adopted ?? (await spawnServer(place, { port: keptPort, mustKeepPort: false, isThrowaway }));
  try {
    if (keptPort === null) await nameDatabase(place, server.port);
    if (keptPort !== server.port) await writeFile(portFile(place), String(server.port), { mode: 0o600 });
  } catch (error) {
    if (!server.wasAdopted) await stopServer(place, server, stopSecondsMax);
    throw error;
  }
  log.info(
    { port: server.port, milliseconds: Math.round(performance.now() - startedAt) },
    server.wasAdopted ? 'The embedded database was still running and is used on.' : 'The embedded database is ready.',
  );

  const keeper = keepServerRunning(place, server, { log, isThrowaway });
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    await stopServer(place, await keeper.release(), stopSecondsMax);
    await lock[Symbol.asyncDispose]();
  };
  return {
    url: await serverUrl(place, server.port),
    port: server.port,
    wasAdopted: server.wasAdopted,
    wasJoined: false,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** The other Mailroom may be starting just now, so its server is waited for. */
async function joinServer(place: ServerPlace, refusal: FolderInUse): Promise<EmbeddedPostgres> {
  const until = Date.now() + joinSecondsMax * 1000;
  while (Date.now() < until) {
    const postmaster = await readPostmaster(place.cluster);
    const isServing = postmaster?.isReady && (await isServerOf(place.cluster, postmaster));
    if (isServing && (await readKeptPort(place)) === postmaster.port) {
      await proveServer(place, postmaster.port);
      return {
        url: await serverUrl(place, postmaster.port),
        port: postmaster.port,
        wasAdopted: false,
        wasJoined: true,
        stop: async () => {},
      };
    }
    await delay(50);
  }
  throw refusal;
}

/** The port is written when the database was made, so its absence means that the first start did not come to its end. */
async function readKeptPort(place: ServerPlace): Promise<number | null> {
  const port = Number(await readFile(portFile(place), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

function portFile(place: ServerPlace): string {
  return join(place.folder, 'port');
}

async function explaining<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MailroomError) throw error;
    throw explainServerFailure(
      String(error),
      { folder: dataDir, logFile: join(dataDir, 'postgres', 'server.log') },
      error,
    );
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
