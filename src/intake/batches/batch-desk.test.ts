import { expect, test } from 'vitest';
import { findBatches } from '../../db/batch-rows.ts';
import { defaultSeparation } from '../../domain/scan-profile.ts';
import { actionsOn, deskOn, now, profile, shape } from '../../testing/batch-desk-on.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { putScan } from '../../testing/put-scan.ts';

test('a batch is proposed by the rules, edited, undone exactly, done again and released, and every step is in the audit', async () => {
  await using database = await openTestDatabase();
  const { desk, rung, begin, seen } = deskOn(database);
  const batchId = await begin(4);
  const scan = await putScan(database, batchId, ['', '', 'separator', '', 'blank']);
  const proposed = await seen(batchId);
  expect(shape(proposed.layout)).toEqual([
    ['1', '2'],
    ['3-separator', '4', '5-blank'],
  ]);
  expect(proposed.countChain).toMatchObject({ sheetsOfPost: 4, documents: 2, breaks: [] });

  const order = { batchId, actor: 'acc_a' };
  await desk.edit({ ...order, revision: 0, edits: [{ kind: 'cut', page: { documentId: scan, page: 2 } }] });
  const cut = await seen(batchId);
  expect(shape(cut.layout)).toEqual([['1'], ['2'], ['3-separator', '4', '5-blank']]);
  await desk.undo({ ...order, revision: 1 });
  const undone = await seen(batchId);
  expect(undone.layout).toEqual(proposed.layout);
  expect([undone.canUndo, undone.canRedo]).toEqual([false, true]);
  await desk.redo({ ...order, revision: 2 });
  expect((await seen(batchId)).layout).toEqual(cut.layout);
  await expect(desk.redo({ ...order, revision: 3 })).rejects.toMatchObject({ code: 'request.invalid' });

  await desk.release({ ...order, revision: 3, reason: null });
  expect(rung).toEqual([{ documentId: scan, stage: 'preparation', generation: 0 }]);
  const released = await seen(batchId);
  expect(released.batch).toMatchObject({ state: 'released', revision: 4, countChain: { documents: 3 } });
  expect(released.scans[0]?.state).toBe('ready');
  expect(await actionsOn(database, batchId)).toEqual(
    ['created', 'scan_added', 'edited', 'undone', 'redone', 'released'].map((verb) => `batch.${verb}`),
  );
  await expect(desk.undo({ ...order, revision: 4 })).rejects.toMatchObject({ code: 'batch.closed' });
});

test('of two clerks who saw the same revision one changes the batch and the other is told', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  const scan = await putScan(database, batchId, ['', '', '']);
  const cutAt = (page: number) =>
    desk.edit({ batchId, actor: 'acc_a', revision: 0, edits: [{ kind: 'cut', page: { documentId: scan, page } }] });
  const ends = await Promise.allSettled([cutAt(2), cutAt(3)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'revision.stale' } });
  expect((await seen(batchId)).layout.parts).toHaveLength(2);
});

test('several edits are one step: all or none', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  const scan = await putScan(database, batchId, ['', '']);
  const page = { documentId: scan, page: 2 };
  const edits = [{ kind: 'cut', page } as const, { kind: 'confirmCut', page } as const];
  await expect(desk.edit({ batchId, actor: 'acc_a', revision: 0, edits })).rejects.toMatchObject({
    code: 'request.invalid',
  });
  expect(await seen(batchId)).toMatchObject({ batch: { revision: 0, layout: null }, canUndo: false });
});

test('a batch of a device with one side counts sheets as images, whatever its profile wants', async () => {
  await using database = await openTestDatabase();
  const { desk, seen } = deskOn(database, [{ ...profile, isDuplex: true, isFilePerPage: true }]);
  const order = {
    profile: 'post',
    actor: 'acc_a',
    station: null,
    receivedAt: now,
    announcedEnvelopes: null,
    note: null,
  };
  const batchId = await desk.create({ ...order, announcedSheets: 3, isDuplex: false });
  for (let page = 0; page < 3; page += 1) await putScan(database, batchId, ['']);
  expect((await seen(batchId)).countChain).toMatchObject({ sheetsScanned: 3, images: 3, breaks: [] });
});

