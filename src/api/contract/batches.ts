import { z } from 'zod';
import { chainBreakKeys } from '../../domain/count-chain.ts';
import { problemFacts } from './result.ts';

/**
 * The scan station's resources.
 *
 * | call | does |
 * |---|---|
 * | `GET /scan-profiles` | `scanProfileList`: what a batch can be begun with |
 * | `GET /batches?state&profile&since&cursor&limit` | `batchPage`, newest first |
 * | `POST /batches` | `batchRequest` → 201 `batchDetail`; Idempotency-Key |
 * | `GET /batches/{id}` | `batchDetail`; ETag |
 * | `PATCH /batches/{id}` | `batchAnnouncement`: sheets, envelopes, note → `batchDetail` |
 * | `POST /batches/{id}/scans?replaces=` | multipart, many files → `uploadReceipt`; Idempotency-Key |
 * | `POST /batches/{id}/edits` | `batchEditRequest`: one undoable step → `batchDetail` |
 * | `POST /batches/{id}/undo`, `/redo` | `batchAction` → `batchDetail` |
 * | `POST /batches/{id}/release` | `batchRelease` → `batchDetail` |
 * | `POST /batches/{id}/scans/{documentId}/removal` | `scanRemoval`: takes a scan that failed out of the batch → `batchDetail` |
 * | `POST /batches/{id}/scans/{documentId}/restoration` | `batchAction`: puts it back; it is prepared once more → `batchDetail` |
 * | `POST /batches/{id}/discard` | `batchDiscard` → `batchDetail` |
 * | `GET /batches/{id}/count-sheet` | the count chain as PDF, as it was archived when the batch was closed |
 *
 * Every change names the `revision` the page showed; a newer one is refused (409 `revision.stale`: load, and try again).
 * A batch that is not open any more refuses with 409 `batch.closed`. A release whose chain does not add up is refused with
 * 409 `batch.incomplete` unless it brings a reason; nothing but waiting helps while scans are under way.
 * Clerks, leads and administrators change (`scanBatches`), everybody who reads documents reads.
 *
 * Page images are `GET /documents/{documentId}/pages/{page}/image?width=`. They are upright as the machine sees it; the
 * clerk's own `turn` is not in them, so turn the picture by it. Live: event `batch` when a batch changes, event `document`
 * (its `documentId` is one of `scans`) while its scans move.
 */
const batchId = z.string().max(80);

export const scanProfileView = z.object({
  key: z.string(),
  name: z.object({ de: z.string(), en: z.string() }),
  site: z.string(),
  channel: z.enum(['letter', 'fax']),
  isDuplex: z.boolean(),
  colour: z.enum(['black-white', 'grey', 'colour']),
  dropsBlanks: z.boolean(),
  hasHotFolder: z.boolean(),
  hasDevice: z.boolean(),
});
export type ScanProfileView = z.infer<typeof scanProfileView>;
export const scanProfileList = z.object({ items: z.array(scanProfileView) });

export const batchState = z.enum(['open', 'released', 'discarded']);
export const turn = z.literal([0, 90, 180, 270]);
export const dropReason = z.enum(['blank', 'separator', 'removed', 'rescanned']);
export const cutReason = z.enum(['first', 'patch', 'separator', 'blank', 'count', 'content', 'clerk']);
export const pageFlaw = z.enum(['low-resolution', 'low-contrast', 'blurred', 'cut-off', 'dark', 'skewed']);

export const countChain = z.object({
  announcedEnvelopes: z.number().int().nullable(),
  announcedSheets: z.number().int().nullable(),
  scans: z.number().int(),
  sheetsScanned: z.number().int(),
  separatorSheets: z.number().int(),
  rescannedSheets: z.number().int(),
  /** Held against `announcedSheets`: all sheets but separator sheets and replaced ones. */
  sheetsOfPost: z.number().int(),
  images: z.number().int(),
  kept: z.number().int(),
  blank: z.number().int(),
  separators: z.number().int(),
  removed: z.number().int(),
  rescanned: z.number().int(),
  documents: z.number().int(),
  /** Null until the release; afterwards the work items offered so far. */
  workItems: z.number().int().nullable(),
  /** Empty: it adds up. */
  breaks: z.array(z.object({ key: z.enum(chainBreakKeys), expected: z.number().int(), counted: z.number().int() })),
});
export type CountChainView = z.infer<typeof countChain>;

