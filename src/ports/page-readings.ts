import type { PageReading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';

/** What a reading depends on: the same image, read by the same reader in the same way, gives the same words. */
export interface PageReadingKey {
  readonly image: Sha256;
  /** Engine, version, languages and way of reading, as one text. */
  readonly reader: string;
}

/**
 * Pages that were read while their document was not through yet, so that a restart resumes at the page. Kept for some
 * days only: what stays is the document's own reading.
 */
export interface PageReadings {
  find(key: PageReadingKey): Promise<PageReading | null>;
  /** Keeping a page twice keeps the first. */
  keep(key: PageReadingKey, reading: PageReading): Promise<void>;
}
