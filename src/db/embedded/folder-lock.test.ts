import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { processIdentity } from './process-identity.ts';

async function leaveLock(folder: string, holder: object): Promise<string> {
  const path = join(folder, 'mailroom.lock');
  await using lock = await lockFolder(folder);
  const own = JSON.parse(await readFile(path, 'utf8')) as object;
  await lock[Symbol.asyncDispose]();
  await writeFile(path, JSON.stringify({ ...own, ...holder }));
  return path;
}

test('of many who want a folder at once exactly one gets it, also when a dead holder left its lock', async () => {
  await using folder = await openTemporaryFolder();
  await leaveLock(folder.path, { identity: 'of a process before' });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder.path)));
  const held = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(held).toHaveLength(1);
  await held[0]?.value[Symbol.asyncDispose]();
  await (await lockFolder(folder.path))[Symbol.asyncDispose]();
});

test('a lock whose process number now belongs to a process started later holds nobody back', async () => {
  await using folder = await openTemporaryFolder();
  await leaveLock(folder.path, { pid: process.ppid, identity: 'started earlier' });
  await using _lock = await lockFolder(folder.path);
});

test('the lock of a living process is refused with its number', async () => {
  await using folder = await openTemporaryFolder();
  await leaveLock(folder.path, { pid: process.ppid, identity: await processIdentity(process.ppid) });
  await expect(lockFolder(folder.path)).rejects.toMatchObject({
    code: 'database.unusable',
    message: expect.stringContaining(`process ${process.ppid}`),
  });
});

test('the lock of another host holds while its heartbeat is fresh, and not after', async () => {
  await using folder = await openTemporaryFolder();
  const path = await leaveLock(folder.path, { host: 'elsewhere', pid: 1 });
  await expect(lockFolder(folder.path)).rejects.toThrow('on host elsewhere');
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await utimes(path, aMinuteAgo, aMinuteAgo);
  await using _lock = await lockFolder(folder.path);
});

test('releasing a lock leaves nothing, and never takes away the lock of another', async () => {
  await using folder = await openTemporaryFolder();
  const path = join(folder.path, 'mailroom.lock');
  const lock = await lockFolder(folder.path);
  await writeFile(path, '{}');
  await lock[Symbol.asyncDispose]();
  await expect(stat(path)).resolves.toBeDefined();
  const own = await lockFolder(folder.path);
  await own[Symbol.asyncDispose]();
  await expect(stat(path)).rejects.toThrow();
});
