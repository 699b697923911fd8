import type { DocumentId } from '../../src/domain/ids.ts';
import type { PreparedPage } from '../../src/domain/page.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';
import type { SharedPages } from '../../src/ports/shared-pages.ts';
import { readerName, rememberPages } from './remember-pages.ts';

/** A document of fewer pages is read before anybody else has noticed it. */
export const sharedPagesMin = 8;
const lookMilliseconds = 250;

type Reader = Pick<OcrEngine, 'read'>;

/**
 * Reads pages together with whoever is free: the first way of reading of every page is offered, and a page that somebody
 * else holds is waited for. Every other way of reading is rare and stays here.
 */
export async function withSharedPages<Result>(
  engine: OcrEngine,
  readings: PageReadings,
  shared: SharedPages,
  document: { readonly id: DocumentId; readonly pages: readonly PreparedPage[] },
  use: (reader: Reader) => Promise<Result>,
): Promise<Result> {
  const remembering = rememberPages(engine, readings);
  const reader = readerName(engine, { languages: ['de'] });
  await shared.offer(
    document.id,
    document.pages.flatMap(({ readingImage, isBlank, number }) =>
      readingImage === null || isBlank ? [] : [{ image: readingImage, reader, number }],
    ),
  );
  try {
    return await use({
      async read(image, page, signal) {
        if (readerName(engine, page) !== reader) return remembering.read(image, page, signal);
        for (;;) {
          const offered = { image, reader, number: page.number };
          await using held = await shared.hold(offered);
          if (held !== null) {
            const reading = await remembering.read(image, page, signal);
            await shared.close(offered);
            return reading;
          }
          await pause(lookMilliseconds, signal);
        }
      },
    });
  } finally {
    await shared.withdraw(document.id);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
  });
}
