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
 * How a batch falls into documents now: as the clerk left it, with what was scanned since behind it by the rules, and
 * rescans in the place of what they replace. Until a clerk changes something, all of it is the rules' proposal.
 */
export function layOutBatch(
  stored: BatchLayout | null,
  scans: readonly LaidScan[],
  options: LayOutOptions,
): BatchLayout {
  const known = new Set((stored?.parts ?? []).flatMap((part) => part.pages.map(keyOf)));
  const isNew = ({ documentId, pages }: LaidScan): boolean =>
    pages.some(({ number }) => !known.has(`${documentId}:${number}`));
  const fresh = scans.filter(isNew);
  let layout = appendPages(
    stored ?? { parts: [] },
    fresh.filter((scan) => scan.replaces.length === 0).flatMap(searchedPages),
    options.separation,
    options,
  );
  for (const scan of fresh.filter(({ replaces }) => replaces.length > 0)) {
    const there = new Set(layout.parts.flatMap((part) => part.pages.map(keyOf)));
    const old = new Set(scan.replaces.map(keyOf).filter((key) => there.has(key)));
    layout =
      old.size === 0
        ? appendPages(layout, searchedPages(scan), options.separation, options)
        : { parts: standIn(layout.parts, old, scan.pages.map(rescanned(scan.documentId, options.dropsBlanks))) };
  }
  return layout;
}

function searchedPages({ documentId, pages }: LaidScan): readonly SearchedPage[] {
  return pages.map(({ number, isBlank, codes, signs }) => ({
    documentId,
    page: number,
    isBlank,
    codes: codes ?? [],
    signs,
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
