import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';

/** What a running PostgreSQL writes about itself into its cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
  readonly isStopping: boolean;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const status = (lines[7] ?? '').trim();
  return {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    isReady: status === 'ready',
    isStopping: status === 'stopping',
  };
}

/**
 * Whether the process the file names is alive and works in this very cluster. Process numbers are reused and clusters
 * are copied with their files, so the number alone proves nothing. (Who it really is, the password exchange proves.)
 */
export async function isServerOf(cluster: string, postmaster: Postmaster): Promise<boolean> {
  if (!Number.isInteger(postmaster.pid) || postmaster.pid <= 1) return false;
  if ((await processIdentity(postmaster.pid)) === null) return false;
  if (process.platform !== 'linux') return true;
  const [cwd, own] = await Promise.all([stat(`/proc/${postmaster.pid}/cwd`).catch(() => null), stat(cluster)]);
  return cwd !== null && cwd.dev === own.dev && cwd.ino === own.ino;
}
