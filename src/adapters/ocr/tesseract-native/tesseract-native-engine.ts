import { MailroomError } from '../../../domain/errors.ts';
import type { PageReading } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import type { OcrEngine, PageToRead } from '../../../ports/ocr-engine.ts';
import { engineClosed, givenUp, readerFailed, tooSlow } from '../page-failures.ts';
import { parseTsv } from '../parse-tsv.ts';
import { languageNameOf, parametersFor } from '../reading-parameters.ts';
import { createWaitingLine } from '../waiting-line.ts';
import { findNativeTesseract } from './native-tesseract.ts';
import { createReaderPool } from './reader-pool.ts';

export interface TesseractNativeParts {
  readonly store: ObjectStore;
  readonly poolSize: number;
  readonly pageSecondsMax: number;
  /** As `findNativeTesseract` found it. */
  readonly version: string;
  readonly program?: string;
}

/** Reads with the system's Tesseract: as many processes as pages at once, each killed when a page takes too long. */
export function createTesseractNativeEngine(parts: TesseractNativeParts): OcrEngine {
  const program = parts.program ?? 'tesseract';
  const line = createWaitingLine(parts.poolSize);
  const closing = new AbortController();
  const pool = createReaderPool(program, parts.poolSize);
  const underWay = new Set<Promise<unknown>>();

  async function readPage(image: Sha256, page: PageToRead, signal: AbortSignal): Promise<string> {
    await using file = await parts.store.checkout(image, signal);
    const parameters = Object.entries(parametersFor(page.way)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const args = ['-l', languageNameOf(page.languages), '--oem', '1', ...parameters];
    return await pool.read(args, file.path, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw readerFailed(page.number, error instanceof Error ? error.message : 'tesseract was killed');
    });
  }

  async function read(image: Sha256, page: PageToRead, signal: AbortSignal): Promise<PageReading> {
    const ended = AbortSignal.any([signal, closing.signal]);
    const limit = new AbortController();
    let leave = (): void => {};
    try {
      leave = await line.enter(ended);
      const timer = setTimeout(() => limit.abort(), parts.pageSecondsMax * 1000);
      const stop = AbortSignal.any([ended, limit.signal]);
      const reading = readPage(image, page, stop);
      underWay.add(reading);
      try {
        return parseTsv(await reading, page.number);
      } finally {
        clearTimeout(timer);
        underWay.delete(reading);
      }
    } catch (error) {
      if (limit.signal.aborted) throw tooSlow(page.number, parts.pageSecondsMax);
      if (closing.signal.aborted) throw engineClosed();
      if (signal.aborted) throw givenUp(page.number);
      throw error;
    } finally {
      leave();
    }
  }

  return {
    name: 'tesseract-native',
    version: parts.version,
    read,
    spareReaders: line.free,
    async probe() {
      const found = await findNativeTesseract(program);
      if (found.kind === 'unusable') throw new MailroomError('ocr.unavailable', found.sentence);
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.allSettled([...underWay]);
      await pool[Symbol.asyncDispose]();
    },
  };
}
