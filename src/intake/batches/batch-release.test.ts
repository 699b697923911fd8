import { expect, test } from 'vitest';
import { closedBatches } from '../../db/batch-rows.ts';
import { statusExpression } from '../../db/document-status.ts';
import type { DocumentId } from '../../domain/ids.ts';
import { defaultSeparation } from '../../domain/scan-profile.ts';
import { deskOn, now, profile, shape, snapshot, submissionOf } from '../../testing/batch-desk-on.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { digest, putDocument } from '../../testing/put-document.ts';
import { putScan } from '../../testing/put-scan.ts';
import { createScanLayouts } from './scan-layouts.ts';

test('a release whose count does not add up needs a reason, and no reason helps while pages are being made', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin(3);
  await putScan(database, batchId, ['', '']);
  const order = { batchId, actor: 'acc_a', revision: 0 };
  await expect(desk.release({ ...order, reason: null })).rejects.toMatchObject({
    code: 'batch.incomplete',
    params: { breaks: 'sheets-missing 3/2' },
  });
  const { documentId } = await putDocument(database, { batchId, state: 'running' });
  await expect(desk.release({ ...order, reason: 'The third is in the safe.' })).rejects.toMatchObject({
    retry: 'later',
  });
  await database.query(
    `update documents set state = 'parked', tray = 'exceptions', question = '{}', lease_until = null where id = $1`,
    [documentId],
  );
  await desk.release({ ...order, reason: 'The third is in the safe.' });
  const ends = await closedBatches(database, { after: null, limit: 10 }, { since: null, until: null });
  expect(ends).toMatchObject([
    { id: batchId, reason: 'The third is in the safe.', countChain: { announcedSheets: 3 } },
  ]);
  expect((await seen(batchId)).batch).toMatchObject({ state: 'released', countChain: { scans: 2 } });
});

test('a page that is marked for rescan blocks the release until its rescan stands in its place', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin(2);
  const scan = await putScan(database, batchId, ['', '']);
  const page = { documentId: scan, page: 1 };
  const order = { batchId, actor: 'acc_a' };
  await desk.edit({ ...order, revision: 0, edits: [{ kind: 'markForRescan', pages: [page], isForRescan: true }] });
  await expect(desk.release({ ...order, revision: 1, reason: null })).rejects.toMatchObject({
    code: 'batch.incomplete',
  });
  const rescan = await putScan(database, batchId, [''], [page]);
  const { layout, countChain } = await seen(batchId);
  expect(shape(layout)).toEqual([['1', '1-rescanned', '2']]);
  expect(layout.parts[0]?.pages[0]?.documentId).toBe(rescan);
  expect(countChain).toMatchObject({ sheetsScanned: 3, rescannedSheets: 1, sheetsOfPost: 2, breaks: [] });
  await desk.release({ ...order, revision: 1, reason: null });
});

test('preparation holds scans of an open batch, and after the release gets the documents that begin in them, with pages of others', async () => {
  await using database = await openTestDatabase();
  const { desk, begin } = deskOn(database);
  const layouts = createScanLayouts({ database, profiles: [profile] });
  const batchId = await begin();
  const first = await putScan(database, batchId, ['', '']);
  const second = await putScan(database, batchId, ['', '']);
  const orderFor = async (id: DocumentId) => layouts.orderFor(snapshot(id, await submissionOf(database, id)));
  expect(await orderFor(first)).toEqual({ kind: 'open', readsContent: false });
  const pages = [{ documentId: second, page: 1 }];
  await desk.edit({
    batchId,
    actor: 'acc_a',
    revision: 0,
    edits: [{ kind: 'move', pages, into: { documentId: first, page: 1 }, before: null }],
  });
  await desk.release({ batchId, actor: 'acc_a', revision: 1, reason: null });
  const order = await orderFor(first);
  if (order.kind !== 'released') throw new Error(order.kind);
  expect(order.parts.map((part) => part.pages.map(({ documentId, page }) => [documentId, page]))).toEqual([
    [
      [first, 1],
      [first, 2],
      [second, 1],
    ],
  ]);
  expect([...order.scans.keys()]).toEqual([first, second]);
  const other = await orderFor(second);
  expect(other).toMatchObject({ kind: 'released', parts: [{ pages: [{ documentId: second, page: 2 }] }] });
  const alone = await putDocument(database, {});
  expect(await layouts.orderFor(snapshot(alone.documentId, alone.submissionId))).toMatchObject({
    kind: 'alone',
    separation: defaultSeparation,
  });
});

