import { expect, it } from 'vitest';
import { createSharedPages } from '../../src/db/shared-pages.ts';
import { newId } from '../../src/domain/ids.ts';
import type { PreparedPage } from '../../src/domain/page.ts';
import type { Sha256 } from '../../src/domain/sha256.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openTestDatabase } from '../../src/testing/database.ts';
import { createMemoryPageReadings } from '../../src/testing/memory-page-readings.ts';
import { putDocument } from '../../src/testing/put-document.ts';
import { createReaderByNumber } from '../../src/testing/read-by-number.ts';
import { until } from '../../src/testing/until.ts';
import { readAlong } from '../read-along.ts';
import { withSharedPages } from './share-pages.ts';

const pages = Array.from({ length: 6 }, (_, index): PreparedPage => {
  const image = String(index + 1).repeat(64) as Sha256;
  return {
    ...{ number: index + 1, widthMm: 210, heightMm: 297, image, readingImage: image },
    ...{ rotation: 0, skewDegrees: 0, isBlank: false },
  };
});
const texts = pages.map(({ number }) => `Seite ${number}`);

it('two workers read one document: each page once, and the words are those of its page', async () => {
  await using database = await openTestDatabase();
  const { documentId } = await putDocument(database, { state: 'running' });
  const pageReadings = createMemoryPageReadings();
  const share = (worker: string) => createSharedPages({ database, worker, leaseSeconds: 60 });
  const [mine, theirs] = [createReaderByNumber(texts), createReaderByNumber(texts)];
  await using _helper = readAlong({
    ...{ engine: { ...theirs, spareReaders: () => 2 }, pageReadings, sharedPages: share('helper') },
    ...{ log: silentLog, lookSeconds: 0.05 },
  });
  const document = { id: documentId, pages };
  const readings = await withSharedPages(mine, pageReadings, share('owner'), document, async (reader) => {
    await until('the other worker has read some pages', async () => (theirs.pagesRead.length >= 2 ? true : null));
    const signal = AbortSignal.timeout(30_000);
    return Promise.all(
      pages.map(({ number, image }) => reader.read(image as Sha256, { number, languages: ['de'] }, signal)),
    );
  });
  expect(readings.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(texts);
  expect([...mine.pagesRead, ...theirs.pagesRead].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const left = await database.query('select 1 from pages_to_read');
  expect(left.rows).toEqual([]);
});

it('a page that another worker holds is waited for, and the wait ends with the document', async () => {
  const reader = createReaderByNumber(texts);
  const held = { hold: async () => null, offer: async () => {}, withdraw: async () => {} };
  const shared = { ...held, holdAny: async () => null, close: async () => {} };
  const stop = new AbortController();
  const reading = withSharedPages(
    ...([reader, createMemoryPageReadings(), shared, { id: newId('doc'), pages }] as const),
    (shares) => shares.read(pages[0]?.image as Sha256, { number: 1, languages: ['de'] }, stop.signal),
  );
  stop.abort(new Error('lease lost'));
  await expect(reading).rejects.toThrow('lease lost');
  expect(reader.pagesRead).toEqual([]);
});