/** One line of the list of batches. */
export const batchRow = z.object({
  id: z.string(),
  profile: z.string(),
  site: z.string(),
  channel: z.enum(['letter', 'fax']),
  /** Account id, or the name of the hot folder; `operatorName` is for people. */
  operator: z.string(),
  operatorName: z.string().nullable(),
  station: z.string().nullable(),
  receivedAt: z.string(),
  createdAt: z.string(),
  state: batchState,
  announcedSheets: z.number().int().nullable(),
  announcedEnvelopes: z.number().int().nullable(),
  note: z.string().nullable(),
  revision: z.number().int(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedByName: z.string().nullable(),
  /** The count chain as a page under retention, `GET /batches/{id}/count-sheet`; null until the batch is closed. */
  countSheetSha256: z.string().nullable(),
  /** Why it was released although the count does not add up, or discarded. */
  reason: z.string().nullable(),
  scanCount: z.number().int(),
  /** Scans whose pages are still being made, and scans that could not be opened. */
  scansUnderWay: z.number().int(),
  scansFailed: z.number().int(),
  imageCount: z.number().int(),
  /** After the release the documents that came of it; before, those that would come of it now. Null once discarded. */
  documentCount: z.number().int().nullable(),
  /** Pages in documents, as counted at the release; before, as they lie now. Null once discarded. */
  keptCount: z.number().int().nullable(),
});
export type BatchRow = z.infer<typeof batchRow>;

export const batchQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: batchState.optional(),
  profile: z.string().max(60).optional(),
  /** Begun at this instant or later. */
  since: z.iso.datetime({ offset: true }).optional(),
});
export const batchPage = z.object({ items: z.array(batchRow), nextCursor: z.string().nullable() });
export type BatchPage = z.infer<typeof batchPage>;

/** A page by where it was scanned: page `page` (from 1) of the scan `documentId`. Never changes, so it is the key of a thumbnail. */
export const scannedPage = z.object({ documentId: z.string().max(80), page: z.number().int().min(1).max(100_000) });
export type ScannedPageRef = z.infer<typeof scannedPage>;

export const lightTablePage = scannedPage.extend({
  /** What the clerk turned it by, clockwise; the image does not have it. */
  turn,
  /** Null while it belongs to its document. */
  dropped: dropReason.nullable(),
  isForRescan: z.boolean(),
  isBlank: z.boolean(),
  /** Null for pages that never were an image, or when nobody measured. */
  quality: z.object({ score: z.number(), flaws: z.array(pageFlaw) }).nullable(),
  widthMm: z.number(),
  heightMm: z.number(),
  /** Whether the page's image can be had yet. */
  hasImage: z.boolean(),
  /** Of a scan whose pages are still being made: it can be looked at, but not edited, and the count does not know it. */
  isComing: z.boolean(),
});
export type LightTablePage = z.infer<typeof lightTablePage>;

export const lightTablePart = z.object({
  cut: cutReason,
  /** A person should look at this cut; `confirmCut` says it is right. */
  isDoubtful: z.boolean(),
  given: z
    .object({
      classKey: z.string().nullable(),
      profile: z.string().nullable(),
      archiveNumber: z.string().nullable(),
    })
    .nullable(),
  /** In their order; dropped ones stand where they lay. A part may consist of dropped pages alone: no document comes of it. */
  pages: z.array(lightTablePage),
});
export type LightTablePart = z.infer<typeof lightTablePart>;

/** One file that was scanned into the batch. */
export const batchScan = z.object({
  documentId: z.string(),
  submissionId: z.string(),
  filename: z.string(),
  addedAt: z.string(),
  /** `waiting` and `preparing`: pages are being made; `held`: on the light table; `failed`: `problem` says why; `done`: taken apart after the release, or discarded. */
  state: z.enum(['waiting', 'preparing', 'held', 'failed', 'done']),
  pageCount: z.number().int().nullable(),
  /** Pages made so far, of how many; null unless they are being made. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  problem: problemFacts.nullable(),
  /** The pages that this scan takes the place of; empty for most. */
  replaces: z.array(scannedPage),
  /** What is missing of the file or odd about it, in sentences. */
  remarks: z.array(z.string()),
  /** The same file came before, into this batch or another one: when, and where it is. */
  sameAs: z
    .object({ documentId: z.string(), batchId: z.string(), profile: z.string(), addedAt: z.string() })
    .nullable(),
});
export type BatchScan = z.infer<typeof batchScan>;

