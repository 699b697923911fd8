import { expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/memory.ts';
import { insertWorkItem } from '../db/work-items.ts';
import type { Word } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { digest, lettersFacts, putDocument } from '../testing/put-document.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { documentDetail } from './contract/index.ts';

const routed = { state: 'done', stage: 'routing', facts: lettersFacts() } as const;

async function audited({ database }: TestApi): Promise<readonly string[]> {
  const { rows } = await database.query<{ action: string }>(
    `select action from audit_events where actor <> 'mailroom' order by id`,
  );
  return rows.map(({ action }) => action);
}

test('a document’s page has everything the contract says, and its images have addresses that answer', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const { documentId } = await putDocument(fixture.database, routed);
  const response = await fixture.api.inject({ url: `/api/v1/documents/${documentId}`, headers: clerk });
  expect(response.statusCode).toBe(200);
  const detail = documentDetail.parse(response.json());
  expect(detail).toMatchObject({
    id: documentId,
    status: 'routed',
    mediaType: 'image/tiff',
    remarks: ['Page 2 is torn.'],
    result: { customer: { customerNumber: '40000001' } },
    timeline: [{ outcome: 'received' }],
    workItem: null,
    siblings: [],
  });
  expect(detail.pages.map(({ number, confidence }) => [number, confidence])).toEqual([
    [1, 0.96],
    [2, 0.91],
  ]);
  const image = await fixture.api.inject({ url: `${detail.pages[0]?.imageUrl}?width=300`, headers: clerk });
  expect(image.headers['content-type']).toBe('image/webp');
  expect(image.body).toBe('shrink 1111 to 320');
});

test('an unchanged document is not sent again, and a change of its work item is a change', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const { documentId } = await putDocument(fixture.database, routed);
  const url = `/api/v1/documents/${documentId}`;
  const first = await fixture.api.inject({ url, headers: clerk });
  const etag = String(first.headers.etag);
  const second = await fixture.api.inject({ url, headers: { ...clerk, 'if-none-match': etag } });
  expect([second.statusCode, second.body]).toEqual([304, '']);
  expect(second.headers['cache-control']).toBe('private, no-cache');
  await insertWorkItem(fixture.database, 'key', {
    documentId,
    channel: 'letter',
    classKey: 'cancellation',
    customerNumber: null,
    queue: 'contracts',
    priority: 50,
    skills: [],
    dueAt: new Date(),
    deadlineKind: 'contractual',
    receivedAt: new Date(),
    secondClassKey: null,
  });
  const third = await fixture.api.inject({ url, headers: { ...clerk, 'if-none-match': etag } });
  expect(third.statusCode).toBe(200);
  expect(third.json().workItem.queue).toBe('contracts');
});

test('page images come from the stored image, the turned one or the PDF, in a few widths, and are drawn once', async () => {
  const store = openMemoryStore();
  await using fixture = await openTestApi({ store });
  const clerk = await fixture.bearer('clerk');
  const facts = lettersFacts();
  const { sha256: stored } = await store.put(Buffer.from('stored webp'));
  const [first] = facts.preparation.pages;
  if (!first) throw new Error('The facts have no page.');
  const page = (number: number, image: Sha256 | null) => ({ ...first, number, image });
  const { documentId } = await putDocument(fixture.database, {
    ...routed,
    facts: lettersFacts({
      preparation: {
        ...facts.preparation,
        pdf: digest('d'),
        pages: [page(1, stored), page(2, digest('2')), page(3, null)],
      },
      recognition: {
        ...facts.recognition,
        turnedPages: [{ number: 2, rotation: 90, image: digest('7'), readingImage: digest('8') }],
      },
    }),
  });
  const look = (number: number, width?: number) =>
    fixture.api.inject({
      url: `/api/v1/documents/${documentId}/pages/${number}/image`,
      headers: clerk,
      query: width === undefined ? {} : { width: String(width) },
    });
  expect((await look(1)).body).toBe('stored webp');
  expect((await look(2, 900)).body).toBe('shrink 7777 to 1000');
  expect((await look(3, 900)).body).toBe('paint dddd page 3 at 1000');
  expect((await look(3, 1)).body).toBe('paint dddd page 3 at 200');
  expect((await look(3, 9999)).body).toBe('paint dddd page 3 at 3000');
  const again = await Promise.all([look(3, 1200), look(3, 1201), look(3, 1280)]);
  expect(new Set(again.map(({ body }) => body))).toEqual(new Set(['paint dddd page 3 at 1280']));
  expect(fixture.painted.filter((what) => what.includes('1280'))).toHaveLength(1);
  expect((await look(4)).statusCode).toBe(404);
  expect((await look(0)).statusCode).toBe(400);
  const detail = await fixture.api.inject({ url: `/api/v1/documents/${documentId}`, headers: clerk });
  expect(detail.json().pages[1]).toMatchObject({ rotation: 90, widthMm: 297, heightMm: 210 });
});

