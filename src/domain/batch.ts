import type { DocumentId } from './ids.ts';
import type { SeparatorData } from './separator.ts';

/** What the mail room scans as one unit. */
export type BatchState = 'open' | 'released' | 'discarded';

/** Clockwise quarter turns. */
export type Turn = 0 | 90 | 180 | 270;

/** One side of a sheet: page `page` (from 1) of the scan `documentId`. */
export interface ScannedPage {
  readonly documentId: DocumentId;
  readonly page: number;
}

/** Why a page is in none of the documents. Nothing is deleted: each drop is a record and can be undone. */
export type DropReason = 'blank' | 'separator' | 'removed' | 'rescanned';

/** Why a document begins at a page. Only `content` and what a reader is unsure of are doubtful. */
export type CutReason = 'first' | 'patch' | 'separator' | 'blank' | 'count' | 'content' | 'clerk';

export interface LayoutPage extends ScannedPage {
  /** What the clerk turned it by, on top of what the machine did. */
  readonly turn: Turn;
  /** Null while it belongs to its document. */
  readonly dropped: DropReason | null;
  /** The clerk wants this sheet scanned again; it blocks the release until then or until the wish is withdrawn. */
  readonly isForRescan: boolean;
}

/** One document to be: its pages in order, dropped ones among them so that they stay where they lay. */
export interface LayoutPart {
  readonly pages: readonly LayoutPage[];
  readonly cut: CutReason;
  /** A person should look at this cut before the release. */
  readonly isDoubtful: boolean;
  /** What the separator before it says; for this document and for no other. */
  readonly given: SeparatorData | null;
}

/** How a batch (or one scan) falls into documents. Every scanned page stands in exactly one part. */
export interface BatchLayout {
  readonly parts: readonly LayoutPart[];
}
