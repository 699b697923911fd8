import { expect, it } from 'vitest';
import type { OpenedPage } from '../ports/document-opener.ts';
import { openTestDatabase } from '../testing/database.ts';
import { digest, lettersFacts, putDocument } from '../testing/put-document.ts';
import type { LiveEvent } from './live-events.ts';
import { comingPage, comingPages, createPagesUnderWay, pageProgress } from './pages-under-way.ts';
import { purgeExpired } from './purge-expired.ts';

const opened = (filePage: number, number: number | null = filePage): OpenedPage => ({
  filePage,
  page:
    number === null
      ? null
      : {
          number,
          widthMm: 210,
          heightMm: 297,
          image: digest('1'),
          readingImage: digest('2'),
          rotation: 0,
          skewDegrees: 0,
          isBlank: false,
        },
  reading: null,
  flaw: null,
});

it('pages are seen as soon as they are kept, with how many there will be, until the document is through', async () => {
  await using database = await openTestDatabase();
  const told: LiveEvent[] = [];
  const pages = createPagesUnderWay({ database, tell: (event) => told.push(event) });
  const { documentId: id, submissionId } = await putDocument(database, { state: 'running' });
  const document = { id, submissionId, generation: 0 };
  await pages.keepOpened(document, 'm', [opened(1), opened(2, null), opened(3, 2)], { done: 3, total: 1000 });
  expect(told).toMatchObject([{ type: 'document', documentId: id, stage: 'preparation', state: 'running' }]);
  const coming = (await comingPages(database, [id])).get(id);
  expect(coming).toMatchObject({ pageCount: 1000, pages: [{ number: 1 }, { number: 2 }] });
  expect(await comingPage(database, id, 2)).toMatchObject({ number: 2, image: digest('1') });
  expect(await comingPage(database, id, 3)).toBeNull();
  expect(await pageProgress(database, id)).toEqual({ stage: 'preparation', done: 3, total: 1000 });

  const { preparation } = lettersFacts();
  await database.query(`update documents set stage = 'recognition', facts = $2 where id = $1`, [
    id,
    JSON.stringify({ preparation }),
  ]);
  expect((await comingPages(database, [id])).size).toBe(0);
  expect(await pageProgress(database, id)).toBeNull();
  await pages.tellProgress(document, { stage: 'recognition', done: 1, total: 2 });
  expect(await pageProgress(database, id)).toEqual({ stage: 'recognition', done: 1, total: 2 });
});

it('a restart finds the first pages without a gap, of its own maker and generation only', async () => {
  await using database = await openTestDatabase();
  const pages = createPagesUnderWay({ database });
  const { documentId: id, submissionId } = await putDocument(database, { state: 'running' });
  const document = { id, submissionId, generation: 0 };
  await pages.keepOpened(document, 'm', [opened(1), opened(2)], { done: 2, total: 9 });
  await pages.keepOpened(document, 'm', [opened(2), opened(4)], { done: 3, total: 9 });
  expect(await pages.openedBefore(document, 'm')).toEqual([opened(1), opened(2)]);
  expect(await pages.openedBefore(document, 'other')).toEqual([]);
  expect(await pages.openedBefore({ ...document, generation: 1 }, 'm')).toEqual([]);
  await purgeExpired(database, new Date(Date.now() + 49 * 3600_000));
  expect(await pages.openedBefore(document, 'm')).toEqual([]);
});