/** A scan that could not be opened and was taken out of the batch, which is counted without it. */
export const removedScan = z.object({
  documentId: z.string(),
  filename: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type RemovedScan = z.infer<typeof removedScan>;

export const batchDetail = batchRow.extend({
  parts: z.array(lightTablePart),
  /** While the batch is open without those that were taken out. */
  scans: z.array(batchScan),
  removedScans: z.array(removedScan),
  countChain,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type BatchDetail = z.infer<typeof batchDetail>;

const sheets = z.number().int().min(0).max(100_000);

export const batchRequest = z.object({
  profile: z.string().max(60),
  station: z.string().trim().min(1).max(120).optional(),
  /** The legal receipt of everything in it; default now, never in the future or over ten years back. */
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  announcedSheets: sheets.nullable().optional(),
  announcedEnvelopes: sheets.nullable().optional(),
  note: z.string().trim().max(1000).optional(),
  /** The device writes a file a page, so that a new file begins no document; default as the profile says. */
  isFilePerPage: z.boolean().optional(),
  /** Whether both sides of each sheet are scanned; default as the profile says. */
  isDuplex: z.boolean().optional(),
});
export type BatchRequest = z.infer<typeof batchRequest>;

/** What is left out stays; null takes an announcement back. */
export const batchAnnouncement = z.object({
  revision: z.number().int(),
  announcedSheets: sheets.nullable().optional(),
  announcedEnvelopes: sheets.nullable().optional(),
  note: z.string().trim().max(1000).nullable().optional(),
});

export const scanQuery = z.object({
  /**
   * For a rescan: `documentId:page,documentId:page`. When the new scan's pages are ready they stand in the place of these,
   * which become `dropped: rescanned`.
   */
  replaces: z
    .string()
    .max(10_000)
    .regex(/^doc_[0-9a-f-]{36}:[1-9]\d{0,5}(,doc_[0-9a-f-]{36}:[1-9]\d{0,5})*$/)
    .optional(),
});

const pages = z.array(scannedPage).min(1).max(2000);

/** What a clerk can do to the light table. Parts are named by any page in them. */
export const batchEdit = z.discriminatedUnion('kind', [
  /** `page` begins a document. */
  z.object({ kind: z.literal('cut'), page: scannedPage }),
  /** The part of `page` goes to the end of the part before it. */
  z.object({ kind: z.literal('merge'), page: scannedPage }),
  /** The doubtful cut before the part of `page` is right. */
  z.object({ kind: z.literal('confirmCut'), page: scannedPage }),
  /** Into the part of `into`, before its page `before`, or at its end. The pages keep the order they are given in. */
  z.object({ kind: z.literal('move'), pages, into: scannedPage, before: scannedPage.nullable() }),
  /** As a part of their own, before the part of `before`, or at the end of the batch. */
  z.object({ kind: z.literal('moveOut'), pages, before: scannedPage.nullable() }),
  /** Clockwise, on top of what they are turned by already. */
  z.object({ kind: z.literal('turn'), pages, by: z.literal([90, 180, 270]) }),
  z.object({ kind: z.literal('drop'), pages, reason: z.enum(['blank', 'removed']) }),
  /** Back into their documents, whatever they were dropped for. */
  z.object({ kind: z.literal('restore'), pages }),
  z.object({ kind: z.literal('markForRescan'), pages, isForRescan: z.boolean() }),
  /** `by`, wherever they lie now, take the place of `pages`, which become `rescanned`. */
  z.object({ kind: z.literal('replace'), pages, by: pages }),
]);
export type BatchEditRequest = z.infer<typeof batchEdit>;

export const batchEditRequest = z.object({ revision: z.number().int(), edits: z.array(batchEdit).min(1).max(100) });
export const batchAction = z.object({ revision: z.number().int() });
export const batchRelease = z.object({
  revision: z.number().int(),
  /** Why it is released although the chain does not add up; kept for the auditors. */
  reason: z.string().trim().min(3).max(1000).optional(),
});
export const batchDiscard = z.object({ revision: z.number().int(), reason: z.string().trim().min(3).max(1000) });

export const scanRemoval = batchDiscard;

export const batchScanParams = z.object({ id: batchId, documentId: z.string().max(80) });
export const batchParams = z.object({ id: batchId });

/** The live event of a batch that changed. */
export const batchEvent = z.object({
  type: z.literal('batch'),
  batchId: z.string(),
  state: batchState,
  revision: z.number().int(),
});