test('a page image in the browser’s hands is asked about and not sent again', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const { documentId } = await putDocument(fixture.database, routed);
  const url = `/api/v1/documents/${documentId}/pages/1/image?width=800`;
  const first = await fixture.api.inject({ url, headers: clerk });
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const second = await fixture.api.inject({
    url,
    headers: { ...clerk, 'if-none-match': String(first.headers.etag) },
  });
  expect(second.statusCode).toBe(304);
});

test('words and text of the pages that were read', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const word: Word = { text: 'kündige', line: 0, box: [0.1, 0.2, 0.1, 0.01], confidence: 0.93 };
  const reading = await fixture.deps.readings.save({
    pages: [{ number: 1, words: [word], confidence: 0.93, source: 'ocr' }],
  });
  const facts = lettersFacts();
  const { documentId } = await putDocument(fixture.database, {
    ...routed,
    facts: { ...facts, recognition: { ...facts.recognition, reading } },
  });
  const ask = (path: string) => fixture.api.inject({ url: `/api/v1/documents/${documentId}/${path}`, headers: clerk });
  expect((await ask('pages/1/words')).json()).toEqual({ words: [word] });
  expect((await ask('pages/2/words')).json()).toEqual({ words: [] });
  expect((await ask('text')).json()).toEqual({ text: 'kündige' });
  const fresh = await putDocument(fixture.database);
  expect(
    (await fixture.api.inject({ url: `/api/v1/documents/${fresh.documentId}/text`, headers: clerk })).statusCode,
  ).toBe(404);
});

test('an original that is HTML leaves as a download without a type, and a rendition as a PDF without rights', async () => {
  const store = openMemoryStore();
  await using fixture = await openTestApi({ store });
  const auditor = await fixture.bearer('auditor');
  const original = await store.put(Buffer.from('<script>alert(1)</script>'));
  const rendition = await store.put(Buffer.from('%PDF-1.7 rendition'));
  const facts = lettersFacts();
  const { documentId } = await putDocument(fixture.database, {
    ...routed,
    filename: 'evil.html',
    sha256: original.sha256,
    facts: {
      ...facts,
      preparation: { ...facts.preparation, mediaType: 'text/html' },
      archiving: { ...facts.archiving, renditionSha256: rendition.sha256 },
    },
  });
  await fixture.database.query('update documents set byte_length = $2 where id = $1', [
    documentId,
    original.byteLength,
  ]);
  const html = await fixture.api.inject({ url: `/api/v1/documents/${documentId}/original`, headers: auditor });
  expect(html.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="evil.html"; filename*=UTF-8''evil.html`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  expect(html.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  const pdf = await fixture.api.inject({ url: `/api/v1/documents/${documentId}/rendition`, headers: auditor });
  expect(pdf.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="evil.pdf"; filename*=UTF-8''evil.pdf`,
  });
  expect(pdf.body).toBe('%PDF-1.7 rendition');
});

test('bytes that are missing in the store are a problem and not an empty download', async () => {
  await using fixture = await openTestApi();
  const { documentId } = await putDocument(fixture.database, routed);
  const response = await fixture.api.inject({
    url: `/api/v1/documents/${documentId}/original`,
    headers: await fixture.bearer('clerk'),
  });
  expect(response.statusCode).toBe(404);
  expect(response.json().code).toBe('object.missing');
  expect(response.headers['content-disposition']).toBeUndefined();
});

test('looking is recorded once for a page full of requests, and every download each time', async () => {
  const store = openMemoryStore();
  await using fixture = await openTestApi({ store });
  const clerk = await fixture.bearer('clerk');
  const { sha256 } = await store.put(Buffer.alloc(1000, 1));
  const { documentId } = await putDocument(fixture.database, { ...routed, sha256 });
  const ask = (path: string) => fixture.api.inject({ url: `/api/v1/documents/${documentId}${path}`, headers: clerk });
  for (const path of ['', '', '/pages/1/image', '/pages/2/image', '/pages/1/image?width=400', '/original', '/original'])
    await ask(path);
  expect(await audited(fixture)).toEqual([
    'document.read',
    'document.pages_read',
    'document.original_read',
    'document.original_read',
  ]);
});

