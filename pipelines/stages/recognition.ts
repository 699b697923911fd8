import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { MailroomError, type Problem } from '../../src/domain/errors.ts';
import type { PreparationFacts, RecognitionFacts } from '../../src/domain/facts.ts';
import { type PageReading, textOfReading } from '../../src/domain/page.ts';
import type { Sha256 } from '../../src/domain/sha256.ts';
import type { ImageTurner } from '../../src/ports/image-turner.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';
import type { PagesUnderWay } from '../../src/ports/pages-under-way.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import type { SharedPages } from '../../src/ports/shared-pages.ts';
import { defaultRetry, type Stage, type StageContext, type StageOutcome } from '../../src/ports/stage.ts';
import { detectLanguage } from '../../src/rules/language/detect-language.ts';
import { isLegible } from '../../src/rules/pages/legibility.ts';
import { mapAtOnce } from './map-at-once.ts';
import { blank, type ReadPage, readPage } from './read-page.ts';
import { recordProgress } from './record-pages.ts';
import { rememberPages } from './remember-pages.ts';
import { sharedPagesMin, withSharedPages } from './share-pages.ts';

export interface RecognitionParts {
  readonly engine: OcrEngine;
  readonly readings: ReadingStore;
  readonly pageReadings: PageReadings;
  readonly pagesUnderWay: PagesUnderWay;
  /** Where several workers read one document; null when there is only this one. */
  readonly sharedPages: SharedPages | null;
  readonly turner: ImageTurner;
  /** The engine's own limit for a page; a document may take sixty times as long. */
  readonly pageSecondsMax: number;
}

/** Pages of one document that wait for a reader at the same time. More would not be faster and would make others wait. */
const pagesAtOnce = 4;

/**
 * Makes text of pages. What the file itself says (a mail, a PDF's own text) is taken as it is; only pages that are
 * images are read. A document of which nothing can be read goes to a person, because every later stage would only guess.
 */
export function createRecognition(parts: RecognitionParts): Stage<'recognition'> {
  return {
    name: 'recognition',
    version: '2',
    retry: defaultRetry,
    timeoutSeconds: parts.pageSecondsMax * 60,
    run: (document, context) => recognise(document, parts, context),
  };
}

async function recognise(
  document: DocumentSnapshot,
  parts: RecognitionParts,
  context: StageContext,
): Promise<StageOutcome<RecognitionFacts>> {
  const preparation = document.facts.preparation;
  if (preparation === undefined) throw new MailroomError('stage.failed', 'The document was never prepared.');
  const known = await knownPages(preparation.reading, parts.readings);
  // A single page has nothing to resume at, and keeping it would cost every one-page letter a write.
  const unread = preparation.pages.filter((page) => page.readingImage !== null && !page.isBlank).length;
  const { sharedPages, pageReadings } = parts;
  const read = (engine: Pick<OcrEngine, 'read'>) =>
    readPages(preparation, known, document, { ...parts, engine }, context);
  const pages =
    unread >= sharedPagesMin && sharedPages !== null
      ? await withSharedPages(parts.engine, pageReadings, sharedPages, { ...preparation, id: document.id }, read)
      : await read(unread > 1 ? rememberPages(parts.engine, pageReadings) : parts.engine);

  const facts = await gather(pages, parts);
  const question = questionAbout(preparation, pages);
  if (question === null) return { kind: 'advance', facts, effects: [] };
  // Paper lies in the mail room and can be scanned again; a fax or an upload cannot.
  return { kind: 'park', tray: document.channel === 'letter' ? 'rescan' : 'exceptions', question, facts };
}

function readPages(
  preparation: PreparationFacts,
  known: ReadonlyMap<number, PageReading>,
  document: DocumentSnapshot,
  {
    engine,
    turner,
    pagesUnderWay,
  }: Pick<RecognitionParts, 'turner' | 'pagesUnderWay'> & {
    readonly engine: Pick<OcrEngine, 'read'>;
  },
  context: StageContext,
): Promise<readonly ReadPage[]> {
  const total = preparation.pages.length;
  const progress = recordProgress(pagesUnderWay, document, { stage: 'recognition', total }, context.clock);
  return mapAtOnce(
    preparation.pages,
    pagesAtOnce,
    async (page): Promise<ReadPage> => {
      const reading = known.get(page.number);
      if (reading !== undefined) return { reading, turned: null, isUnread: false };
      // A blank sheet has nothing to read, and reading it would take as long as a full one.
      if (page.readingImage === null || page.isBlank) return { reading: blank(page), turned: null, isUnread: false };
      return await readPage(page, page.readingImage, { engine, turner }, context);
    },
    progress.pageDone,
  ).finally(progress.close);
}

async function knownPages(reading: Sha256 | null, readings: ReadingStore): Promise<ReadonlyMap<number, PageReading>> {
  if (reading === null) return new Map();
  const { pages } = await readings.load(reading);
  return new Map(pages.map((page) => [page.number, page]));
}

async function gather(pages: readonly ReadPage[], parts: RecognitionParts): Promise<RecognitionFacts> {
  const reading = { pages: pages.map((page) => page.reading) };
  const text = textOfReading(reading);
  const isRead = reading.pages.some((page) => page.source === 'ocr' && page.words.length > 0);
  return {
    language: detectLanguage(text),
    reading: await parts.readings.save(reading),
    pageConfidences: reading.pages.map((page) => page.confidence),
    characterCount: text.length,
    wordCount: reading.pages.reduce((sum, page) => sum + page.words.length, 0),
    engine: isRead ? `${parts.engine.name} ${parts.engine.version}` : null,
    turnedPages: pages.flatMap(({ turned }) => (turned === null ? [] : [turned])),
    ...remarksOn(pages),
  };
}

function remarksOn(pages: readonly ReadPage[]): Pick<RecognitionFacts, 'remarks'> {
  const unread = pages.filter((page) => page.isUnread).map((page) => page.reading.number);
  if (unread.length === 0) return {};
  const [named, verb] = unread.length === 1 ? ['Page', 'it'] : ['Pages', 'them'];
  const numbers = unread.slice(0, 20).join(', ');
  return { remarks: [`${named} ${numbers} could not be read by machine. Look at ${verb}; the other pages were read.`] };
}

/** What a person must be asked, or null when there is text to go on with. */
function questionAbout(preparation: PreparationFacts, pages: readonly ReadPage[]): Problem | null {
  const images = preparation.pages.filter((page) => page.readingImage !== null);
  // Nothing here was an image: a mail without words is a mail, and its attachments speak for themselves.
  if (images.length === 0 || pages.some(({ reading }) => isLegible(reading))) return null;
  const pageCount = preparation.pages.length;
  if (preparation.pages.every((page) => page.isBlank)) {
    return {
      code: 'document.empty',
      message: `All ${pageCount} pages are blank. Look at the original: was it scanned from the wrong side, or did the fax fail? Scan it again, or close the document.`,
      params: { pageCount },
    };
  }
  return {
    code: 'document.illegible',
    message: `Nothing on the ${pageCount} pages can be read by machine. Look at it: scan it again with more contrast, or say yourself what it is if it is handwriting or a photo.`,
    params: { pageCount },
  };
}
