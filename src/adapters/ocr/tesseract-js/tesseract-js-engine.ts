import { readFile } from 'node:fs/promises';
import { MailroomError } from '../../../domain/errors.ts';
import type { PageReading } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import type { OcrEngine, PageToRead } from '../../../ports/ocr-engine.ts';
import { findModels } from '../models/find-models.ts';
import { engineClosed, givenUp, readerFailed, tooSlow } from '../page-failures.ts';
import { parseTsv } from '../parse-tsv.ts';
import { languageNameOf, parametersFor } from '../reading-parameters.ts';
import { createWaitingLine } from '../waiting-line.ts';
import { chooseCore, wasmPathOf } from './core.ts';
import { type Reader, startReader } from './reader.ts';
import type { ReaderAnswer } from './reader-protocol.ts';
import { type WasmModule, webAssembly } from './web-assembly.ts';

export interface TesseractJsParts {
  readonly store: ObjectStore;
  /** Pages read at the same time. Each reader takes a processor and about 130 MB. */
  readonly poolSize: number;
  readonly pageSecondsMax: number;
  /** Folder with `deu.traineddata` and `eng.traineddata` to use instead of our own; null for ours. */
  readonly modelFolder?: string | null;
  /** Parameters for Tesseract beside ours, for measurements. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** WebAssembly memory grows and never shrinks, so a reader is replaced now and then. Starting one takes about 0.3 s. */
const pagesPerReaderMax = 500;

/** Reads with Tesseract in WebAssembly: nothing to install, nothing fetched. Threads start with the first page. */
export function createTesseractJsEngine(parts: TesseractJsParts): OcrEngine {
  const models = findModels(parts.modelFolder ?? null);
  const core = chooseCore();
  const line = createWaitingLine(parts.poolSize);
  const idle: Reader[] = [];
  const all = new Set<Reader>();
  const closing = new AbortController();
  let module: Promise<WasmModule> | null = null;

  async function takeReader(): Promise<Reader> {
    const rested = idle.pop();
    if (rested !== undefined) return rested;
    module ??= readFile(wasmPathOf(core)).then((bytes) => webAssembly.compile(bytes));
    const reader = startReader({
      core,
      module: await module,
      models: models.paths,
    });
    all.add(reader);
    return reader;
  }

  async function discard(reader: Reader): Promise<void> {
    all.delete(reader);
    await reader.end();
  }

  async function readFileWith(path: string, page: PageToRead, signal: AbortSignal): Promise<ReaderAnswer> {
    const reader = await takeReader();
    let isFit = false;
    try {
      const answer = await reader.read(
        {
          path,
          language: languageNameOf(page.languages),
          parameters: { ...parametersFor(page.way), ...parts.parameters },
        },
        signal,
      );
      isFit = answer.kind !== 'failed' && reader.pagesRead < pagesPerReaderMax && !closing.signal.aborted;
      return answer;
    } finally {
      if (isFit) idle.push(reader);
      else await discard(reader);
    }
  }

  async function read(image: Sha256, page: PageToRead, signal: AbortSignal): Promise<PageReading> {
    const ended = AbortSignal.any([signal, closing.signal]);
    let leave = (): void => {};
    const limit = new AbortController();
    try {
      leave = await line.enter(ended);
      await using file = await parts.store.checkout(image, ended);
      // The clock starts with the page's own turn: waiting in line is not the page's fault.
      const timer = setTimeout(() => limit.abort(), parts.pageSecondsMax * 1000);
      try {
        const stop = AbortSignal.any([ended, limit.signal]);
        const answer = await readFileWith(file.path, page, stop);
        if (answer.kind === 'read') return parseTsv(answer.tsv, page.number);
        throw readerFailed(page.number, answer.kind === 'failed' ? answer.detail : 'the page image cannot be decoded');
      } finally {
        clearTimeout(timer);
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

  async function probe(): Promise<void> {
    const missing = ['deu', 'eng'].filter((language) => models.paths[language] === undefined);
    if (missing.length > 0) {
      throw new MailroomError(
        'ocr.unavailable',
        `The language data for ${missing.join(' and ')} is missing. Install the package again with "npm install", or name a folder that holds it.`,
      );
    }
  }

  return {
    name: 'tesseract.js',
    version: `7.0.0 ${core.includes('simd') ? 'simd' : 'plain'}; ${models.summary}`,
    read,
    spareReaders: line.free,
    probe,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all([...all].map(discard));
    },
  };
}
