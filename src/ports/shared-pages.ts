import type { DocumentId } from '../domain/ids.ts';
import type { PageReadingKey } from './page-readings.ts';

export interface OfferedPage extends PageReadingKey {
  readonly number: number;
}

/** A page in the hands of one worker until it is disposed of; the lease is kept up meanwhile. */
export interface HeldPage extends AsyncDisposable {
  readonly page: OfferedPage;
}

/**
 * Pages of long documents that several workers read together. Nothing depends on it: a page that nobody else reads is
 * read by the worker that has the document, and one that a dead worker held is free when its lease ends.
 */
export interface SharedPages {
  offer(documentId: DocumentId, pages: readonly OfferedPage[]): Promise<void>;
  /** Null while another worker holds it. A page that is not offered any more is anybody's. */
  hold(page: OfferedPage): Promise<HeldPage | null>;
  /** A page that another worker offered and nobody holds, from the end of its document; null when there is none. */
  holdAny(reader: string): Promise<HeldPage | null>;
  /** The page is read, or cannot be read here: it is not offered any more. */
  close(page: PageReadingKey): Promise<void>;
  withdraw(documentId: DocumentId): Promise<void>;
}
