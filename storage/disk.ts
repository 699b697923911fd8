import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MailroomError } from '../src/domain/errors.ts';
import { parseSha256, type Sha256 } from '../src/domain/sha256.ts';
import type { Retention, RetentionStore } from '../src/ports/object-store.ts';
import { bounded } from './bytes.ts';
import { objectKey } from './object-key.ts';

/** Below this the store refuses new bytes: a full disk would take the database down with it. */
const freeBytesMin = 64 * 1024 * 1024;

/**
 * Objects as files named by their digest: written under a temporary name, synced, hashed, renamed, and the folder
 * synced, so an object is there whole or not at all, also after a power cut. Retention is a small file beside the
 * object; it guards against mistakes of people and programs that come through Mailroom, not against an administrator.
 */
export async function openDiskStore(root: string, now: () => Date = () => new Date()): Promise<RetentionStore> {
  const objects = join(root, 'objects');
  const incoming = join(root, 'incoming');
  await mkdir(objects, { recursive: true });
  await mkdir(incoming, { recursive: true });
  await sweepIncoming(incoming);

  const pathOf = (sha256: Sha256): string => join(objects, objectKey(sha256));
  const retentionPathOf = (sha256: Sha256): string => `${pathOf(sha256)}.retention`;
  const knownFolders = new Set<string>();
  const refuseWhenFull = createFullness(root);

  const retention = async (sha256: Sha256): Promise<Retention> => {
    const text = await readFile(retentionPathOf(sha256), 'utf8').catch(ignoreMissing);
    if (text === undefined) return { retainUntil: null, isHeld: false };
    const stored = JSON.parse(text) as { retainUntil: string | null; isHeld: boolean };
    return { retainUntil: stored.retainUntil === null ? null : new Date(stored.retainUntil), isHeld: stored.isHeld };
  };

  const writeRetention = async (sha256: Sha256, next: Retention): Promise<void> => {
    const temporary = join(incoming, randomUUID());
    await writeFile(temporary, JSON.stringify({ retainUntil: next.retainUntil, isHeld: next.isHeld }), { flush: true });
    await rename(temporary, retentionPathOf(sha256));
    await syncFolder(dirname(pathOf(sha256)));
  };

  const head = async (sha256: Sha256) => {
    const facts = await stat(pathOf(sha256)).catch(ignoreMissing);
    return facts ? { sha256, byteLength: facts.size } : null;
  };

  const need = async (sha256: Sha256) => {
    const found = await head(sha256);
    if (!found) throw missing(sha256);
    return found;
  };

  return {
    name: 'disk',
    async put(source, options = {}) {
      const temporary = join(incoming, randomUUID());
      const hash = createHash('sha256');
      let byteLength = 0;
      try {
        await refuseWhenFull();
        const file = await open(temporary, 'wx', 0o640);
        try {
          for await (const chunk of bounded(source, options)) {
            hash.update(chunk);
            byteLength += chunk.byteLength;
            await writeAll(file, chunk);
          }
          await file.sync();
        } finally {
          await file.close();
        }
        const sha256 = hash.digest('hex') as Sha256;
        const target = pathOf(sha256);
        if (await head(sha256)) {
          await unlink(temporary);
          return { sha256, byteLength };
        }
        await makeFolder(dirname(target), knownFolders);
        await rename(temporary, target);
        await syncFolder(dirname(target));
        return { sha256, byteLength };
      } catch (error) {
        await rm(temporary, { force: true });
        throw asStoreError(error);
      }
    },
    async open(sha256, range) {
      await need(sha256);
      return createReadStream(pathOf(sha256), range ? { start: range[0], end: range[1] } : {});
    },
    head,
    async list(after, limit) {
      const found: { sha256: Sha256; byteLength: number }[] = [];
      for await (const sha256 of namesAfter(objects, after)) {
        const ref = await head(sha256);
        if (ref) found.push(ref);
        if (found.length >= limit) break;
      }
      return found;
    },
    async delete(sha256) {
      const { retainUntil, isHeld } = await retention(sha256);
      if (isHeld || (retainUntil !== null && retainUntil > now())) {
        throw new MailroomError('object.retained', 'The object is under retention or hold and cannot be deleted yet.');
      }
      await rm(pathOf(sha256), { force: true });
      await rm(retentionPathOf(sha256), { force: true });
    },
    async checkout(sha256) {
      await need(sha256);
      return { path: pathOf(sha256), async [Symbol.asyncDispose]() {} };
    },
    async retain(sha256, until) {
      await need(sha256);
      const current = await retention(sha256);
      if (current.retainUntil === null || current.retainUntil < until)
        await writeRetention(sha256, { ...current, retainUntil: until });
    },
    async hold(sha256, isHeld) {
      await need(sha256);
      await writeRetention(sha256, { ...(await retention(sha256)), isHeld });
    },
    async retention(sha256) {
      await need(sha256);
      return retention(sha256);
    },
    async prove() {
      return {
        kind: 'guarded',
        sentence:
          'Objects are files on this machine. Retention is kept by Mailroom itself: it guards against mistakes, not against an administrator of the machine.',
      };
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) offset += (await file.write(chunk, offset)).bytesWritten;
}

/** What a killed process left half written was never acknowledged to anyone, so it may go; young files may be another process's. */
async function sweepIncoming(incoming: string): Promise<void> {
  const oneDayAgo = Date.now() - 24 * 3600 * 1000;
  for (const name of await readdir(incoming)) {
    const facts = await stat(join(incoming, name)).catch(ignoreMissing);
    if (facts && facts.mtimeMs < oneDayAgo) await rm(join(incoming, name), { force: true });
  }
}

/** A new folder is synced into its parent; otherwise a power cut could forget the folder and all in it. */
async function makeFolder(folder: string, known: Set<string>): Promise<void> {
  if (known.has(folder)) return;
  if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder));
  known.add(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Asks the disk once a second: at two hundred objects a second it cannot fill up in between. */
function createFullness(root: string): () => Promise<void> {
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - askedAt < 1000) return;
    const { bavail, bsize } = await statfs(root);
    if (bavail * bsize < freeBytesMin) throw full();
    askedAt = performance.now();
  };
}

async function* namesAfter(objects: string, after: Sha256 | null): AsyncGenerator<Sha256> {
  const sorted = async (path: string): Promise<readonly string[]> =>
    ((await readdir(path).catch(ignoreMissing)) ?? []).sort();
  for (const folder of await sorted(objects)) {
    if (after !== null && folder < after.slice(0, folder.length)) continue;
    for (const name of await sorted(join(objects, folder))) {
      const sha256 = parseSha256(name);
      if (sha256 !== null && (after === null || sha256 > after)) yield sha256;
    }
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

function missing(sha256: Sha256): MailroomError {
  return new MailroomError('object.missing', `No object ${sha256} is stored. Restore it from the backup.`);
}

function full(cause?: unknown): MailroomError {
  return new MailroomError(
    'store.full',
    'The disk of the object store is full. Free some space; nothing that was acknowledged is lost.',
    {
      retry: 'later',
      cause,
    },
  );
}

function asStoreError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(error);
  return error;
}