test('a released batch has its count chain as a page, kept for ten years from the end of the year of receipt', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen, sheets } = deskOn(database);
  const batchId = await begin(3);
  await putScan(database, batchId, ['', '']);
  await desk.release({ batchId, actor: 'acc_a', revision: 0, reason: 'The third is in the safe.' });
  const { countChain } = (await seen(batchId)).batch;
  expect(sheets).toMatchObject([
    {
      batchId,
      state: 'released',
      profile: 'Post',
      site: 'Emden',
      reason: 'The third is in the safe.',
      countChain,
      closedAt: now,
    },
  ]);
  const { rows } = await database.query<{ sha256: string; until: Date }>(
    'select count_sheet_sha256 as sha256, count_sheet_retain_until as until from batches where id = $1',
    [batchId],
  );
  expect(rows).toEqual([{ sha256: digest('c'), until: new Date('2036-12-31T23:00:00Z') }]);
});

test('a batch of only blanks has no document: it is released for a reason, and each blank side is on record', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const batchId = await begin();
  const scan = await putScan(database, batchId, ['blank', 'blank']);
  const { countChain } = await seen(batchId);
  expect(countChain).toMatchObject({ images: 2, blank: 2, kept: 0, documents: 0, breaks: [{ key: 'documents-none' }] });
  const order = { batchId, actor: 'acc_a', revision: 0 };
  await expect(desk.release({ ...order, reason: null })).rejects.toMatchObject({ code: 'batch.incomplete' });
  await desk.release({ ...order, reason: 'Fed the wrong way round; scanned again.' });
  const layouts = createScanLayouts({ database, profiles: [profile] });
  expect(await layouts.orderFor(snapshot(scan, await submissionOf(database, scan)))).toMatchObject({
    kind: 'released',
    parts: [],
  });
});

