import { isServerOf, readPostmaster } from './postmaster-file.ts';
import type { ServerPlace } from './server-place.ts';
import { type ServerProcess, spawnServer } from './server-process.ts';
import type { EmbeddedPostgresOptions } from './start-embedded-postgres.ts';

const lookEveryMilliseconds = 1000;

/**
 * Starts the server again, at the same address, when it dies without our doing (the kernel short of memory, a kill by
 * hand). Single sessions that die are PostgreSQL's own affair. `release` ends the watch and names the current server.
 */
export function keepServerRunning(
  place: ServerPlace,
  first: ServerProcess,
  { log, isThrowaway }: Pick<EmbeddedPostgresOptions, 'log'> & { readonly isThrowaway: boolean },
): { release(): Promise<ServerProcess> } {
  let server = first;
  let isReleased = false;
  let round: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const postmaster = await readPostmaster(place.cluster);
    if (postmaster?.pid === server.pid && (await isServerOf(place.cluster, postmaster))) return;
    if (isReleased) return;
    log.error({ pid: server.pid }, 'The embedded database died and is started again.');
    try {
      server = await spawnServer(place, { port: server.port, mustKeepPort: true, isThrowaway });
      log.info({ pid: server.pid, port: server.port }, 'The embedded database is back.');
    } catch (error) {
      log.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'The embedded database does not start; trying again.',
      );
    }
  };
  const timer = setInterval(() => {
    round = round.then(look, look);
  }, lookEveryMilliseconds);
  timer.unref();

  return {
    async release() {
      isReleased = true;
      clearInterval(timer);
      await round.catch(() => {});
      return server;
    },
  };
}
