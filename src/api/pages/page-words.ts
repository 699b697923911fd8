import { LRUCache } from 'lru-cache';
import type { FactsByStage } from '../../domain/facts.ts';
import type { PageReading } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';

type WordsOfPage = Pick<PageReading, 'words' | 'baselines'>;

export interface PageWords {
  /** The words of one page and where its lines stand; none for a page that was not read. */
  words(reading: Sha256, page: number): Promise<WordsOfPage>;
}

const wordsMax = 200_000;
const pagesAhead = 8;

/**
 * A reading is one object for the whole document. Of one that had to be opened, the next pages are kept as well:
 * people turn pages forwards, and opening a reading of 2,000 pages takes over a second.
 */
export function createPageWords(readings: ReadingStore): PageWords {
  const pages = new LRUCache<string, WordsOfPage>({
    maxSize: wordsMax,
    sizeCalculation: ({ words }) => words.length + 1,
  });
  return {
    async words(reading, number) {
      const kept = pages.get(`${reading}/${number}`);
      if (kept) return kept;
      const { pages: read } = await readings.load(reading);
      let found: WordsOfPage = { words: [] };
      for (const page of read) {
        if (page.number === number) found = page;
        if (page.number >= number && page.number <= number + pagesAhead) pages.set(`${reading}/${page.number}`, page);
      }
      return found;
    },
  };
}

/** The whole document's reading once recognition is done; before that what was known without reading. */
export function readingOf(facts: Partial<FactsByStage>): Sha256 | null {
  return facts.recognition?.reading ?? facts.preparation?.reading ?? null;
}
