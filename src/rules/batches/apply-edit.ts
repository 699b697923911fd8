import type { BatchLayout, LayoutPage, LayoutPart, ScannedPage, Turn } from '../../domain/batch.ts';
import type { BatchEdit } from '../../domain/batch-edit.ts';

export type Edited =
  | { readonly kind: 'done'; readonly layout: BatchLayout }
  /** Nothing was changed; the sentence says why. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * One change to how a batch falls into documents. Whatever is done, every page stands in exactly one part afterwards as
 * before: pages are dropped and never deleted.
 */
export function applyEdit(layout: BatchLayout, edit: BatchEdit): Edited {
  const named = pagesOf(edit);
  const places = new Map(layout.parts.flatMap((part, at) => part.pages.map((page) => [keyOf(page), at] as const)));
  for (const page of named) {
    if (!places.has(keyOf(page))) return refused('A page that is named does not lie in this batch, or not yet.');
  }
  if ('pages' in edit && new Set(edit.pages.map(keyOf)).size !== edit.pages.length)
    return refused('A page is named twice.');
  const partAt = (page: ScannedPage): number => places.get(keyOf(page)) ?? -1;

  switch (edit.kind) {
    case 'cut':
      return cut(layout, partAt(edit.page), edit.page);
    case 'merge':
      return merge(layout, partAt(edit.page));
    case 'confirmCut': {
      const at = partAt(edit.page);
      if (layout.parts[at]?.isDoubtful !== true) return refused('This cut is not in doubt.');
      return done(layout.parts.map((part, index) => (index === at ? { ...part, isDoubtful: false } : part)));
    }
    case 'move':
      return move(layout, edit, partAt(edit.into));
    case 'moveOut': {
      const { moved, parts } = takeOut(layout, edit.pages);
      const at = edit.before === null ? parts.length : partAt(edit.before);
      parts.splice(at, 0, { pages: moved, cut: 'clerk', isDoubtful: false, given: null });
      return done(parts);
    }
    case 'turn':
      return change(layout, edit.pages, (page) => ({ ...page, turn: ((page.turn + edit.by) % 360) as Turn }));
    case 'drop':
      return change(layout, edit.pages, (page) =>
        page.dropped === null ? { ...page, dropped: edit.reason, isForRescan: false } : page,
      );
    case 'restore':
      return change(layout, edit.pages, (page) => (page.dropped === null ? page : { ...page, dropped: null }));
    case 'markForRescan':
      return change(layout, edit.pages, (page) =>
        page.isForRescan === edit.isForRescan || (page.dropped !== null && edit.isForRescan)
          ? page
          : { ...page, isForRescan: edit.isForRescan },
      );
    case 'replace':
      return replace(layout, edit.pages, edit.by);
  }
}

/** Names a scanned page within its batch. */
export function keyOf(page: ScannedPage): string {
  return `${page.documentId}:${page.page}`;
}

function cut(layout: BatchLayout, at: number, page: ScannedPage): Edited {
  const part = layout.parts[at];
  if (part === undefined) return refused('There is no such part.');
  const index = part.pages.findIndex((each) => keyOf(each) === keyOf(page));
  // Separators and dropped blanks before it make no document, so there would be nothing to cut off.
  if (!part.pages.slice(0, index).some((each) => each.dropped === null))
    return refused('The page begins a document already.');
  const first: LayoutPart = { ...part, pages: part.pages.slice(0, index) };
  const second: LayoutPart = { pages: part.pages.slice(index), cut: 'clerk', isDoubtful: false, given: null };
  return done(layout.parts.toSpliced(at, 1, first, second));
}

function merge(layout: BatchLayout, at: number): Edited {
  const previous = layout.parts[at - 1];
  const part = layout.parts[at];
  if (previous === undefined || part === undefined) return refused('There is no document before this one.');
  const pages = [...previous.pages, ...part.pages];
  // What a separator says stays with the document it opened; dropped pages alone are none.
  const leading = previous.pages.some((page) => page.dropped === null) ? previous : part;
  return done(layout.parts.toSpliced(at - 1, 2, { ...leading, pages }));
}

