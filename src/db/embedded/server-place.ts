import { chmod, chown, lchown, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, chooseServerAccount, type ServerAccount } from './server-account.ts';
import { placeServerBinaries } from './server-binaries.ts';

/** Where everything of one embedded server lies, and under which account it runs. */
export interface ServerPlace {
  readonly folder: string;
  readonly cluster: string;
  readonly binaries: string;
  readonly account: ServerAccount | null;
  /** The running server's own log; it outlives this process, so it is a file and not a pipe. */
  readonly logFile: string;
}

/** Lays out `<dataDir>/postgres` (idempotent) and finds the programs. */
export async function prepareServerPlace(dataDir: string): Promise<ServerPlace> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = join(await realpath(dataDir), 'postgres');
  const cluster = join(folder, 'cluster');
  const account = await chooseServerAccount(cluster);
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // As root the folder stays root's; the server may pass through it to what it owns, and list nothing.
  if (account !== null) await chmod(folder, 0o711);
  const binaries = await placeServerBinaries(account, folder);
  return { folder, cluster, binaries, account, logFile: join(folder, 'server.log') };
}

/**
 * The name under which the server is told its cluster. As root on Linux the server starts inside the cluster (the
 * folder is entered before the account is changed), and this name leads there without passing the folders above:
 * so a data folder below a private home works. Measured: initdb and postgres 18 run entirely from it.
 */
export async function nameForServer(place: ServerPlace, cluster: string): Promise<string> {
  if (place.account === null) return cluster;
  return process.platform === 'linux' || !(await canEnter(place.account, cluster)) ? '/proc/self/cwd' : cluster;
}

export async function giveToServer(place: ServerPlace, path: string): Promise<void> {
  if (place.account !== null) await chown(path, place.account.uid, place.account.gid);
}

/** A cluster that root copied back from a backup belongs to root, and the server could not use it. */
export async function giveClusterToServer(place: ServerPlace): Promise<void> {
  if (place.account === null || (await stat(place.cluster)).uid !== 0) return;
  for (const entry of await readdir(place.cluster, { recursive: true })) {
    await lchown(join(place.cluster, entry), place.account.uid, place.account.gid);
  }
  await giveToServer(place, place.cluster);
}

/** How a program of the server is started: in its folder, under its account, with nothing of our environment. */
export function serverSpawnOptions(place: ServerPlace, cwd: string) {
  return {
    cwd,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(place.account === null ? {} : { uid: place.account.uid, gid: place.account.gid }),
  };
}
