import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { explainServerFailure } from './explain-server-failure.ts';
import { giveToServer, nameForServer, type ServerPlace, serverSpawnOptions } from './server-place.ts';

export const superuser = 'mailroom';

export function readPassword(place: ServerPlace): Promise<string> {
  return readFile(join(place.folder, 'password'), 'utf8');
}

/**
 * Makes an empty cluster, unless there is one. The cluster appears under its name only when it is complete and its
 * password is kept, so a crash in the middle costs nothing but starting over.
 */
export async function createClusterIfMissing(place: ServerPlace, isThrowaway: boolean): Promise<void> {
  if ((await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null)) !== null) return;

  const unfinished = join(place.folder, 'cluster.unfinished');
  const passwordFile = join(place.folder, 'password.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await giveToServer(place, unfinished);

  const password = randomBytes(24).toString('base64url');
  await keep(join(place.folder, 'password'), password);
  // initdb reads the password under the server's account, hence a copy that it may read, for as long as it runs.
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await giveToServer(place, passwordFile);

  const name = await nameForServer(place, unfinished);
  try {
    await promisify(execFile)(
      join(place.binaries, 'initdb'),
      [
        `--pgdata=${name}`,
        `--username=${superuser}`,
        `--pwfile=${name}/../password.unfinished`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The built-in provider never changes its order under an index, whatever the system's libraries do.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(isThrowaway ? ['--no-sync'] : []),
      ],
      serverSpawnOptions(place, unfinished),
    );
  } catch (error) {
    const words = (error as { stderr?: string }).stderr || String(error);
    throw explainServerFailure(words, place, error);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, place.cluster);
}

async function keep(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
