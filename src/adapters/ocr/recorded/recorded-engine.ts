import { MailroomError } from '../../../domain/errors.ts';
import type { PageReading } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import type { OcrEngine, PageToRead } from '../../../ports/ocr-engine.ts';
import { engineClosed, givenUp } from '../page-failures.ts';

/** What a recorded page answers: the same for every language, or one reading for each, or a failure. */
export type Recording = PageReading | Readonly<Partial<Record<'de' | 'en', PageReading>>> | MailroomError;

/** Replays what was read before, so that tests of everything after reading take milliseconds and never differ. */
export function createRecordedEngine(recordings: ReadonlyMap<Sha256, Recording>): OcrEngine {
  let isClosed = false;

  async function read(image: Sha256, page: PageToRead, signal: AbortSignal): Promise<PageReading> {
    if (isClosed) throw engineClosed();
    if (signal.aborted) throw givenUp(page.number);
    const recording = recordings.get(image);
    if (recording instanceof MailroomError) throw recording;
    if (recording === undefined) throw new MailroomError('object.missing', `Nothing was recorded for ${image}.`);
    const reading = 'words' in recording ? recording : recording[page.languages[0] ?? 'de'];
    return { ...(reading ?? empty), number: page.number };
  }

  return {
    name: 'recorded',
    version: '1',
    read,
    async probe() {},
    async [Symbol.asyncDispose]() {
      isClosed = true;
    },
  };
}

const empty: PageReading = { number: 1, words: [], confidence: 0, source: 'ocr' };
