import type { OcrEngine } from '../ports/ocr-engine.ts';
import { readingFromText } from './reading-from-text.ts';

/** A reader that knows what stands on a page by its number, for scans that only look like pages. */
export function createReaderByNumber(texts: readonly string[]): OcrEngine & { readonly pagesRead: number[] } {
  const pagesRead: number[] = [];
  return {
    name: 'by-number',
    version: '1',
    pagesRead,
    async read(_image, { number }) {
      pagesRead.push(number);
      const [page] = readingFromText(texts[number - 1] ?? '', { source: 'ocr' }).pages;
      if (page === undefined) throw new Error('A text has at least one page.');
      return { ...page, number };
    },
    async probe() {},
    async [Symbol.asyncDispose]() {},
  };
}
