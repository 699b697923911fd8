import type { BatchLayout, LayoutPage } from '../../domain/batch.ts';
import type { ChainBreak, ChainBreakKey, CountChain } from '../../domain/count-chain.ts';
import type { DocumentId } from '../../domain/ids.ts';
import { keyOf } from './apply-edit.ts';

export interface CountedScan {
  readonly documentId: DocumentId;
  readonly state: 'under-way' | 'failed' | 'laid';
  /** Sides in it; 0 while nobody knows. */
  readonly images: number;
  /** A rescan of single pages, often from the flatbed: it may well be one-sided. */
  readonly isRescan?: boolean;
  /** The file breaks off or is damaged: sides may be missing that nobody could count. */
  readonly isTorn?: boolean;
  /** The same file came before, into this batch or another one. */
  readonly isRepeated?: boolean;
}

export interface Counted {
  readonly announcedEnvelopes: number | null;
  readonly announcedSheets: number | null;
  readonly isDuplex: boolean;
  /** Every file is a page, so a sheet's two sides lie in two files. */
  readonly isFilePerPage: boolean;
  readonly scans: readonly CountedScan[];
  readonly layout: BatchLayout;
  readonly workItems: number | null;
}

/** Counts a batch from the envelopes to the documents, and says which link does not hold. */
export function countChain(counted: Counted): CountChain {
  const { layout, isDuplex, announcedSheets, announcedEnvelopes } = counted;
  const pages = layout.parts.flatMap((part) => part.pages);
  const laid = counted.scans.filter(({ state }) => state === 'laid');
  const failed = counted.scans.filter(({ state }) => state === 'failed').length;
  const underWay = counted.scans.filter(({ state }) => state === 'under-way').length;
  const sheets = sheetsOf(counted, laid, new Map(pages.map((page) => [keyOf(page), page])));
  const images = laid.reduce((sum, scan) => sum + scan.images, 0);
  const dropped = (reason: LayoutPage['dropped']): number => pages.filter((page) => page.dropped === reason).length;
  const isRescanned = (sheet: Sheet): boolean => sheet.sides.some((side) => side.dropped === 'rescanned');
  const isSeparator = (sheet: Sheet): boolean =>
    sheet.sides.some((side) => side.dropped === 'separator') && !sheet.sides.some((side) => side.dropped === null);
  const rescannedSheets = sheets.filter(isRescanned).length;
  const separatorSheets = sheets.filter((sheet) => !isRescanned(sheet) && isSeparator(sheet)).length;
  const sheetsOfPost = sheets.length - rescannedSheets - separatorSheets;
  const documents = layout.parts.filter((part) => part.pages.some((page) => page.dropped === null)).length;
  const rescansOpen = pages.filter((page) => page.isForRescan).length;
  // A torn scan of which every page was removed or scanned again is no longer part of what is released.
  const isGivenUp = (page: LayoutPage): boolean => page.dropped === 'removed' || page.dropped === 'rescanned';
  const torn = laid.filter(
    ({ isTorn, documentId }) =>
      isTorn === true && pages.some((page) => page.documentId === documentId && !isGivenUp(page)),
  ).length;
  // Blank sides of clean scanners are equal to the byte, and separator sheets are used again; only letters count.
  const repeated = laid.filter(
    ({ isRepeated, documentId }) =>
      isRepeated === true && pages.some((page) => page.documentId === documentId && page.dropped === null),
  ).length;

  const breaks: ChainBreak[] = [];
  const broken = (key: ChainBreakKey, expected: number, found: number): void => {
    breaks.push({ key, expected, counted: found });
  };
  if (underWay > 0) broken('scans-under-way', 0, underWay);
  if (failed > 0) broken('scans-failed', 0, failed);
  if (torn > 0) broken('scan-torn', 0, torn);
  if (repeated > 0) broken('scans-repeated', 0, repeated);
  if (announcedSheets !== null && sheetsOfPost < announcedSheets)
    broken('sheets-missing', announcedSheets, sheetsOfPost);
  if (announcedSheets !== null && sheetsOfPost > announcedSheets) broken('sheets-extra', announcedSheets, sheetsOfPost);
  const fed = laid.filter(({ isRescan }) => isRescan !== true);
  const fedImages = fed.reduce((sum, scan) => sum + scan.images, 0);
  const fedSides = 2 * sheetsOf(counted, fed, new Map()).length;
  if (isDuplex && fedImages !== fedSides) broken('images-odd', fedSides, fedImages);
  if (pages.length !== images) broken('pages-unplaced', images, pages.length);
  if (rescansOpen > 0) broken('rescans-open', 0, rescansOpen);
  if (announcedEnvelopes !== null && documents < announcedEnvelopes)
    broken('envelopes-missing', announcedEnvelopes, documents);
  if (documents === 0) broken('documents-none', 1, 0);

  return {
    announcedEnvelopes,
    announcedSheets,
    scans: counted.scans.length,
    sheetsScanned: sheets.length,
    separatorSheets,
    rescannedSheets,
    sheetsOfPost,
    images,
    kept: dropped(null),
    blank: dropped('blank'),
    separators: dropped('separator'),
    removed: dropped('removed'),
    rescanned: dropped('rescanned'),
    documents,
    workItems: counted.workItems,
    breaks,
  };
}

interface Sheet {
  readonly sides: readonly LayoutPage[];
}

function sheetsOf(
  { isDuplex, isFilePerPage }: Counted,
  scans: readonly CountedScan[],
  pages: ReadonlyMap<string, LayoutPage>,
): readonly Sheet[] {
  const runs = scans.map(({ documentId, images }) =>
    Array.from({ length: images }, (_, index) => `${documentId}:${index + 1}`),
  );
  const sidesEach = isDuplex ? 2 : 1;
  // Two files share no sheet, unless each file is a page.
  return (isFilePerPage ? [runs.flat()] : runs).flatMap((run) =>
    Array.from({ length: Math.ceil(run.length / sidesEach) }, (_, index) => ({
      sides: run.slice(index * sidesEach, (index + 1) * sidesEach).flatMap((key) => pages.get(key) ?? []),
    })),
  );
}
