import type { ChildDocument } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { PreparationFacts } from '../domain/facts.ts';
import type { PageReading, PreparedPage } from '../domain/page.ts';
import type { ObjectRef } from '../domain/sha256.ts';
import type { Tray } from '../domain/tray.ts';

export type Opened =
  | { readonly kind: 'opened'; readonly facts: PreparationFacts; readonly children: readonly ChildDocument[] }
  /** The bytes cannot or must not be opened on: encrypted, torn, a bomb, too deep … The original stays as it is. */
  | { readonly kind: 'refused'; readonly tray: Tray; readonly problem: Problem };

/** What became of one page of a file: at which a restart resumes, and which people see while later ones are made. */
export interface OpenedPage {
  /** Counted from 1. */
  readonly filePage: number;
  /** Null when it could not be read. */
  readonly page: PreparedPage | null;
  /** Its own text; null when it must be read from its image. */
  readonly reading: PageReading | null;
  readonly flaw: 'torn' | 'oddly-blank' | null;
}

/** Pages of a long file while it is opened. */
export interface OpeningPages {
  /** The first pages, in their order, as an earlier attempt made them: they are taken over and not made again. */
  readonly made: readonly OpenedPage[];
  /** Told of each further page in its order, when its images are safe. Must not throw. */
  onPage(page: OpenedPage, pageCount: number): void;
}

/**
 * Opens hostile bytes: finds out what they are, takes them apart, and makes upright page images. Every byte is parsed
 * in a child process with a time and a memory limit; its death refuses one document and delays no other.
 */
export interface DocumentOpener {
  open(
    original: ObjectRef,
    hint: {
      readonly filename: string;
      readonly declaredMediaType: string | null;
      readonly depth: number;
      readonly channel: string;
      /** Dates the pages laid out for mails and texts. */
      readonly receivedAt: Date;
      /** A scan, on whose page images separators are looked for. Default: not. */
      readonly findsSeparators?: boolean;
    },
    signal: AbortSignal,
    pages?: OpeningPages,
  ): Promise<Opened>;
}
