import type { BatchLayout, LayoutPage, ScannedPage } from '../../domain/batch.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { PreparedPage } from '../../domain/page.ts';
import type { SeparationMethod } from '../../domain/scan-profile.ts';
import { appendPages, type SearchedPage } from '../separation/propose-layout.ts';
import { keyOf, standIn } from './apply-edit.ts';

/** A scan whose pages are made. */
export interface LaidScan {
  readonly documentId: DocumentId;
  readonly pages: readonly PreparedPage[];
  /** The pages that its own take the place of; empty for most. */
  readonly replaces: readonly ScannedPage[];
}

export interface LayOutOptions {
  readonly separation: SeparationMethod;
  readonly dropsBlanks: boolean;
  readonly isDuplex: boolean;
  readonly isFilePerPage: boolean;
}

/**
 * How a batch falls into documents now: as the clerk left it, with what was scanned since by the rules, and rescans in the
 * place of what they replace. A scan that took longer than those behind it comes to lie where it was scanned and not
 * where it was done. Until a clerk changes something, all of it is the rules' proposal.
 *
 * @param scans in the order in which they were scanned.
 */
export function layOutBatch(
  stored: BatchLayout | null,
  scans: readonly LaidScan[],
  options: LayOutOptions,
): BatchLayout {
  const fresh = freshScans(stored, scans);
  const order = new Map(scans.map(({ documentId }, index) => [documentId, index]));
  const signs = new Map(
    scans.flatMap(({ documentId, pages }) => pages.map((page) => [`${documentId}:${page.number}`, page.signs])),
  );
  const rules = { ...options, signsOf: (page: ScannedPage) => signs.get(keyOf(page)) };
  let layout = stored ?? { parts: [] };
  for (const scan of fresh) {
    if (scan.replaces.length === 0) layout = insertScan(layout, scan, order, rules);
  }
  for (const scan of fresh) {
    if (scan.replaces.length > 0) layout = replacedBy(layout, scan, options);
  }
  return layout;
}

/** Scans of which the layout lacks a page. */
export function freshScans(stored: BatchLayout | null, scans: readonly LaidScan[]): readonly LaidScan[] {
  const known = new Set((stored?.parts ?? []).flatMap((part) => part.pages.map(keyOf)));
  return scans.filter(({ documentId, pages }) => pages.some(({ number }) => !known.has(`${documentId}:${number}`)));
}

type Rules = LayOutOptions & { readonly signsOf: (page: ScannedPage) => PreparedPage['signs'] };

/** Before the first page of a later scan, at the end when there is none. */
function insertScan(
  layout: BatchLayout,
  scan: LaidScan,
  order: ReadonlyMap<DocumentId, number>,
  rules: Rules,
): BatchLayout {
  const place = order.get(scan.documentId) ?? 0;
  const isLater = ({ documentId }: ScannedPage): boolean => (order.get(documentId) ?? -1) > place;
  const at = layout.parts.findIndex((part) => part.pages.some(isLater));
  const part = layout.parts[at];
  if (part === undefined) return appendPages(layout, searchedPages(scan), rules.separation, rules);
  const index = part.pages.findIndex(isLater);
  const head = layout.parts.slice(0, at);
  if (index > 0) head.push({ ...part, pages: part.pages.slice(0, index) });
  const { parts } = appendPages({ parts: head }, searchedPages(scan), rules.separation, rules);
  const last = parts.at(-1);
  // In the middle of a document, as where each file is a page: the rest of it goes on behind what came in between.
  const joined =
    index > 0 && last !== undefined
      ? [...parts.slice(0, -1), { ...last, pages: [...last.pages, ...part.pages.slice(index)] }]
      : [...parts, part];
  return { parts: [...joined, ...layout.parts.slice(at + 1)] };
}

function replacedBy(layout: BatchLayout, scan: LaidScan, options: LayOutOptions): BatchLayout {
  const there = new Set(layout.parts.flatMap((part) => part.pages.map(keyOf)));
  const old = new Set(scan.replaces.map(keyOf).filter((key) => there.has(key)));
  return old.size === 0
    ? appendPages(layout, searchedPages(scan), options.separation, options)
    : { parts: standIn(layout.parts, old, scan.pages.map(rescanned(scan.documentId, options.dropsBlanks))) };
}

function searchedPages({ documentId, pages }: LaidScan): readonly SearchedPage[] {
  return pages.map(({ number, isBlank, codes, signs, filePage }) => ({
    documentId,
    page: number,
    isBlank,
    codes: codes ?? [],
    signs,
    filePage,
  }));
}

function rescanned(documentId: DocumentId, dropsBlanks: boolean): (page: PreparedPage) => LayoutPage {
  return ({ number, isBlank }) => ({
    documentId,
    page: number,
    turn: 0,
    dropped: dropsBlanks && isBlank ? 'blank' : null,
    isForRescan: false,
  });
}
