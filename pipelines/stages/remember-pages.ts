import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';

/** The engine's reading, with every page that is done kept at once: whoever reads the document again finds it. */
export function rememberPages(engine: OcrEngine, readings: PageReadings): Pick<OcrEngine, 'read'> {
  return {
    async read(image, page, signal) {
      const reader = [engine.name, engine.version, ...page.languages, page.way ?? 'usual'].join(' ');
      const known = await readings.find({ image, reader });
      if (known !== null) return { ...known, number: page.number };
      const reading = await engine.read(image, page, signal);
      await readings.keep({ image, reader }, reading);
      return reading;
    },
  };
}
