import type { BatchLayout, CutReason, DropReason, LayoutPage, LayoutPart, ScannedPage } from '../../domain/batch.ts';
import type { PageSigns } from '../../domain/page-signs.ts';
import type { SeparationMethod } from '../../domain/scan-profile.ts';
import type { FoundCode, SeparatorData } from '../../domain/separator.ts';
import { beginsByContent } from './page-signs.ts';
import { usualSeparation } from './read-separator.ts';
import { separatorOfPage } from './separator-of-page.ts';
import { noSeparatorData, parseSeparatorText } from './separator-text.ts';

/** What the rules look at; pages in the order in which the paper lay. */
export interface SearchedPage extends ScannedPage {
  readonly isBlank: boolean;
  readonly codes: readonly FoundCode[];
  readonly signs?: PageSigns | undefined;
  /** Page of the file where pages before it were left out: which side of its sheet it is. */
  readonly filePage?: number | undefined;
}

export interface LayoutOptions {
  /** Blank sides go into no document. */
  readonly dropsBlanks: boolean;
  /** Pages 1 and 2 of a scan are one sheet, 3 and 4 the next. */
  readonly isDuplex: boolean;
  /** The device writes a file a page, so that a new file begins no document; sheets are then counted over all files. */
  readonly isFilePerPage?: boolean;
  /** Signs of pages that lie there already. */
  readonly signsOf?: (page: ScannedPage) => PageSigns | undefined;
}

/**
 * A patch code below this stands somewhere in the middle of a sheet and may be a table's rules. It cuts, because two
 * customers in one document are worse than a letter in two, but the cut is doubtful and the page is kept.
 */
const sureConfidence = 0.7;

interface OpenPart {
  pages: LayoutPage[];
  cut: CutReason;
  isDoubtful: boolean;
  given: SeparatorData | null;
}

/**
 * How scanned pages fall into documents. Every page stands in exactly one part, in its order; what a separator says goes
 * to the part it opens. A part may hold no page to keep: blank sides, or at the end a separator that nothing followed yet.
 */
export function proposeLayout(
  pages: readonly SearchedPage[],
  separation: SeparationMethod,
  options: LayoutOptions,
): BatchLayout {
  return appendPages({ parts: [] }, pages, separation, options);
}

/** Lays pages that arrived later behind a layout as it stands; what it says of earlier pages is not touched. */
export function appendPages(
  layout: BatchLayout,
  pages: readonly SearchedPage[],
  separation: SeparationMethod,
  options: LayoutOptions,
): BatchLayout {
  const earlierCount = layout.parts.reduce((sum, part) => sum + part.pages.length, 0);
  const sheets = sheetsOf(pages, options, earlierCount);
  const parts: OpenPart[] = layout.parts.map((part) => ({ ...part, pages: [...part.pages] }));
  let previous: ScannedPage | null = parts.at(-1)?.pages.at(-1) ?? null;
  /** Of the last page that is not blank; the blank back of a page says nothing about what follows it. */
  let signsBefore: PageSigns | null = previous === null ? null : (options.signsOf?.(previous) ?? null);

  for (const sheet of sheets) {
    const isBlankSheet = separation.blankSheets && sheet.every((page) => page.isBlank);
    const separators = sheet.map((page) => separatorOn(page, separation));
    const isSeparatorSheet = separators.some((separator) => separator?.isSheet === true);
    for (const [side, page] of sheet.entries()) {
      const isNewFile = options.isFilePerPage !== true && previous?.documentId !== page.documentId;
      if (previous === null || isNewFile) open(parts, 'first', null, false);
      previous = page;
      const separator = separators[side] ?? null;
      if (separator !== null) {
        const isSecondSide = side > 0 && separators[side - 1]?.isSheet === true && separator.isSheet;
        if (isSecondSide) join(parts, separator.data);
        else if (separator.isSheet) open(parts, separator.cut, separator.data, false);
        else if (isOnlySeparators(parts.at(-1))) join(parts, separator.data);
        else open(parts, separator.cut, separator.data, separator.isDoubtful);
      } else if (isBlankSheet && side === 0) {
        open(parts, 'blank', null, false);
      } else if (isFull(parts.at(-1), separation.pagesEach) && !isSeparatorSheet) {
        open(parts, 'count', null, false);
      } else if (
        separation.content &&
        // No letter begins on the back of a sheet, and one that a separator opened has begun already.
        side === 0 &&
        !page.isBlank &&
        page.signs !== undefined &&
        hasKept(parts.at(-1)) &&
        beginsByContent(page.signs, signsBefore)
      ) {
        open(parts, 'content', null, true);
      }
      if (!page.isBlank) signsBefore = page.signs ?? null;
      const isOfSeparator = separator?.isSheet === true || isBlankSheet || (isSeparatorSheet && page.isBlank);
      const dropped: DropReason | null = isOfSeparator
        ? 'separator'
        : options.dropsBlanks && page.isBlank && separator === null
          ? 'blank'
          : null;
      const { documentId, page: number } = page;
      parts.at(-1)?.pages.push({ documentId, page: number, turn: 0, dropped, isForRescan: false });
    }
  }
  return { parts: parts.map(closed) };
}