test('a discarded batch ends its scans, and nothing can be added to it', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  await putScan(database, batchId, ['']);
  await desk.discard({ batchId, actor: 'acc_a', revision: 0, reason: 'Scanned twice by mistake.' });
  await expect(putScan(database, batchId, [''])).rejects.toMatchObject({ code: 'batch.closed' });
  expect((await seen(batchId)).scans.map(({ state }) => state)).toEqual(['done']);
  const { items } = await findBatches(database, { limit: 10 });
  expect(items).toMatchObject([{ id: batchId, state: 'discarded', scanCount: 1, reason: 'Scanned twice by mistake.' }]);
});

test('a batch is arranged by its profile as it was when it was begun, whatever the configuration says now', async () => {
  await using database = await openTestDatabase();
  const before = deskOn(database);
  const batchId = await before.begin();
  await putScan(database, batchId, ['', 'blank', '', '']);
  const changed = {
    ...profile,
    dropsBlanks: false,
    isDuplex: true,
    separation: { ...defaultSeparation, pagesEach: 1 },
  };
  for (const profiles of [[changed], []]) {
    const { layout } = await deskOn(database, profiles).seen(batchId);
    expect(shape(layout)).toEqual([['1', '2-blank', '3', '4']]);
  }
});

test('a scan that took longer than those behind it comes to lie where it was scanned', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  const first = await putScan(database, batchId, ['']);
  const slow = await putScan(database, batchId, ['', '']);
  const last = await putScan(database, batchId, ['', '']);
  await database.query(
    `update documents set state = 'running', lease_until = now() + interval '1 hour' where id = $1`,
    [slow],
  );
  await desk.edit({
    batchId,
    actor: 'acc_a',
    revision: 0,
    edits: [{ kind: 'cut', page: { documentId: last, page: 2 } }],
  });
  await database.query(`update documents set state = 'held', lease_until = null where id = $1`, [slow]);
  const { layout } = await seen(batchId);
  expect(layout.parts.map((part) => part.pages.map(({ documentId, page }) => [documentId, page]))).toEqual([
    [[first, 1]],
    [
      [slow, 1],
      [slow, 2],
    ],
    [[last, 1]],
    [[last, 2]],
  ]);
});

test('a page that was scanned again is one step: undone the old one is back, done again the new one stands there', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  const scan = await putScan(database, batchId, ['', '']);
  const page = { documentId: scan, page: 1 };
  const order = { batchId, actor: 'acc_a' };
  await desk.edit({ ...order, revision: 0, edits: [{ kind: 'markForRescan', pages: [page], isForRescan: true }] });
  await putScan(database, batchId, [''], [page]);
  const replaced = await seen(batchId);
  expect(shape(replaced.layout)).toEqual([['1', '1-rescanned', '2']]);
  expect([replaced.batch.revision, replaced.canUndo, replaced.canRedo]).toEqual([1, true, false]);
  await desk.undo({ ...order, revision: 1 });
  const undone = await seen(batchId);
  expect(shape(undone.layout)).toEqual([['1', '2'], ['1']]);
  expect(undone.layout.parts[0]?.pages[0]).toMatchObject({ dropped: null, isForRescan: true });
  await desk.redo({ ...order, revision: undone.batch.revision });
  expect((await seen(batchId)).layout).toEqual(replaced.layout);
  await desk.undo({ ...order, revision: undone.batch.revision + 1 });
  await desk.undo({ ...order, revision: undone.batch.revision + 2 });
  expect((await seen(batchId)).layout.parts[0]?.pages[0]).toMatchObject({ isForRescan: false });
});
