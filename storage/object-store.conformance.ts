import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sha256 } from '../src/domain/sha256.ts';
import type { RetentionStore } from '../src/ports/object-store.ts';
import { collect } from './bytes.ts';

/** A way to open a fresh store and to open the same one again, as after a restart. */
export interface StoreHarness {
  open(): Promise<RetentionStore>;
  /** Null when the store forgets everything at the end of the process, as memory does. */
  reopen: (() => Promise<RetentionStore>) | null;
  dispose(): Promise<void>;
}

const day = 24 * 3600 * 1000;

/** The guarantees of `ports/object-store.ts`, one test each; run by every backend. */
export function describeObjectStore(name: string, makeHarness: () => Promise<StoreHarness>): void {
  describe(`object store: ${name}`, () => {
    let harness: StoreHarness;
    let store: RetentionStore;

    beforeAll(async () => {
      harness = await makeHarness();
      store = await harness.open();
    });
    afterAll(async () => {
      await store[Symbol.asyncDispose]();
      await harness.dispose();
    });

    it('names an object by the SHA-256 of its bytes and gives the same bytes back', async () => {
      const bytes = randomBytes(100_000);
      const ref = await store.put(bytes);
      expect(ref).toEqual({ sha256: digestOf(bytes), byteLength: 100_000 });
      expect(await collect(await store.open(ref.sha256))).toEqual(bytes);
      expect(await store.head(ref.sha256)).toEqual(ref);
    });

    it('keeps an empty object', async () => {
      const ref = await store.put(new Uint8Array());
      expect(ref.byteLength).toBe(0);
      expect(await collect(await store.open(ref.sha256))).toHaveLength(0);
    });

    it('takes a stream of many chunks, larger than one part of a multipart upload', async () => {
      const chunk = randomBytes(1024 * 1024);
      const ref = await store.put(repeat(chunk, 7));
      expect(ref.byteLength).toBe(7 * chunk.byteLength);
      const hash = createHash('sha256');
      for await (const part of await store.open(ref.sha256)) hash.update(part);
      expect(hash.digest('hex')).toBe(ref.sha256);
    });

    it('changes nothing when the same bytes are put again, also at the same time', async () => {
      const bytes = randomBytes(50_000);
      const refs = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
      expect(new Set(refs.map((ref) => ref.sha256)).size).toBe(1);
      expect(await collect(await store.open(digestOf(bytes)))).toEqual(bytes);
    });

    it('opens a range with both ends included', async () => {
      const bytes = randomBytes(1000);
      const { sha256 } = await store.put(bytes);
      expect(await collect(await store.open(sha256, [10, 19]))).toEqual(bytes.subarray(10, 20));
    });

    it('leaves nothing behind when a put is aborted in the middle', async () => {
      const bytes = randomBytes(30_000);
      const abort = new AbortController();
      const half = (async function* () {
        yield bytes.subarray(0, 15_000);
        abort.abort();
        yield bytes.subarray(15_000);
      })();
      await expect(store.put(half, { signal: abort.signal })).rejects.toThrow();
      expect(await store.head(digestOf(bytes))).toBeNull();
      expect(await store.head(digestOf(bytes.subarray(0, 15_000)))).toBeNull();
    });

    it('leaves nothing behind when the source fails', async () => {
      const bytes = randomBytes(1000);
      const failing = (async function* () {
        yield bytes;
        throw new Error('the scanner went away');
      })();
      await expect(store.put(failing)).rejects.toThrow('the scanner went away');
      expect(await store.head(digestOf(bytes))).toBeNull();
    });

    it('refuses more bytes than allowed and names the limit', async () => {
      const bytes = randomBytes(2000);
      await expect(store.put(bytes, { byteLengthMax: 1999 })).rejects.toMatchObject({
        code: 'document.too_large',
        params: { byteLengthMax: 1999 },
      });
      expect(await store.head(digestOf(bytes))).toBeNull();
    });

    it('says object.missing for what it does not have', async () => {
      const absent = digestOf(randomBytes(16));
      expect(await store.head(absent)).toBeNull();
      await expect(store.open(absent)).rejects.toMatchObject({ code: 'object.missing' });
      await expect(store.checkout(absent)).rejects.toMatchObject({ code: 'object.missing' });
    });

    it('lends an object as a file with exactly its bytes', async () => {
      const bytes = randomBytes(5000);
      const { sha256 } = await store.put(bytes);
      await using file = await store.checkout(sha256);
      expect(await readFile(file.path)).toEqual(bytes);
    });

    it('lists every object once in ascending order, page by page', async () => {
      const put = await Promise.all(Array.from({ length: 12 }, () => store.put(randomBytes(20))));
      const listed: string[] = [];
      for (let after: Sha256 | null = null; ; ) {
        const page = await store.list(after, 5);
        listed.push(...page.map((ref) => ref.sha256));
        const last = page.at(-1);
        if (!last) break;
        after = last.sha256;
      }
      expect(listed).toEqual([...new Set(listed)].sort());
      expect(listed).toEqual(expect.arrayContaining(put.map((ref) => ref.sha256)));
    });

    it('deletes what nothing protects, and deleting it again is no error', async () => {
      const { sha256 } = await store.put(randomBytes(100));
      await store.delete(sha256);
      await store.delete(sha256);
      expect(await store.head(sha256)).toBeNull();
    });

    it('refuses to delete an object under retention', async () => {
      const { sha256 } = await store.put(randomBytes(100));
      await store.retain(sha256, new Date(Date.now() + day));
      await expect(store.delete(sha256)).rejects.toMatchObject({ code: 'object.retained' });
      expect(await store.head(sha256)).not.toBeNull();
    });

    it('extends a retention date and never shortens it', async () => {
      const { sha256 } = await store.put(randomBytes(100));
      const late = new Date(Math.ceil((Date.now() + 2 * day) / 1000) * 1000);
      await store.retain(sha256, late);
      await store.retain(sha256, new Date(late.getTime() - day));
      expect((await store.retention(sha256)).retainUntil).toEqual(late);
      const later = new Date(late.getTime() + day);
      await store.retain(sha256, later);
      expect((await store.retention(sha256)).retainUntil).toEqual(later);
    });

    it('refuses to delete an object on hold until the hold is lifted', async () => {
      const { sha256 } = await store.put(randomBytes(100));
      await store.hold(sha256, true);
      await expect(store.delete(sha256)).rejects.toMatchObject({ code: 'object.retained' });
      await store.hold(sha256, false);
      await store.delete(sha256);
      expect(await store.head(sha256)).toBeNull();
    });

    it('keeps objects, retention and holds over a restart, where it promises to', async () => {
      if (!harness.reopen) {
        expect((await store.prove()).kind).toBe('none');
        return;
      }
      const bytes = randomBytes(1000);
      const { sha256 } = await store.put(bytes);
      await store.retain(sha256, new Date(Date.now() + day));
      await using again = await harness.reopen();
      expect(await collect(await again.open(sha256))).toEqual(bytes);
      await expect(again.delete(sha256)).rejects.toMatchObject({ code: 'object.retained' });
    });

    it('says in words what it can promise', async () => {
      const promise = await store.prove();
      expect(['enforced', 'guarded', 'none']).toContain(promise.kind);
      expect(promise.sentence).toMatch(/\w+ .*\./);
    });
  });
}

function digestOf(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256;
}

async function* repeat(chunk: Uint8Array, times: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < times; i += 1) yield chunk;
}
