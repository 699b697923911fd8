import type { LanguageCode } from '../../src/domain/document-class.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { RecognitionFacts } from '../../src/domain/facts.ts';
import type { PageReading, PreparedPage } from '../../src/domain/page.ts';
import { textOfPage } from '../../src/domain/page.ts';
import type { Sha256 } from '../../src/domain/sha256.ts';
import type { ImageTurner } from '../../src/ports/image-turner.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { StageContext } from '../../src/ports/stage.ts';
import { detectLanguage } from '../../src/rules/language/detect-language.ts';
import { legibleLetters, poorConfidence } from '../../src/rules/pages/legibility.ts';

export interface ReadPage {
  readonly reading: PageReading;
  /** Set when the page is legible only when turned. */
  readonly turned: RecognitionFacts['turnedPages'][number] | null;
  /** No reader came through: too slow, or the reader broke each time. */
  readonly isUnread: boolean;
}

/** Below this an English page is read again with the English model, which takes nearly as long as the first time. */
const unsureEnglish = 0.85;
/** A reader that breaks on a page gets one more chance at once, with a fresh process or thread. */
const triesAtOnce = 2;
/** A second way of reading must bring this much more to be believed. */
const gainNeeded = 1.15;

/**
 * Reads one page: in German first, which reads English almost as well and takes half as long as both together; turned
 * when it makes no sense as it lies; another way when it is still read poorly; in English when that is what it turns out
 * to be and it was not read surely.
 */
export async function readPage(
  page: PreparedPage,
  readingImage: Sha256,
  parts: { readonly engine: Pick<OcrEngine, 'read'>; readonly turner: ImageTurner },
  { signal, isLastAttempt }: Pick<StageContext, 'signal' | 'isLastAttempt'>,
): Promise<ReadPage> {
  const read = async (
    image: Sha256,
    language: 'de' | 'en',
    way: 'usual' | 'other' = 'usual',
    tries = triesAtOnce,
  ): Promise<PageReading | null> => {
    try {
      return await parts.engine.read(image, { number: page.number, languages: [language], way }, signal);
    } catch (error) {
      signal.throwIfAborted();
      const isTooSlow = error instanceof MailroomError && error.code === 'document.too_slow';
      if (!isTooSlow && tries > 1) return read(image, language, way, tries - 1);
      // One page that cannot be read must not take the others with it: it counts as read with no confidence.
      // The other way is an offer: when it fails, what the usual one brought stands.
      if (error instanceof MailroomError && (isTooSlow || isLastAttempt || way === 'other')) return null;
      throw error;
    }
  };

  const first = await read(readingImage, 'de');
  // What took too long as it lies takes too long turned as well.
  if (first === null) return { reading: blank(page), turned: null, isUnread: true };
  let best: ReadPage = { reading: first, turned: null, isUnread: false };
  let image = readingImage;
  if (best.reading.confidence < poorConfidence) {
    for (const rotation of turnsToTry(best.reading)) {
      const images = await parts.turner.turn({ image: page.image, readingImage }, rotation, signal);
      const reading = await read(images.readingImage, 'de');
      if (reading !== null && legibleLetters(reading) > 2 * legibleLetters(best.reading)) {
        best = { ...best, reading, turned: { number: page.number, rotation, ...images } };
        image = images.readingImage;
      }
      if (best.reading.confidence >= poorConfidence) break;
    }
  }
  if (best.reading.confidence < poorConfidence) {
    // The image for people still has its shades, so the reader finds its own border between ink and paper.
    const reading = await read(best.turned?.image ?? page.image ?? image, 'de', 'other');
    if (reading !== null && legibleLetters(reading) > gainNeeded * legibleLetters(best.reading)) {
      best = { ...best, reading };
    }
  }
  if (languageOf(best.reading) === 'en' && best.reading.confidence < unsureEnglish) {
    const reading = await read(image, 'en');
    if (reading !== null && reading.confidence > best.reading.confidence) best = { ...best, reading };
  }
  return best;
}

/** A page on its side yields no words at all, one upside down as many as an upright one, but none that is sure. */
function turnsToTry(reading: PageReading): readonly (90 | 180 | 270)[] {
  return reading.words.length < 5 ? [90, 270, 180] : [180, 90, 270];
}

function languageOf(reading: PageReading): LanguageCode {
  return detectLanguage(textOfPage(reading));
}

export function blank(page: PreparedPage): PageReading {
  return { number: page.number, words: [], confidence: 0, source: page.readingImage === null ? 'text-layer' : 'ocr' };
}
