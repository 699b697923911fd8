/**
 * What was announced, scanned, dropped and kept of a batch, link by link: the proof that no sheet was lost between the
 * tray and the archive. Counted before the release, written down with it.
 */
export interface CountChain {
  /** As the clerk counted them before scanning; null when nobody did. Sheets of post: separator sheets are not among them. */
  readonly announcedEnvelopes: number | null;
  readonly announcedSheets: number | null;
  readonly scans: number;
  /** All sheets that went through the scanner. */
  readonly sheetsScanned: number;
  readonly separatorSheets: number;
  /** Sheets of which a side was replaced by a rescan: the same paper went through the scanner twice. */
  readonly rescannedSheets: number;
  /** `sheetsScanned - separatorSheets - rescannedSheets`: what is held against the announced sheets. */
  readonly sheetsOfPost: number;
  /** Sides that were scanned. */
  readonly images: number;
  readonly kept: number;
  readonly blank: number;
  readonly separators: number;
  readonly removed: number;
  readonly rescanned: number;
  /** Parts with at least one page. */
  readonly documents: number;
  /** Offered so far; null until the release. */
  readonly workItems: number | null;
  readonly breaks: readonly ChainBreak[];
}

/**
 * Where the chain does not add up.
 * `scans-under-way`: pages are still being made; nothing else can be said yet, and no reason helps.
 * `scans-failed`: a scan waits in a tray because it could not be opened.
 * `scan-torn`: a scan breaks off or is damaged, so pages may be missing that nobody could count.
 * `scans-repeated`: the same file is in another batch that was not discarded, or came into this one before.
 * `sheets-missing`, `sheets-extra`: fewer or more sheets of post than announced.
 * `images-odd`: a duplex scan lacks a side (`images = 2 × sheets` does not hold).
 * `pages-unplaced`: images that stand in no part.
 * `rescans-open`: pages that a clerk marked for rescan.
 * `envelopes-missing`: fewer documents than envelopes.
 * `documents-none`: nothing would come out of it.
 */
export const chainBreakKeys = [
  'scans-under-way',
  'scans-failed',
  'scan-torn',
  'scans-repeated',
  'sheets-missing',
  'sheets-extra',
  'images-odd',
  'pages-unplaced',
  'rescans-open',
  'envelopes-missing',
  'documents-none',
] as const;

export type ChainBreakKey = (typeof chainBreakKeys)[number];

export interface ChainBreak {
  readonly key: ChainBreakKey;
  /** What should have been there and what is; for the keys that only count, `expected` is 0. */
  readonly expected: number;
  readonly counted: number;
}