function move(layout: BatchLayout, edit: Extract<BatchEdit, { kind: 'move' }>, into: number): Edited {
  const { before } = edit;
  if (before !== null && edit.pages.some((page) => keyOf(page) === keyOf(before)))
    return refused('A page cannot be moved before itself.');
  const { moved, parts } = takeOut(layout, edit.pages);
  const target = parts[into];
  if (target === undefined) return refused('There is no such part.');
  const at = before === null ? target.pages.length : target.pages.findIndex((page) => keyOf(page) === keyOf(before));
  if (at < 0) return refused('The page to move before lies in another document.');
  parts[into] = { ...target, pages: target.pages.toSpliced(at, 0, ...moved) };
  return done(parts);
}

function replace(layout: BatchLayout, pages: readonly ScannedPage[], by: readonly ScannedPage[]): Edited {
  const old = new Set(pages.map(keyOf));
  const fresh = new Set(by.map(keyOf));
  if (fresh.size !== by.length || by.some((page) => old.has(keyOf(page))))
    return refused('A page cannot be replaced by itself or twice by the same.');
  const { moved, parts } = takeOut(layout, by);
  return done(standIn(parts, old, moved));
}

/** Puts `fresh` before the first of the pages named by `old`, which become `rescanned`. */
export function standIn(
  parts: readonly LayoutPart[],
  old: ReadonlySet<string>,
  fresh: readonly LayoutPage[],
): readonly LayoutPart[] {
  let isPlaced = false;
  return parts.map((part) => ({
    ...part,
    pages: part.pages.flatMap((page) => {
      if (!old.has(keyOf(page))) return [page];
      const replaced: LayoutPage = { ...page, dropped: 'rescanned', isForRescan: false };
      if (isPlaced) return [replaced];
      isPlaced = true;
      return [...fresh, replaced];
    }),
  }));
}

/** The named pages in their order, and the parts without them; a part may be empty until `done`. */
function takeOut(layout: BatchLayout, pages: readonly ScannedPage[]) {
  const all = new Map(layout.parts.flatMap((part) => part.pages.map((page) => [keyOf(page), page] as const)));
  const wanted = new Set(pages.map(keyOf));
  const moved = pages.flatMap((page) => all.get(keyOf(page)) ?? []);
  const parts: LayoutPart[] = layout.parts.map((part) => ({
    ...part,
    pages: part.pages.filter((page) => !wanted.has(keyOf(page))),
  }));
  return { moved, parts };
}

function change(layout: BatchLayout, pages: readonly ScannedPage[], changed: (page: LayoutPage) => LayoutPage): Edited {
  const wanted = new Set(pages.map(keyOf));
  let count = 0;
  const parts = layout.parts.map((part) => ({
    ...part,
    pages: part.pages.map((page) => {
      const next = wanted.has(keyOf(page)) ? changed(page) : page;
      if (next !== page) count += 1;
      return next;
    }),
  }));
  return count === 0 ? refused('Nothing would change: the pages are that way already.') : done(parts);
}

function pagesOf(edit: BatchEdit): readonly ScannedPage[] {
  switch (edit.kind) {
    case 'cut':
    case 'merge':
    case 'confirmCut':
      return [edit.page];
    case 'move':
      return [...edit.pages, edit.into, ...(edit.before === null ? [] : [edit.before])];
    case 'moveOut':
      return [...edit.pages, ...(edit.before === null ? [] : [edit.before])];
    case 'replace':
      return [...edit.pages, ...edit.by];
    default:
      return edit.pages;
  }
}

function done(parts: readonly LayoutPart[]): Edited {
  return { kind: 'done', layout: { parts: parts.filter((part) => part.pages.length > 0) } };
}

function refused(reason: string): Edited {
  return { kind: 'refused', reason };
}
