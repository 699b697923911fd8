import type { Log } from '../src/ports/log.ts';
import type { OcrEngine } from '../src/ports/ocr-engine.ts';
import type { PageReadings } from '../src/ports/page-readings.ts';
import type { SharedPages } from '../src/ports/shared-pages.ts';
import { readerName, rememberPages } from './stages/remember-pages.ts';

export interface ReadAlongParts {
  readonly engine: OcrEngine;
  readonly pageReadings: PageReadings;
  readonly sharedPages: SharedPages;
  readonly log: Log;
  /** How often it looks for pages when there were none. */
  readonly lookSeconds: number;
}

/**
 * Lends this worker's idle readers to long documents that other workers have. Its own documents go first: it takes a page
 * only while a reader has nothing to do. Disposal gives back what it holds.
 */
export function readAlong({ engine, pageReadings, sharedPages, log, lookSeconds }: ReadAlongParts): AsyncDisposable {
  const stop = new AbortController();
  const reader = readerName(engine, { languages: ['de'] });
  const remembering = rememberPages(engine, pageReadings);
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    for (let spare = engine.spareReaders?.() ?? 0; spare > 0 && !stop.signal.aborted; spare -= 1) {
      const held = await sharedPages.holdAny(reader);
      if (held === null) return;
      const work = read(held).finally(() => {
        underWay.delete(work);
        // There is probably more where it came from.
        wake(0);
      });
      underWay.add(work);
    }
  };
  const read = async (held: NonNullable<Awaited<ReturnType<SharedPages['holdAny']>>>): Promise<void> => {
    await using lent = held;
    const { image, number } = lent.page;
    try {
      await remembering.read(image, { number, languages: ['de'], way: 'usual' }, stop.signal);
      await sharedPages.close(lent.page);
    } catch {
      if (stop.signal.aborted) return;
      // A poison page is for the worker that has the document: it tries other ways, and it is the one that says so.
      await sharedPages.close(lent.page).catch(() => {});
      log.warn({ page: number }, 'A page of another worker’s document could not be read here.');
    }
  };
  const wake = (seconds: number): void => {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    timer = setTimeout(() => {
      looking ??= look()
        .catch(() => log.warn({}, 'Looking for pages to read failed; it is tried again.'))
        .finally(() => {
          looking = null;
          wake(lookSeconds);
        });
    }, seconds * 1000);
  };
  wake(lookSeconds);

  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      stop.abort();
      await looking;
      await Promise.all(underWay);
    },
  };
}
