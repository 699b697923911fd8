import { expect, it } from 'vitest';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { newId } from '../../src/domain/ids.ts';
import type { OpenedPage } from '../../src/ports/document-opener.ts';
import type { PageProgress, PagesUnderWay } from '../../src/ports/pages-under-way.ts';
import { recordOpened, recordProgress } from './record-pages.ts';

const document: DocumentSnapshot = {
  ...{ id: newId('doc'), submissionId: newId('sub'), parentId: null, depth: 0, channel: 'letter' },
  ...{ receivedAt: new Date(0), filename: 'scan.tif', declaredMediaType: null, given: null, generation: 0, facts: {} },
  original: { sha256: '0'.repeat(64) as DocumentSnapshot['original']['sha256'], byteLength: 1 },
};
const page = (filePage: number): OpenedPage => ({ filePage, page: null, reading: null, flaw: null });

function scene(failures = 0) {
  let now = 0;
  let failing = failures;
  const kept: { readonly pages: readonly number[]; readonly done: number; readonly total: number }[] = [];
  const told: PageProgress[] = [];
  const pages: PagesUnderWay = {
    openedBefore: async () => [],
    async keepOpened(_document, _maker, opened, { done, total }) {
      failing -= 1;
      if (failing >= 0) throw new Error('The database is away.');
      kept.push({ pages: opened.map(({ filePage }) => filePage), done, total });
    },
    async tellProgress(_document, progress) {
      told.push(progress);
    },
  };
  return {
    pages,
    kept,
    told,
    clock: { now: () => new Date(now) },
    later: (seconds: number) => (now += seconds * 1000),
  };
}

it('a file that is open within a second writes nothing down', async () => {
  const { pages, kept, clock, later } = scene();
  const record = recordOpened(pages, document, 'm', [], clock);
  for (const number of [1, 2, 3]) {
    record.onPage(page(number), 3);
    later(0.3);
  }
  await record.close();
  expect(kept).toEqual([]);
});

it('pages are kept once a second, each once and in their order, counted behind those of an earlier attempt', async () => {
  const { pages, kept, clock, later } = scene();
  const record = recordOpened(pages, document, 'm', [page(1), page(2)], clock);
  for (const number of [3, 4, 5, 6]) {
    later(0.6);
    record.onPage(page(number), 1000);
    await record.close();
  }
  expect(kept).toEqual([
    { pages: [3, 4], done: 4, total: 1000 },
    { pages: [5, 6], done: 6, total: 1000 },
  ]);
});

it('pages that could not be written come with the next ones, and nobody waits for them', async () => {
  const { pages, kept, clock, later } = scene(1);
  const record = recordOpened(pages, document, 'm', [], clock);
  for (const number of [1, 2]) {
    later(2);
    record.onPage(page(number), 2);
    await record.close();
  }
  expect(kept).toEqual([{ pages: [1, 2], done: 2, total: 2 }]);
});

it('progress of a stage is told once a second', async () => {
  const { pages, told, clock, later } = scene();
  const progress = recordProgress(pages, document, { stage: 'recognition', total: 9 }, clock);
  for (let done = 0; done < 4; done += 1) {
    later(0.6);
    progress.pageDone();
    await progress.close();
  }
  expect(told.map(({ done }) => done)).toEqual([2, 4]);
});
