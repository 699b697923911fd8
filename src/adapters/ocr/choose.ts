import { MailroomError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { OcrEngine } from '../../ports/ocr-engine.ts';
import { createTesseractJsEngine } from './tesseract-js/tesseract-js-engine.ts';
import { findNativeTesseract } from './tesseract-native/native-tesseract.ts';
import { createTesseractNativeEngine } from './tesseract-native/tesseract-native-engine.ts';

export interface OcrChoice {
  readonly store: ObjectStore;
  readonly engine: 'auto' | 'tesseract.js' | 'native';
  /** Pages read at the same time. */
  readonly workers: number;
  readonly pageSecondsMax: number;
  /** Folder with language data for tesseract.js; null or absent for our own. */
  readonly modelFolder?: string | null;
  readonly log: Log;
}

/**
 * `auto` takes the system's Tesseract when it is there with German and English, because it needs about a fifth less
 * time and half the memory, and ours otherwise. `native` refuses (`ocr.unavailable`) instead of falling back.
 */
export async function chooseOcrEngine(choice: OcrChoice): Promise<OcrEngine> {
  const { store, workers, pageSecondsMax, log } = choice;
  let reason = 'it was configured';
  if (choice.engine !== 'tesseract.js') {
    const found = await findNativeTesseract('tesseract');
    if (found.kind === 'usable') {
      log.info(
        { engine: 'tesseract-native', version: found.version },
        'Pages are read with the Tesseract of this machine.',
      );
      return createTesseractNativeEngine({ store, poolSize: workers, pageSecondsMax, version: found.version });
    }
    if (choice.engine === 'native') {
      throw new MailroomError('ocr.unavailable', `${found.sentence} Or set the reading engine to "tesseract.js".`);
    }
    reason = found.sentence;
  }
  const engine = createTesseractJsEngine({
    store,
    poolSize: workers,
    pageSecondsMax,
    modelFolder: choice.modelFolder ?? null,
  });
  await engine.probe();
  log.info({ engine: engine.name, version: engine.version, reason }, 'Pages are read with our own Tesseract.');
  return engine;
}
