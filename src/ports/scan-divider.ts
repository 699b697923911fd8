import type { ObjectRef } from '../domain/sha256.ts';

/** A scan's file as preparation found it. */
export interface ScanSource {
  readonly original: ObjectRef;
  /** By content. */
  readonly mediaType: string;
  /** Pages that preparation made of it. */
  readonly pageCount: number;
}

/** One page of the file that is made. */
export interface TakenPage {
  /** Position in the list of scans, from 0. */
  readonly scan: number;
  /** Page of that scan's file, from 1. */
  readonly filePage: number;
  /** Physical size of the page as the file has it, for a picture that becomes a page of a PDF. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Clockwise quarter turns to set on a page that is drawn from the PDF; images are turned apart. */
  readonly turn: 0 | 90 | 180 | 270;
}

export interface Extract {
  readonly original: ObjectRef;
  readonly mediaType: string;
}

/**
 * Makes of scans one file a document, each with exactly its pages and nothing of any other page: pixels, text and
 * pictures are copied as they are, never compressed again. Pages of TIFFs stay a TIFF, of PDFs a PDF; all pages of a file
 * stay the object they are; everything else becomes a PDF. Equal orders give equal bytes.
 *
 * Works in a bounded child process. Throws `document.unreadable` when a file cannot be taken apart so.
 */
export interface ScanDivider {
  divide(
    scans: readonly ScanSource[],
    parts: readonly (readonly TakenPage[])[],
    signal: AbortSignal,
  ): Promise<readonly Extract[]>;
}
