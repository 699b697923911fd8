import type { PageReading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';

export interface PageToRead {
  readonly number: number;
  readonly languages: readonly ('de' | 'en')[];
  /** `other` takes the page apart in another way: for pages that the usual one read poorly. */
  readonly way?: 'usual' | 'other';
}

/**
 * Reads words from one upright page image in the object store. Calls beyond the engine's capacity wait their turn.
 * - Aborting `signal` or passing the time limit ends this page only, with `document.too_slow`; a crash of the reader
 *   ends this page only, with `stage.failed`; the next page finds a fresh reader.
 * - A page without words is an empty reading, not an error.
 */
export interface OcrEngine extends AsyncDisposable {
  readonly name: string;
  readonly version: string;
  read(image: Sha256, page: PageToRead, signal: AbortSignal): Promise<PageReading>;
  /** Readers that have nothing to do right now; an engine that does not say lends none. */
  spareReaders?(): number;
  /** Rejects with what is missing and how to install it. */
  probe(): Promise<void>;
}
