import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MailroomError } from '../../domain/errors.ts';
import { explainServerFailure } from './explain-server-failure.ts';
import { disownPostmaster, isServerOf, type Postmaster, readPostmaster } from './postmaster-file.ts';
import { nameForServer, type ServerPlace, serverSpawnOptions } from './server-place.ts';
import { serverSettings } from './server-settings.ts';
import { proveServer } from './server-url.ts';

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  readonly wasAdopted: boolean;
}

/** Recovery after a crash under load took under 2 s; a large backlog on a slow disk may take minutes. */
const startSecondsMax = 120;
const logBytesMax = 4 * 1024 * 1024;

/** The server that already runs on this cluster, when its Mailroom died and left it behind; else null, with the way cleared. */
export async function adoptServer(place: ServerPlace): Promise<ServerProcess | null> {
  const until = Date.now() + startSecondsMax * 1000;
  while (Date.now() < until) {
    const postmaster = await readPostmaster(place.cluster);
    if (postmaster === null) return null;
    if (!(await isServerOf(place.cluster, postmaster))) {
      await disownPostmaster(place.cluster);
      return null;
    }
    if (postmaster.isReady && (await answers(place, postmaster.port))) {
      return { pid: postmaster.pid, port: postmaster.port, wasAdopted: true };
    }
    await delay(20);
  }
  throw new MailroomError(
    'database.unusable',
    `The embedded database below ${place.folder} neither starts nor stops. Look into ${place.logFile}.`,
    {
      retry: 'later',
    },
  );
}

/** False for a server that is dying at this moment; fails for one that does not take our password. */
async function answers(place: ServerPlace, port: number): Promise<boolean> {
  try {
    await proveServer(place, port);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  }
}

/**
 * Starts a server. `port` is taken when it is free, so that addresses stay the same over restarts; when it is not,
 * another one, unless somebody is connected to this very address.
 */
export async function spawnServer(
  place: ServerPlace,
  options: { readonly port: number | null; readonly mustKeepPort: boolean; readonly isThrowaway: boolean },
): Promise<ServerProcess> {
  let port = options.port ?? (await findFreePort());
  for (let round = 1; ; round += 1) {
    const failure = await trySpawn(place, port, options.isThrowaway);
    if (typeof failure !== 'string') return failure;
    const isPortTaken = /Address already in use|could not bind/i.test(failure);
    // Sessions of a server that was killed need a moment to notice and let go of its memory.
    const isStillLettingGo = /shared memory block .* is still in use/i.test(failure);
    if (round >= 20 || !(isPortTaken || isStillLettingGo)) throw explainServerFailure(failure, place);
    if (isPortTaken && !options.mustKeepPort) port = await findFreePort();
    else await delay(250);
  }
}

async function trySpawn(place: ServerPlace, port: number, isThrowaway: boolean): Promise<ServerProcess | string> {
  await removeOldSockets(place.cluster);
  const logStart = await rotateLog(place.logFile);
  const log = await open(place.logFile, 'a', 0o600);
  try {
    const name = await nameForServer(place, place.cluster);
    const server = spawn(join(place.binaries, 'postgres'), ['-D', name, ...serverSettings(port, isThrowaway)], {
      ...serverSpawnOptions(place, place.cluster),
      // A process group of its own: Ctrl-C in a terminal must reach Mailroom first, which still needs its database.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let spawnError: Error | null = null;
    server.on('error', (error) => {
      spawnError = error;
    });
    server.unref();
    const until = Date.now() + startSecondsMax * 1000;
    for (;;) {
      if (spawnError !== null) return String(spawnError);
      if (server.exitCode !== null || server.signalCode !== null) {
        const words = (await readFile(place.logFile)).subarray(logStart).toString('utf8');
        return words.trim() === '' ? `postgres ended with ${server.exitCode ?? server.signalCode}` : words;
      }
      const postmaster = await readPostmaster(place.cluster);
      if (postmaster?.pid === server.pid && postmaster?.isReady)
        return { pid: postmaster.pid, port, wasAdopted: false };
      if (Date.now() > until) {
        server.kill('SIGQUIT');
        return `postgres was not ready after ${startSecondsMax} s`;
      }
      await delay(5);
    }
  } finally {
    await log.close();
  }
}

/**
 * A server that was killed leaves its socket and a note with its process number. No server runs on this cluster now, but
 * one that finds the number in use again (or its dead predecessor not yet buried) would refuse to start.
 */
async function removeOldSockets(cluster: string): Promise<void> {
  const names = (await readdir(cluster)).filter((name) => name.startsWith('.s.PGSQL.'));
  await Promise.all(names.map((name) => rm(join(cluster, name), { force: true })));
}

/**
 * Fast shutdown: sessions are ended, everything is written, then it is gone. Resolves when it is gone. A server that
 * does not end within `secondsMax` is told to drop everything; it recovers at the next start and loses nothing.
 */
export async function stopServer(
  place: ServerPlace,
  server: { readonly pid: number },
  secondsMax: number,
): Promise<void> {
  const startedAt = Date.now();
  let isForced = false;
  signal(server.pid, 'SIGINT');
  for (;;) {
    const postmaster: Postmaster | null = await readPostmaster(place.cluster);
    if (postmaster === null || postmaster.pid !== server.pid || !(await isServerOf(place.cluster, postmaster))) return;
    if (!isForced && Date.now() - startedAt > secondsMax * 1000) {
      isForced = true;
      signal(server.pid, 'SIGQUIT');
    }
    await delay(10);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function rotateLog(path: string): Promise<number> {
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (size < logBytesMax) return size;
  await rename(path, `${path}.1`);
  return 0;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string')
    throw new MailroomError('database.unusable', 'This machine gives out no ports on 127.0.0.1.');
  return address.port;
}
