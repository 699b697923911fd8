import { expect, test } from 'vitest';
import type { BatchId } from '../domain/ids.ts';
import { multipart } from '../testing/multipart.ts';
import { putDocument } from '../testing/put-document.ts';
import { putScan } from '../testing/put-scan.ts';
import { openTestApi } from '../testing/test-api.ts';
import type { BatchDetail, BatchPage, UploadReceipt } from './contract/index.ts';

async function begun() {
  const fixture = await openTestApi();
  const headers = await fixture.bearer('clerk');
  const response = await fixture.api.inject({
    method: 'POST',
    url: '/api/v1/batches',
    headers,
    payload: { profile: 'tagespost', announcedSheets: 1, receivedAt: '2026-11-21T06:00:00Z' },
  });
  expect(response.statusCode).toBe(201);
  const batch = response.json<BatchDetail>();
  const call = (method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object) =>
    fixture.api.inject({
      method,
      url: `/api/v1/batches/${batch.id}${path}`,
      headers,
      ...(payload ? { payload } : {}),
    });
  return { fixture, headers, batch, call, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

test('a batch is begun, scanned into, edited, announced anew and released, over HTTP alone', async () => {
  await using room = await begun();
  const { fixture, batch, call } = room;
  expect(batch).toMatchObject({ profile: 'tagespost', site: 'Emden', state: 'open', revision: 0, parts: [] });
  const scan = await putScan(fixture.database, batch.id as BatchId, ['', 'blank', '', '']);

  const shown = await call('GET', '');
  const detail = shown.json<BatchDetail>();
  expect(detail.parts).toMatchObject([
    { pages: [{ page: 1, dropped: null, hasImage: true }, { page: 2, dropped: 'blank', isBlank: true }, {}, {}] },
  ]);
  expect(detail.countChain.breaks).toEqual([{ key: 'sheets-extra', expected: 1, counted: 2 }]);

  const cut = { kind: 'cut', page: { documentId: scan, page: 3 } };
  const edited = await call('POST', '/edits', { revision: 0, edits: [cut] });
  expect(edited.json<BatchDetail>()).toMatchObject({ revision: 1, canUndo: true, parts: [{}, { cut: 'clerk' }] });
  const late = await call('POST', '/edits', { revision: 0, edits: [cut] });
  expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'revision.stale']);

  const refused = await call('POST', '/release', { revision: 1 });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'batch.incomplete']);
  const announced = await call('PATCH', '', { revision: 1, announcedSheets: 2 });
  expect(announced.json<BatchDetail>()).toMatchObject({ announcedSheets: 2, countChain: { breaks: [] } });
  const released = await call('POST', '/release', { revision: 2 });
  expect(released.json<BatchDetail>()).toMatchObject({ state: 'released', countChain: { documents: 2, workItems: 0 } });
  expect((await call('POST', '/undo', { revision: 3 })).json<{ code: string }>().code).toBe('batch.closed');
});

test('the list says of an open batch how many documents and pages would come of it now, as the light table does', async () => {
  await using room = await begun();
  const { fixture, headers, batch, call } = room;
  const listed = async () => {
    const response = await fixture.api.inject({ url: '/api/v1/batches', headers });
    const [row] = response.json<BatchPage>().items;
    return [row?.documentCount, row?.keptCount];
  };
  const shown = async () => {
    const { documentCount, keptCount } = (await call('GET', '')).json<BatchDetail>();
    return [documentCount, keptCount];
  };
  expect(await listed()).toEqual([0, 0]);
  const scan = await putScan(fixture.database, batch.id as BatchId, ['', 'blank', '', '']);
  expect([await listed(), await shown()]).toEqual(Array(2).fill([1, 3]));
  await call('POST', '/edits', { revision: 0, edits: [{ kind: 'cut', page: { documentId: scan, page: 3 } }] });
  expect([await listed(), await shown()]).toEqual(Array(2).fill([2, 3]));
  await call('POST', '/undo', { revision: 1 });
  expect([await listed(), await shown()]).toEqual(Array(2).fill([1, 3]));
  await call('POST', '/discard', { revision: 2, reason: 'Scanned twice.' });
  expect([await listed(), await shown()]).toEqual(Array(2).fill([null, null]));
});

