import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailroomError } from '../src/domain/errors.ts';
import type { Sha256 } from '../src/domain/sha256.ts';
import type { RetentionStore } from '../src/ports/object-store.ts';
import { bounded, collect } from './bytes.ts';

interface Held {
  readonly bytes: Buffer;
  retainUntil: Date | null;
  isHeld: boolean;
}

/** Objects in memory: for tests and trials. It promises nothing about a crash. */
export function openMemoryStore(now: () => Date = () => new Date()): RetentionStore {
  const objects = new Map<Sha256, Held>();

  const need = (sha256: Sha256): Held => {
    const held = objects.get(sha256);
    if (!held) throw new MailroomError('object.missing', `No object ${sha256} is stored. Restore it from the backup.`);
    return held;
  };

  return {
    name: 'memory',
    async put(source, options = {}) {
      const bytes = await collect(bounded(source, options));
      const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
      if (!objects.has(sha256)) objects.set(sha256, { bytes, retainUntil: null, isHeld: false });
      return { sha256, byteLength: bytes.byteLength };
    },
    async open(sha256, range) {
      const { bytes } = need(sha256);
      const part = range ? bytes.subarray(range[0], range[1] + 1) : bytes;
      return (async function* () {
        yield part;
      })();
    },
    async head(sha256) {
      const held = objects.get(sha256);
      return held ? { sha256, byteLength: held.bytes.byteLength } : null;
    },
    async list(after, limit) {
      return [...objects.entries()]
        .filter(([sha256]) => after === null || sha256 > after)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([sha256, { bytes }]) => ({ sha256, byteLength: bytes.byteLength }));
    },
    async delete(sha256) {
      const held = objects.get(sha256);
      if (held && (held.isHeld || (held.retainUntil !== null && held.retainUntil > now()))) {
        throw new MailroomError('object.retained', 'The object is under retention or hold and cannot be deleted yet.');
      }
      objects.delete(sha256);
    },
    async checkout(sha256) {
      const folder = await mkdtemp(join(tmpdir(), 'mailroom-object-'));
      const path = join(folder, sha256);
      await writeFile(path, need(sha256).bytes);
      return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
    },
    async retain(sha256, until) {
      const held = need(sha256);
      if (held.retainUntil === null || held.retainUntil < until) held.retainUntil = until;
    },
    async hold(sha256, isHeld) {
      need(sha256).isHeld = isHeld;
    },
    async retention(sha256) {
      const { retainUntil, isHeld } = need(sha256);
      return { retainUntil, isHeld };
    },
    async prove() {
      return { kind: 'none', sentence: 'Objects are kept in memory only: everything is gone when the process ends.' };
    },
    async [Symbol.asyncDispose]() {},
  };
}