test('an action with an old revision is refused with 409, and the page that showed it changes nothing', async () => {
  await using fixture = await openTestApi();
  const { documentId } = await putDocument(fixture.database, routed);
  const { id } = await insertWorkItem(fixture.database, 'key', {
    documentId,
    channel: 'letter',
    classKey: 'cancellation',
    customerNumber: null,
    queue: 'contracts',
    priority: 50,
    skills: [],
    dueAt: new Date('2026-11-28T16:00:00Z'),
    deadlineKind: 'contractual',
    receivedAt: new Date(),
    secondClassKey: null,
  });
  const [jan, eva] = [await fixture.bearer('agent'), await fixture.bearer('agent')];
  const act = (verb: string, headers: Record<string, string>, body: object) =>
    fixture.api.inject({ method: 'POST', url: `/api/v1/work-items/${id}/${verb}`, headers, payload: body });
  const taken = await act('take', jan, { revision: 0 });
  expect(taken.json()).toMatchObject({ state: 'taken', revision: 1, takenByName: 'test agent' });
  const late = await act('take', eva, { revision: 0 });
  expect(late.statusCode).toBe(409);
  expect(late.json().code).toBe('revision.stale');
  expect((await act('complete', eva, { revision: 1, disposition: 'done' })).statusCode).toBe(409);
  const done = await act('complete', jan, { revision: 1, disposition: 'answered', note: ' called back ' });
  expect(done.json()).toMatchObject({ state: 'completed', disposition: 'answered', note: 'called back' });
  const reopened = await act('reopen', jan, { revision: 2 });
  expect(reopened.json()).toMatchObject({ state: 'taken', completedBy: null });
  expect((await act('give-back', jan, { revision: 3 })).json()).toMatchObject({ state: 'waiting', takenBy: null });
  const mine = await fixture.api.inject({ url: '/api/v1/work-items?mine=true&state=taken', headers: jan });
  expect(mine.json()).toMatchObject({ items: [], queues: [{ queue: 'contracts', waiting: 1 }] });
  const all = await fixture.api.inject({ url: '/api/v1/work-items?mine=false', headers: jan });
  expect(all.json().items).toHaveLength(1);
  expect((await act('take', jan, {})).statusCode).toBe(400);
});

test('a parked document is answered, ordered again or closed by those who may, each once', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const { recognition, classification, preparation } = lettersFacts();
  const parked = {
    stage: 'indexing',
    state: 'parked',
    tray: 'indexing',
    question: { code: 'customer.several', message: 'Two customers fit.' },
    facts: { preparation, recognition, classification },
  } as const;
  const order = async (verb: string, id: string, body: object) =>
    fixture.api.inject({ method: 'POST', url: `/api/v1/documents/${id}/${verb}`, headers: clerk, payload: body });
  const answer = { revision: 0, classKey: 'cancellation', customerNumber: '40000001' };

  const first = await putDocument(fixture.database, parked);
  const resolved = await order('resolve', first.documentId, answer);
  expect(resolved.json()).toMatchObject({ state: 'ready', stage: 'archiving', tray: null, customerNumber: '40000001' });
  const late = await order('resolve', first.documentId, answer);
  expect([late.statusCode, late.json().code]).toEqual([409, 'revision.stale']);

  const second = await putDocument(fixture.database, parked);
  expect((await order('resolve', second.documentId, { ...answer, classKey: 'nonsense' })).statusCode).toBe(400);
  const again = await order('again', second.documentId, { revision: 0, from: 'recognition' });
  expect(again.json()).toMatchObject({ state: 'ready', stage: 'recognition', status: 'running' });

  const third = await putDocument(fixture.database, parked);
  expect((await order('close', third.documentId, { revision: 0, reason: '' })).statusCode).toBe(400);
  const closed = await order('close', third.documentId, { revision: 0, reason: 'An advertisement.' });
  expect(closed.json()).toMatchObject({ state: 'done', status: 'closed' });
  const page = await fixture.api.inject({ url: `/api/v1/documents/${third.documentId}`, headers: clerk });
  expect(page.json().timeline.at(-1)).toMatchObject({
    outcome: 'closed',
    actorName: 'test clerk',
    detail: { message: 'An advertisement.' },
  });
});
