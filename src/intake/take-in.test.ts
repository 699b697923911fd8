import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../storage/memory.ts';
import type { Database } from '../db/connection.ts';
import { systemClock } from '../domain/clock.ts';
import { MailroomError } from '../domain/errors.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import { openTestDatabase } from '../testing/database.ts';
import { createIntake, type Envelope } from './take-in.ts';

const envelope = (changes: Partial<Envelope> = {}): Envelope => ({
  channel: 'letter',
  source: 'upload',
  sourceKey: '1',
  filename: 'Brief.tif',
  declaredMediaType: 'image/tiff',
  receivedAt: new Date('2026-11-30T09:00:00Z'),
  actor: 'acc_1',
  ...changes,
});

describe('taking post in', () => {
  let database: Database;
  const store = openMemoryStore();
  let bells: Bell[];

  beforeEach(async () => {
    database = await openTestDatabase();
    bells = [];
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const intake = (parts: { readonly uploadBytesMax?: number; readonly store?: typeof store } = {}) =>
    createIntake({
      database,
      store: parts.store ?? store,
      clock: systemClock,
      uploadBytesMax: parts.uploadBytesMax ?? 1000,
      async ring(some) {
        bells.push(...some);
      },
    });
  const count = async (table: string): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(`select count(*) as count from ${table}`);
    return rows[0]?.count ?? -1;
  };

  it('has the bytes in the store and the rows written before it says "received"', async () => {
    const receipt = await intake().takeIn(Buffer.from('letter one'), envelope());
    const { rows } = await database.query<{ original_sha256: string; stage: string; state: string; received_at: Date }>(
      'select original_sha256, stage, state, received_at from documents where id = $1',
      [receipt.documentId],
    );
    expect(rows[0]).toMatchObject({
      stage: 'preparation',
      state: 'ready',
      received_at: new Date('2026-11-30T09:00:00Z'),
    });
    expect(await store.head(rows[0]?.original_sha256 as never)).not.toBeNull();
    expect(bells).toEqual([{ documentId: receipt.documentId, stage: 'preparation', generation: 0 }]);
    expect(await count('audit_events')).toBe(1);
  });

  it('makes a second delivery under the same key the same submission', async () => {
    const first = await intake().takeIn(Buffer.from('letter'), envelope());
    const second = await intake().takeIn(Buffer.from('letter'), envelope());
    expect(second).toEqual({ ...first, isNew: false });
    expect(await count('submissions')).toBe(1);
    expect(await count('documents')).toBe(1);
    expect(bells).toHaveLength(1);
  });

  it('makes one submission of two deliveries under the same key at the same moment', async () => {
    const receipts = await Promise.all(
      Array.from({ length: 6 }, () => intake().takeIn(Buffer.from('letter'), envelope())),
    );
    expect(new Set(receipts.map((receipt) => receipt.submissionId)).size).toBe(1);
    expect(receipts.filter((receipt) => receipt.isNew)).toHaveLength(1);
  });

  it('makes equal bytes from another delivery a submission of their own that points at the same object', async () => {
    const first = await intake().takeIn(Buffer.from('same'), envelope({ sourceKey: 'a' }));
    const second = await intake().takeIn(Buffer.from('same'), envelope({ sourceKey: 'b' }));
    expect(second.submissionId).not.toBe(first.submissionId);
    const { rows } = await database.query('select distinct original_sha256 from submissions');
    expect(rows).toHaveLength(1);
  });

  it('refuses what is larger than the limit, names the limit, and has received nothing', async () => {
    await expect(intake({ uploadBytesMax: 5 }).takeIn(Buffer.from('too much'), envelope())).rejects.toMatchObject({
      code: 'upload.too_large',
      message: /limit of \d+ MiB/,
    });
    expect(await count('submissions')).toBe(0);
  });

  it('has received nothing when the store fails', async () => {
    const away = {
      ...store,
      put: async () => {
        throw new MailroomError('store.unreachable', 'away', { retry: 'later' });
      },
    };
    await expect(intake({ store: away }).takeIn(Buffer.from('x'), envelope())).rejects.toMatchObject({
      code: 'store.unreachable',
    });
    expect(await count('submissions')).toBe(0);
  });

  it('keeps no path and no control characters of a file name', async () => {
    const { documentId } = await intake().takeIn(
      Buffer.from('x'),
      envelope({ filename: '../../etc/\u0007pass\u202ewd.tif' }),
    );
    const { rows } = await database.query<{ filename: string }>('select filename from documents where id = $1', [
      documentId,
    ]);
    expect(rows[0]?.filename).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
    expect(rows[0]?.filename).toMatch(/wd\.tif$/);
  });
});
