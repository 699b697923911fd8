import { expect, test } from 'vitest';
import { closedBatches, findBatches } from '../../db/batch-rows.ts';
import type { Database } from '../../db/connection.ts';
import type { BatchLayout } from '../../domain/batch.ts';
import type { DocumentSnapshot } from '../../domain/document.ts';
import type { BatchId, DocumentId } from '../../domain/ids.ts';
import { defaultSeparation, type ScanProfile } from '../../domain/scan-profile.ts';
import type { CountSheet } from '../../ports/count-sheet-archive.ts';
import type { Bell } from '../../ports/job-dispatcher.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { digest, putDocument } from '../../testing/put-document.ts';
import { putScan } from '../../testing/put-scan.ts';
import { createBatchDesk } from './batch-desk.ts';
import { createScanLayouts } from './scan-layouts.ts';

const profile: ScanProfile = {
  key: 'post',
  name: { de: 'Post', en: 'Post' },
  site: 'Emden',
  channel: 'letter',
  isDuplex: false,
  colour: 'grey',
  separation: defaultSeparation,
  dropsBlanks: true,
  hotFolder: null,
  device: null,
  languages: ['deu'],
};
const now = new Date('2026-11-21T09:00:00Z');

function deskOn(database: Database, profiles: readonly ScanProfile[] = [profile]) {
  const sheets: CountSheet[] = [];
  const rung: Bell[] = [];
  const desk = createBatchDesk({
    countSheets: {
      async keep(sheet) {
        sheets.push(sheet);
        return digest('c');
      },
    },
    timeZone: 'Europe/Berlin',
    database,
    clock: { now: () => now },
    profiles,
    ring: async (bells) => void rung.push(...bells),
  });
  const begin = (announcedSheets: number | null = null): Promise<BatchId> =>
    desk.create({
      profile: 'post',
      actor: 'acc_a',
      station: null,
      receivedAt: new Date('2026-11-21T06:00:00Z'),
      announcedSheets,
      announcedEnvelopes: null,
      note: null,
    });
  const seen = async (batchId: BatchId) => {
    const view = await desk.view(batchId);
    if (view === null) throw new Error('The batch is gone.');
    return view;
  };
  return { desk, rung, begin, seen, sheets };
}

const shape = (layout: BatchLayout): readonly (readonly string[])[] =>
  layout.parts.map((part) =>
    part.pages.map((page) => `${page.page}${page.dropped === null ? '' : `-${page.dropped}`}`),
  );
const snapshot = (id: DocumentId, submissionId: string): DocumentSnapshot => ({
  id,
  submissionId: submissionId as DocumentSnapshot['submissionId'],
  parentId: null,
  depth: 0,
  channel: 'letter',
  receivedAt: now,
  filename: 'scan.tif',
  declaredMediaType: null,
  original: { sha256: digest('0'), byteLength: 1000 },
  given: null,
  generation: 0,
  facts: {},
});
const submissionOf = async (database: Database, id: DocumentId): Promise<string> => {
  const { rows } = await database.query<{ id: string }>('select submission_id as id from documents where id = $1', [
    id,
  ]);
  return rows[0]?.id ?? '';
};
const actionsOn = async (database: Database, id: string): Promise<readonly string[]> => {
  const { rows } = await database.query<{ action: string }>(
    'select action from audit_events where subject = $1 order by id',
    [id],
  );
  return rows.map(({ action }) => action);
};

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
  const { desk, begin, seen } = deskOn(database);
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
  await desk.release({ batchId, actor: 'acc_a', revision: 1, reason: null });
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
