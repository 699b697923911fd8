import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';

/** What a running PostgreSQL writes about itself into its cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), isReady: (lines[7] ?? '').trim() === 'ready' };
}

/**
 * Says in the file that the process it names is not a living PostgreSQL, by naming ourselves instead, whom a new server
 * knows as its parent and takes for stale. Left alone, it would refuse to start when the number was given to another
 * process meanwhile, and (seen) when its dead predecessor was not yet cleared away by the system. Removing the file would also remove the number of the shared memory, by which a new
 * server sees that sessions of a killed one still write. (Renamed into place, since the server owns the folder and
 * could have planted a link.)
 */
export async function disownPostmaster(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const aside = `${path}.${process.pid}`;
  const [text, owner] = await Promise.all([readFile(path, 'utf8'), stat(cluster)]);
  await rm(aside, { force: true });
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(text.replace(/^\d+/, String(process.pid)));
    await file.chown(owner.uid, owner.gid);
  } finally {
    await file.close();
  }
  await rename(aside, path);
}

/**
 * Whether the process the file names is alive and works in this very cluster. Process numbers are reused and clusters
 * are copied with their files, so the number alone proves nothing. (Who it really is, the password exchange proves.)
 */
export async function isServerOf(cluster: string, postmaster: Postmaster): Promise<boolean> {
  if (!Number.isInteger(postmaster.pid) || postmaster.pid <= 1) return false;
  if ((await processIdentity(postmaster.pid)) === null) return false;
  if (process.platform !== 'linux') return true;
  // What another account runs cannot be looked into, and cannot be the server of a cluster that is ours either.
  const [cwd, own] = await Promise.all([stat(`/proc/${postmaster.pid}/cwd`).catch(() => null), stat(cluster)]);
  return cwd !== null && cwd.dev === own.dev && cwd.ino === own.ino;
}
