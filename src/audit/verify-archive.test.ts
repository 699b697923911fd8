import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../storage/memory.ts';
import type { Database } from '../db/connection.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { RetentionStore } from '../ports/object-store.ts';
import { deskOn } from '../testing/batch-desk-on.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { exportArchive } from './export-archive.ts';
import { type ArchiveFinding, type CountSheetFinding, verifyArchive, verifyCountSheets } from './verify-archive.ts';

const until = '2033-01-01T00:00:00.000Z';

describe('the archive', () => {
  let database: Database;
  let store: RetentionStore;

  beforeEach(async () => {
    database = await openTestDatabase();
    store = openMemoryStore();
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const archive = async (text: string, options: { readonly retain?: boolean } = {}) => {
    const original = await store.put(Buffer.from(text));
    const rendition = await store.put(Buffer.from(`%PDF of ${text}`));
    if (options.retain !== false)
      for (const { sha256 } of [original, rendition]) await store.retain(sha256, new Date(until));
    const { documentId } = await putDocument(database, {
      sha256: original.sha256,
      stage: 'routing',
      state: 'done',
      filename: '../Brief.TIF',
      facts: lettersFacts({
        archiving: {
          objectId: 'doc',
          originalSha256: original.sha256,
          renditionSha256: rendition.sha256,
          retainUntil: until,
          deletionClass: 'letters',
          verifiedAt: until,
        },
      }),
    });
    return { documentId, original: original.sha256, rendition: rendition.sha256 };
  };
  const verifyAll = async (over: RetentionStore = store): Promise<ArchiveFinding[]> => {
    const findings: ArchiveFinding[] = [];
    for await (const finding of verifyArchive({ database, store: over }, null)) findings.push(finding);
    return findings;
  };

  it('is proved document by document', async () => {
    await archive('one');
    await archive('two');
    expect(await verifyAll()).toMatchObject([{ isIntact: true }, { isIntact: true }]);
  });

  it('shows which object changed', async () => {
    const { documentId, rendition } = await archive('one');
    const swapped: RetentionStore = {
      ...store,
      open: async (sha256: Sha256, range) =>
        store.open(sha256 === rendition ? (await store.put(Buffer.from('forged'))).sha256 : sha256, range),
    };
    expect(await verifyAll(swapped)).toMatchObject([{ documentId, isIntact: false, code: 'object.corrupt' }]);
  });

  it('shows which object is missing', async () => {
    const { original } = await archive('one', { retain: false });
    await store.delete(original);
    expect(await verifyAll()).toMatchObject([{ isIntact: false, code: 'object.missing' }]);
  });

  it('shows when an object is kept for a shorter time than was promised', async () => {
    await archive('one', { retain: false });
    expect(await verifyAll()).toMatchObject([{ isIntact: false, problem: /retention/ }]);
  });

  it('proves the count sheet of each closed batch as well', async () => {
    const { desk, begin } = deskOn(database);
    const closed = async (text: string) => {
      const batchId = await begin();
      await desk.discard({ batchId, actor: 'acc_a', revision: 0, reason: 'Nothing was in it.' });
      const { sha256 } = await store.put(Buffer.from(text));
      await store.retain(sha256, new Date(until));
      await database.query('update batches set count_sheet_sha256 = $2, count_sheet_retain_until = $3 where id = $1', [
        batchId,
        sha256,
        until,
      ]);
      return { batchId, sha256 };
    };
    const [first, second] = [await closed('%PDF one'), await closed('%PDF two')];
    const found = async (over: RetentionStore) => {
      const findings: CountSheetFinding[] = [];
      for await (const finding of verifyCountSheets({ database, store: over })) findings.push(finding);
      return findings;
    };
    expect(await found(store)).toMatchObject([
      { batchId: first.batchId, isIntact: true },
      { batchId: second.batchId, isIntact: true },
    ]);
    const swapped: RetentionStore = {
      ...store,
      open: async (sha256, range) =>
        store.open(sha256 === second.sha256 ? (await store.put(Buffer.from('forged'))).sha256 : sha256, range),
    };
    expect(await found(swapped)).toMatchObject([{ isIntact: true }, { isIntact: false, code: 'object.corrupt' }]);
    const forgets: RetentionStore = { ...store, retention: async () => ({ retainUntil: null, isHeld: false }) };
    expect(await found(forgets)).toMatchObject([{ problem: /retention/ }, { problem: /retention/ }]);
  });

  it('is exported under names that no sender chose', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'mailroom-export-')), 'out');
    const { documentId } = await archive('one');
    for await (const entry of exportArchive({ database, store }, folder, {
      since: null,
      until: null,
      customerNumber: null,
    })) {
      expect(entry.documentId).toBe(documentId);
    }
    expect((await readdir(folder)).sort()).toEqual(
      [`${documentId}.json`, `${documentId}.original.tif`, `${documentId}.rendition.pdf`].sort(),
    );
    expect(await readFile(join(folder, `${documentId}.original.tif`), 'utf8')).toBe('one');
    await expect(
      exportArchive({ database, store }, folder, { since: null, until: null, customerNumber: null }).next(),
    ).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await rm(folder, { recursive: true });
  });
});