test('files go into an open batch in their order, with its channel and receipt, and into a closed one never', async () => {
  await using room = await begun();
  const { fixture, headers, batch, call } = room;
  const files = multipart([
    { name: '1.tif', bytes: 'one' },
    { name: '2.tif', bytes: 'two' },
  ]);
  const send = () =>
    fixture.api.inject({
      method: 'POST',
      url: `/api/v1/batches/${batch.id}/scans`,
      headers: { ...headers, ...files.headers },
      payload: files.payload,
    });
  const taken = await send();
  expect(taken.statusCode).toBe(201);
  expect(taken.json<UploadReceipt>().submissions).toHaveLength(2);
  const { scans } = (await call('GET', '')).json<BatchDetail>();
  expect(scans.map(({ filename, state }) => [filename, state])).toEqual([
    ['1.tif', 'waiting'],
    ['2.tif', 'waiting'],
  ]);
  const { rows } = await fixture.database.query<{ channel: string; receivedAt: Date }>(
    `select channel, received_at as "receivedAt" from documents`,
  );
  expect(rows.map((row) => [row.channel, row.receivedAt.toISOString()])).toEqual([
    ['letter', '2026-11-21T06:00:00.000Z'],
    ['letter', '2026-11-21T06:00:00.000Z'],
  ]);
  const early = await call('POST', '/discard', { revision: 0, reason: 'Twice.' });
  expect(early.json<{ code: string }>().code).toBe('batch.incomplete');
  await fixture.database.query(`update documents set state = 'held'`);
  expect((await call('POST', '/discard', { revision: 0, reason: 'Twice.' })).statusCode).toBe(200);
  const refused = await send();
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'batch.closed']);
});

test('the same key begins one batch, and a version that is known is not sent again', async () => {
  await using room = await begun();
  const { fixture, headers, call } = room;
  const begin = () =>
    fixture.api.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: { ...headers, 'idempotency-key': 'the-morning-of-the-21st' },
      payload: { profile: 'fax-nacht' },
    });
  const [first, second] = [await begin(), await begin()];
  expect(second.json<BatchDetail>().id).toBe(first.json<BatchDetail>().id);
  const { etag } = (await call('GET', '')).headers;
  const again = await fixture.api.inject({
    url: `/api/v1/batches/${room.batch.id}`,
    headers: { ...headers, 'if-none-match': String(etag) },
  });
  expect(again.statusCode).toBe(304);
  const list = await fixture.api.inject({ url: '/api/v1/batches?state=open', headers });
  expect(list.json<{ items: { profile: string }[] }>().items.map(({ profile }) => profile)).toEqual([
    'fax-nacht',
    'tagespost',
  ]);
});

test('a batch is not begun with a profile that is not there, nor received tomorrow or in another age', async () => {
  await using room = await begun();
  for (const payload of [
    { profile: 'nothing' },
    { profile: 'tagespost', receivedAt: '2027-01-01T00:00:00Z' },
    { profile: 'tagespost', receivedAt: '0001-01-01T00:00:00Z' },
  ]) {
    const response = await room.fixture.api.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: room.headers,
      payload,
    });
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([400, 'request.invalid']);
  }
});

