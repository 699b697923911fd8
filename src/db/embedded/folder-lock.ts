import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MailroomError } from '../../domain/errors.ts';
import { processIdentity } from './process-identity.ts';

interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly host: string;
  readonly since: string;
}

/** A living Mailroom holds the folder. */
export class FolderInUse extends MailroomError {
  constructor(folder: string, who: string) {
    super(
      'database.unusable',
      `Another Mailroom (${who}) already works on the data folder ${folder}. Stop it first, or choose another folder with --data-dir.`,
      { retry: 'later' },
    );
  }
}

const heartbeatSeconds = 5;
/** A holder on another host cannot be looked up; it counts as gone when its heartbeat is older than this. */
const foreignSilenceSeconds = 30;
/** Taking over takes microseconds; a takeover note older than this was left by a crash. */
const takeoverSeconds = 10;

/**
 * Lets one process at a time work on `folder`. The lock names a process number and its start, so what a crash leaves
 * behind never blocks the next start; a second host on a shared folder is kept out by a heartbeat.
 * Fails with `database.unusable` and the holder's process number.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const path = join(folder, 'mailroom.lock');
  const note = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  const holder: Holder = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(holder);
  // Written aside and linked: a lock that can be seen is always complete.
  await writeFile(note, text, { mode: 0o600 });
  try {
    while (!(await linkIfFree(note, path))) await removeIfDead(path, folder);
  } finally {
    await rm(note, { force: true });
  }

  const heartbeat = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => {}),
    heartbeatSeconds * 1000,
  );
  heartbeat.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat);
      if ((await readFile(path, 'utf8').catch(() => '')) === text) await rm(path, { force: true });
    },
  };
}

async function linkIfFree(note: string, path: string): Promise<boolean> {
  try {
    await link(note, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeIfDead(path: string, folder: string): Promise<void> {
  if (await refuseIfAlive(path, folder)) return;
  // Two newcomers may both find the holder dead. Only one may remove its lock, or the second would remove the first's.
  const takeover = `${path}.takeover`;
  try {
    await mkdir(takeover);
  } catch {
    const since = (await stat(takeover).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - since > takeoverSeconds * 1000) await rm(takeover, { recursive: true, force: true });
    await delay(20);
    return;
  }
  try {
    if (!(await refuseIfAlive(path, folder))) await rename(path, join(takeover, 'dead'));
  } finally {
    await rm(takeover, { recursive: true, force: true });
  }
}

/** True when the lock is gone meanwhile; false when its holder is dead. */
async function refuseIfAlive(path: string, folder: string): Promise<boolean> {
  const [text, state] = await Promise.all([readFile(path, 'utf8').catch(() => null), stat(path).catch(() => null)]);
  if (text === null || state === null) return true;
  const holder = parseHolder(text);
  if (holder === null) return false;
  if (holder.host !== hostname()) {
    if (Date.now() - state.mtimeMs > foreignSilenceSeconds * 1000) return false;
    throw new FolderInUse(folder, `on host ${holder.host}`);
  }
  if ((await processIdentity(holder.pid)) !== holder.identity) return false;
  throw new FolderInUse(folder, `process ${holder.pid}, since ${holder.since}`);
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, identity, host, since } = value as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof identity !== 'string' || typeof host !== 'string') return null;
    return { pid, identity, host, since: String(since) };
  } catch {
    return null;
  }
}
