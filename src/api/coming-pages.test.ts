import { expect, test } from 'vitest';
import { createPagesUnderWay } from '../db/pages-under-way.ts';
import type { BatchId } from '../domain/ids.ts';
import type { OpenedPage } from '../ports/document-opener.ts';
import { digest, putDocument } from '../testing/put-document.ts';
import { putScan } from '../testing/put-scan.ts';
import { openTestApi } from '../testing/test-api.ts';
import type { BatchDetail, DocumentDetail } from './contract/index.ts';

const opened = (number: number): OpenedPage => ({
  filePage: number,
  page: {
    number,
    widthMm: 210,
    heightMm: 297,
    image: digest(String(number)),
    readingImage: digest('9'),
    rotation: 0,
    skewDegrees: 0,
    isBlank: false,
  },
  reading: null,
  flaw: null,
});

test('the first pages of a long scan are on its page and on the light table while the others are made', async () => {
  await using fixture = await openTestApi();
  const { database, api } = fixture;
  const headers = await fixture.bearer('clerk');
  const get = async <Body>(path: string) => (await api.inject({ url: `/api/v1${path}`, headers })).json<Body>();
  const begun = await api.inject({
    ...{ method: 'POST', url: '/api/v1/batches', headers },
    payload: { profile: 'tagespost' },
  });
  const batchId = begun.json<BatchDetail>().id as BatchId;
  await putScan(database, batchId, ['', '']);
  const { documentId: id, submissionId } = await putDocument(database, { batchId, state: 'running' });
  const pages = createPagesUnderWay({ database });
  const document = { id, submissionId, generation: 0 };
  await pages.keepOpened(document, 'm', [opened(1), opened(2)], { done: 2, total: 1000 });

  const seen = await api.inject({ url: `/api/v1/documents/${id}`, headers });
  const { pages: there, progress } = seen.json<DocumentDetail>();
  expect(there.map(({ number }) => number)).toEqual([1, 2]);
  expect(progress).toEqual({ stage: 'preparation', done: 2, total: 1000 });
  const image = await api.inject({ url: `/api/v1/documents/${id}/pages/2/image?width=200`, headers });
  expect(image.body).toBe(`shrink ${digest('2').slice(0, 4)} to 200`);
  expect((await api.inject({ url: `/api/v1/documents/${id}/pages/3/image`, headers })).statusCode).toBe(404);

  const table = await get<BatchDetail>(`/batches/${batchId}`);
  expect(table.parts.map((part) => part.pages.map(({ page, isComing }) => [page, isComing]))).toEqual([
    [
      [1, false],
      [2, false],
    ],
    [
      [1, true],
      [2, true],
    ],
  ]);
  expect(table.scans.at(-1)).toMatchObject({ state: 'preparing', progress: { done: 2, total: 1000 } });
  expect(table.countChain).toMatchObject({ images: 2, breaks: [{ key: 'scans-under-way' }] });
  const cut = { kind: 'cut', page: { documentId: id, page: 2 } };
  const early = await api.inject({
    ...{ method: 'POST', url: `/api/v1/batches/${batchId}/edits`, headers },
    payload: { revision: 0, edits: [cut] },
  });
  expect([early.statusCode, early.json().code]).toEqual([400, 'request.invalid']);

  // Each further page is a new version, so a browser that asks again is not told that nothing changed.
  await pages.keepOpened(document, 'm', [opened(3)], { done: 3, total: 1000 });
  const fresh = { ...headers, 'if-none-match': String(seen.headers.etag) };
  expect((await api.inject({ url: `/api/v1/documents/${id}`, headers: fresh })).json().pages).toHaveLength(3);
});