/**
 * A part of nothing but separators becomes the one that opens now: all of its sheets speak of the same document, and what
 * a later one says counts more. One whose pages a clerk or the blank rule took out was a letter, and what its separator
 * said is never another letter's.
 */
function open(parts: OpenPart[], cut: CutReason, given: SeparatorData | null, isDoubtful: boolean): void {
  const last = parts.at(-1);
  if (last === undefined || !isOnlySeparators(last)) parts.push({ pages: [], cut, isDoubtful, given });
  else if (cut !== 'first') {
    // Of a sheet at the end of the file before it is not known for which letter it was meant.
    const said = last.isDoubtful ? given : merged(last.given, given);
    Object.assign(last, { cut, given: said, isDoubtful });
  }
  // Whether the sheet at the end of one file was meant for the next file, only who fed them knows.
  else last.isDoubtful = true;
}

function merged(earlier: SeparatorData | null, later: SeparatorData | null): SeparatorData | null {
  if (earlier === null || later === null) return later ?? earlier;
  return {
    classKey: later.classKey ?? earlier.classKey,
    profile: later.profile ?? earlier.profile,
    archiveNumber: later.archiveNumber ?? earlier.archiveNumber,
  };
}

function isOnlySeparators(part: OpenPart | undefined): boolean {
  return part?.pages.every((page) => page.dropped === 'separator') ?? false;
}

/** A second side, or a label on the first page: both speak of the same document. What contradicts is worth nothing. */
function join(parts: readonly OpenPart[], data: SeparatorData): void {
  const last = parts.at(-1);
  if (last === undefined) return;
  const given = last.given ?? noSeparatorData;
  const agreed = (key: keyof SeparatorData): string | null =>
    given[key] === null || data[key] === null || given[key] === data[key] ? (given[key] ?? data[key]) : null;
  last.given = meaningful({
    classKey: agreed('classKey'),
    profile: agreed('profile'),
    archiveNumber: agreed('archiveNumber'),
  });
}

interface FoundSeparator {
  readonly cut: CutReason;
  /** A sheet of its own, which goes into no document. */
  readonly isSheet: boolean;
  readonly isDoubtful: boolean;
  readonly data: SeparatorData;
}

function separatorOn(page: SearchedPage, separation: SeparationMethod): FoundSeparator | null {
  const codes = separation.codes ? page.codes : page.codes.filter(({ text }) => parseSeparatorText(text) === null);
  const separator = separatorOfPage(codes, {
    ...usualSeparation,
    patches: separation.patches,
    archivePrefixes: separation.archivePrefixes,
  });
  if (separator === null) return null;
  const isSure =
    separator.kind !== 'patch' ||
    codes.some(
      (code) =>
        code.confidence >= sureConfidence &&
        separatorOfPage([code], {
          ...usualSeparation,
          patches: separation.patches,
        })?.kind === 'patch',
    );
  return {
    cut: separator.kind === 'patch' ? 'patch' : 'separator',
    isSheet: !separator.isPageOfDocument && isSure,
    isDoubtful: !isSure,
    data: separator.data,
  };
}

/** Sheets of one or two sides. Two files share no sheet unless each file is a page. */
function sheetsOf(
  pages: readonly SearchedPage[],
  { isDuplex, isFilePerPage = false }: LayoutOptions,
  earlierCount: number,
): readonly (readonly SearchedPage[])[] {
  const sheets: SearchedPage[][] = [];
  for (const [index, page] of pages.entries()) {
    const last = sheets.at(-1);
    const isBack = isDuplex && (isFilePerPage ? (earlierCount + index) % 2 === 1 : sideOf(page) % 2 === 0);
    const front = last?.[0];
    const isOfLast = isBack && front !== undefined && last?.length === 1 && (isFilePerPage || isBackOf(front, page));
    if (isOfLast) last.push(page);
    else sheets.push([page]);
  }
  return sheets;
}

function isBackOf(front: SearchedPage, back: SearchedPage): boolean {
  return front.documentId === back.documentId && sideOf(front) + 1 === sideOf(back);
}

function sideOf({ page, filePage }: SearchedPage): number {
  return filePage ?? page;
}

function hasKept(part: OpenPart | undefined): boolean {
  return part?.pages.some((page) => page.dropped === null) ?? false;
}

function isFull(part: OpenPart | undefined, pagesEach: number | null): boolean {
  if (pagesEach === null || part === undefined) return false;
  return part.pages.filter((page) => page.dropped !== 'separator').length >= pagesEach;
}

function closed({ pages, cut, isDoubtful, given }: OpenPart): LayoutPart {
  return { pages, cut, isDoubtful, given: given === null ? null : meaningful(given) };
}

function meaningful(data: SeparatorData): SeparatorData | null {
  return Object.values(data).every((value) => value === null) ? null : data;
}
