import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { PreparationFacts } from '../../src/domain/facts.ts';
import type { PageReading, PreparedPage } from '../../src/domain/page.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';
import type { PagesUnderWay } from '../../src/ports/pages-under-way.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import type { StageContext } from '../../src/ports/stage.ts';
import { readSigns } from '../../src/rules/separation/page-signs.ts';
import { mapAtOnce } from './map-at-once.ts';
import { recordProgress } from './record-pages.ts';
import { rememberPages } from './remember-pages.ts';

export interface SigningParts {
  readonly engine: OcrEngine;
  readonly pageReadings: PageReadings;
  readonly readings: ReadingStore;
  readonly pagesUnderWay: PagesUnderWay;
}

/** A page takes about a second, and the light table waits for all of them; a higher stack needs separator sheets. */
const pagesReadMax = 300;
const pagesAtOnce = 4;

/**
 * Reads what tells on each page whether a letter begins there. Recognition reads the same images in the same way and
 * finds them read. A page that cannot be read has no signs; it is recognition that will say so.
 */
export async function signPages(
  document: DocumentSnapshot,
  facts: PreparationFacts,
  parts: SigningParts,
  { signal, clock }: Pick<StageContext, 'signal' | 'clock'>,
): Promise<PreparationFacts> {
  const known = facts.reading === null ? [] : (await parts.readings.load(facts.reading)).pages;
  const engine = rememberPages(parts.engine, parts.pageReadings);
  const textOf = async ({ number, readingImage, isBlank }: PreparedPage): Promise<Pick<PageReading, 'words'>> => {
    const reading = known.find((page) => page.number === number);
    if (reading !== undefined) return reading;
    if (readingImage === null || isBlank || number > pagesReadMax) return { words: [] };
    try {
      return await engine.read(readingImage, { number, languages: ['de'], way: 'usual' }, signal);
    } catch {
      signal.throwIfAborted();
      return { words: [] };
    }
  };
  const total = facts.pages.length;
  const progress = recordProgress(parts.pagesUnderWay, document, { stage: 'preparation', total }, clock);
  const pages = await mapAtOnce(
    facts.pages,
    pagesAtOnce,
    async (page): Promise<PreparedPage> => ({ ...page, signs: readSigns(await textOf(page)) }),
    progress.pageDone,
  ).finally(progress.close);
  const remarks =
    total > pagesReadMax
      ? [`Only the first ${pagesReadMax} pages were searched for beginnings of letters. Cut the others by hand.`]
      : [];
  return { ...facts, pages, remarks: [...facts.remarks, ...remarks] };
}