test('a scan that could not be opened is taken out with a reason, its original is kept, and the batch adds up without it', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen, sheets } = deskOn(database);
  const batchId = await begin(1);
  const laid = await putScan(database, batchId, ['']);
  const problem = { code: 'document.truncated', message: 'It breaks off.' } as const;
  const { documentId } = await putDocument(database, {
    ...{ batchId, state: 'parked', tray: 'rescan', question: problem, filename: 'torn.tif', sha256: digest('9') },
  });
  const order = { batchId, actor: 'acc_a', revision: 0, reason: 'Scanned again as torn2.tif' };
  expect((await seen(batchId)).countChain.breaks).toEqual([{ key: 'scans-failed', expected: 0, counted: 1 }]);
  await expect(desk.removeScan({ ...order, documentId: laid })).rejects.toMatchObject({ code: 'request.invalid' });
  await desk.removeScan({ ...order, documentId });
  await expect(desk.removeScan({ ...order, documentId })).rejects.toMatchObject({ code: 'revision.stale' });

  const view = await seen(batchId);
  expect(view).toMatchObject({ batch: { revision: 1 }, countChain: { scans: 1, breaks: [] } });
  const { rows } = await database.query(
    `select d.state, d.original_sha256 as sha256, h.outcome, h.actor, h.detail->>'message' as reason
       from documents d join stage_history h on h.document_id = d.id where d.id = $1`,
    [documentId],
  );
  expect(rows).toEqual([
    { state: 'done', sha256: digest('9'), outcome: 'closed', actor: 'acc_a', reason: order.reason },
  ]);
  const { rows: audited } = await database.query(
    `select detail from audit_events where action = 'batch.scan_removed' and subject = $1`,
    [batchId],
  );
  expect(audited).toMatchObject([
    { detail: { documentId, filename: 'torn.tif', problem: 'document.truncated', reason: order.reason } },
  ]);

  // Taken back: it is prepared once more, and nothing of it reads as closed any longer.
  await desk.restoreScan({ batchId, documentId, actor: 'acc_a', revision: 1 });
  expect(await seen(batchId)).toMatchObject({
    batch: { revision: 2 },
    removedScans: [],
    countChain: { scans: 2, breaks: [{ key: 'scans-under-way' }] },
  });
  const statusOf = async () =>
    (
      await database.query<{ status: string; generation: number }>(
        `select ${statusExpression} as status, d.generation from documents d where d.id = $1`,
        [documentId],
      )
    ).rows[0];
  expect(await statusOf()).toEqual({ status: 'running', generation: 1 });
  await database.query(
    `update documents set state = 'parked', tray = 'rescan', question = '{"code":"document.truncated"}' where id = $1`,
    [documentId],
  );
  await desk.removeScan({ ...order, documentId, revision: 2 });
  expect(await statusOf()).toEqual({ status: 'closed', generation: 1 });
  await desk.release({ batchId, actor: 'acc_a', revision: 3, reason: null });
  expect(sheets).toMatchObject([{ takenOut: ['torn.tif'], countChain: { scans: 1 } }]);

  // What somebody closes after the release was counted in the batch and is not out of it.
  await database.query(`update documents set state = 'done' where id = $1`, [laid]);
  await database.query(
    `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail, actor, finished_at)
     values ($1, 'preparation', 'person', 0, 0, 1, 'closed', '{"code":"stage.failed","message":"Advertising."}', 'acc_a', $2)`,
    [laid, new Date(now.getTime() + 60_000)],
  );
  expect((await seen(batchId)).removedScans.map(({ filename }) => filename)).toEqual(['torn.tif']);
});

test('a scanner that sends the same batch twice: the second one names the first, and is released for a reason or without its pages', async () => {
  await using database = await openTestDatabase();
  const { desk, begin, seen } = deskOn(database);
  const first = await begin();
  const before = await putScan(database, first, ['', ''], [], digest('7'));
  const second = await begin();
  const again = await putScan(database, second, ['', ''], [], digest('7'));
  await putScan(database, second, ['']);
  const view = await seen(second);
  expect((await seen(first)).countChain.breaks).toEqual([]);
  expect(view.scans.map(({ sameAs }) => sameAs)).toEqual([
    { documentId: before, batchId: first, profile: 'post', addedAt: expect.any(Date) },
    null,
  ]);
  expect(view.countChain.breaks).toEqual([{ key: 'scans-repeated', expected: 0, counted: 1 }]);
  const order = { batchId: second, actor: 'acc_a', revision: 0 };
  await expect(desk.release({ ...order, reason: null })).rejects.toMatchObject({ code: 'batch.incomplete' });

  const pages = [1, 2].map((page) => ({ documentId: again, page }));
  await desk.edit({ ...order, edits: [{ kind: 'drop', pages, reason: 'removed' }] });
  expect((await seen(second)).countChain.breaks).toEqual([]);
  await desk.undo({ ...order, revision: 1 });
  await desk.release({ ...order, revision: 2, reason: 'The copy was wanted.' });

  const discarded = await begin();
  await putScan(database, discarded, [''], [], digest('8'));
  await desk.discard({ batchId: discarded, actor: 'acc_a', revision: 0, reason: 'Fed the wrong way round.' });
  const third = await begin();
  await putScan(database, third, [''], [], digest('8'));
  await putScan(database, third, [''], [], digest('8'));
  expect((await seen(third)).scans.map(({ sameAs }) => sameAs?.batchId ?? null)).toEqual([null, third]);
});
