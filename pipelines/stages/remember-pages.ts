import type { OcrEngine, PageToRead } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';

/** Counts up with whatever turns an engine's answer into a reading: columns in turn, baselines. */
const readingVersion = '2';

/** What a reading depends on beside the image. */
export function readerName(
  engine: Pick<OcrEngine, 'name' | 'version'>,
  { languages, way = 'usual' }: Pick<PageToRead, 'languages' | 'way'>,
): string {
  return [engine.name, engine.version, readingVersion, ...languages, way].join(' ');
}

/** The engine's reading, with every page that is done kept at once: whoever reads the document again finds it. */
export function rememberPages(engine: OcrEngine, readings: PageReadings): Pick<OcrEngine, 'read'> {
  return {
    async read(image, page, signal) {
      const reader = readerName(engine, page);
      const known = await readings.find({ image, reader });
      if (known !== null) return { ...known, number: page.number };
      const reading = await engine.read(image, page, signal);
      await readings.keep({ image, reader }, reading);
      return reading;
    },
  };
}