test('the count sheet is read from the archive once the batch is closed, and each look at it is on record', async () => {
  await using room = await begun();
  const { fixture, batch, call } = room;
  await putScan(fixture.database, batch.id as BatchId, ['', '']);
  const early = await call('GET', '/count-sheet');
  expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([404, 'resource.missing']);
  const released = (await call('POST', '/release', { revision: 0 })).json<BatchDetail>();
  expect(released.countSheetSha256).toMatch(/^[0-9a-f]{64}$/);
  const sheet = await call('GET', '/count-sheet');
  expect([sheet.statusCode, sheet.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(sheet.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const { rows } = await fixture.database.query(`select 1 from audit_events where action = 'batch.count_sheet_read'`);
  expect(rows).toHaveLength(1);
});

test('a rescan of a page that the batch does not have is refused and takes nothing in', async () => {
  await using room = await begun();
  const { fixture, headers, batch } = room;
  const scan = await putScan(fixture.database, batch.id as BatchId, ['', '']);
  const other = await fixture.api.inject({
    method: 'POST',
    url: '/api/v1/batches',
    headers,
    payload: { profile: 'tagespost' },
  });
  const elsewhere = await putScan(fixture.database, other.json<BatchDetail>().id as BatchId, ['']);
  const file = multipart([{ name: 'again.tif', bytes: 'II*' }]);
  const rescan = (replaces: string) =>
    fixture.api.inject({
      method: 'POST',
      url: `/api/v1/batches/${batch.id}/scans?replaces=${replaces}`,
      headers: { ...headers, ...file.headers },
      payload: file.payload,
    });
  const nobody = 'doc_00000000-0000-0000-0000-000000000000:1';
  const noId = `doc_${'-'.repeat(36)}:1`;
  for (const replaces of [nobody, noId, `${scan}:3`, `${elsewhere}:1`, `${scan}:1,${nobody}`]) {
    const refused = await rescan(replaces);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([400, 'request.invalid']);
  }
  const { rows } = await fixture.database.query<{ count: number }>(
    `select count(*) as count from documents where filename = 'again.tif'`,
  );
  expect(rows[0]?.count).toBe(0);
  expect((await rescan(`${scan}:2`)).statusCode).toBe(201);
});

test('a scan that failed is taken out of the batch over HTTP, with a reason and by whoever may scan', async () => {
  await using room = await begun();
  const { fixture, batch, call } = room;
  const { documentId } = await putDocument(fixture.database, {
    ...{ batchId: batch.id as BatchId, state: 'parked', tray: 'rescan', filename: 'torn.tif' },
    question: { code: 'document.truncated', message: 'It breaks off.' },
  });
  const path = `/scans/${documentId}/removal`;
  expect((await call('POST', path, { revision: 0 })).statusCode).toBe(400);
  const removed = await call('POST', path, { revision: 0, reason: 'It is scanned again.' });
  expect(removed.json<BatchDetail>()).toMatchObject({
    ...{ revision: 1, scans: [], scansFailed: 0 },
    removedScans: [{ documentId, filename: 'torn.tif', reason: 'It is scanned again.' }],
  });
  expect((await call('POST', path, { revision: 1, reason: 'It is scanned again.' })).json()).toMatchObject({
    code: 'request.invalid',
    detail: 'The scan has been taken out of the batch already.',
  });
  const restored = await call('POST', `/scans/${documentId}/restoration`, { revision: 1 });
  expect(restored.json<BatchDetail>()).toMatchObject({
    ...{ revision: 2, removedScans: [], countChain: { scans: 1 } },
    scans: [{ documentId, state: 'waiting' }],
  });
  expect((await call('POST', `/scans/${documentId}/restoration`, { revision: 2 })).statusCode).toBe(400);
});

test('a scan that breaks off says on the light table what is missing, and the release needs a reason', async () => {
  await using room = await begun();
  const { fixture, batch, call } = room;
  const scan = await putScan(fixture.database, batch.id as BatchId, ['', 'blank']);
  const remark = 'The file breaks off; pages after the last one shown may be missing.';
  await fixture.database.query(
    `update documents
        set facts = jsonb_set(facts, '{preparation}', facts->'preparation' || jsonb_build_object('isTorn', true, 'remarks', jsonb_build_array($2::text)))
      where id = $1`,
    [scan, remark],
  );
  const { scans, countChain } = (await call('GET', '')).json<BatchDetail>();
  expect(scans).toMatchObject([{ documentId: scan, state: 'held', remarks: [remark], sameAs: null }]);
  expect(countChain.breaks).toEqual([{ key: 'scan-torn', expected: 0, counted: 1 }]);
  expect((await call('POST', '/release', { revision: 0 })).statusCode).toBe(409);
  const released = await call('POST', '/release', { revision: 0, reason: 'The rest was advertising.' });
  expect(released.json<BatchDetail>()).toMatchObject({ state: 'released', reason: 'The rest was advertising.' });
});
