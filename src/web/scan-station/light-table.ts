import type { LightTablePage, LightTablePart, ScannedPageRef } from '../api/contract.ts';

/** A page and where it lies; counted from 0. */
export interface PagePlace {
  readonly key: string;
  readonly page: LightTablePage;
  readonly part: number;
  /** Within its part. */
  readonly index: number;
  /** Over the whole table. */
  readonly flat: number;
  /** Which page of its document it is, from 1; null for a page that was set aside. */
  readonly number: number | null;
}

/** The parts, and the same pages in one line to walk along. */
export interface LightTable {
  readonly parts: readonly LightTablePart[];
  readonly places: readonly PagePlace[];
  readonly byKey: ReadonlyMap<string, PagePlace>;
  /** For each part the number of its document, from 1; null for a part of dropped pages alone. */
  readonly documentNumbers: readonly (number | null)[];
}

/** Names a page wherever it lies. */
export const keyOf = ({ documentId, page }: ScannedPageRef): string => `${documentId}:${page}`;

export const refOf = ({ documentId, page }: ScannedPageRef): ScannedPageRef => ({ documentId, page });

export function layTable(parts: readonly LightTablePart[]): LightTable {
  const places: PagePlace[] = [];
  const documentNumbers: (number | null)[] = [];
  let number = 0;
  for (const [part, { pages }] of parts.entries()) {
    let kept = 0;
    for (const [index, page] of pages.entries()) {
      if (page.dropped === null) kept += 1;
      const place = { key: keyOf(page), page, part, index, flat: places.length };
      places.push({ ...place, number: page.dropped === null ? kept : null });
    }
    const isDocument = pages.some((page) => page.dropped === null);
    if (isDocument) number += 1;
    documentNumbers.push(isDocument ? number : null);
  }
  return { parts, places, byKey: new Map(places.map((place) => [place.key, place])), documentNumbers };
}

/** A kept page that a scan could do better, and that nobody has decided about yet. */
export const isPoor = (page: LightTablePage): boolean =>
  page.dropped === null && !page.isForRescan && (page.quality?.flaws.length ?? 0) > 0;

export const isDoubtfulCutAt = (table: LightTable, place: PagePlace): boolean =>
  place.index === 0 && table.parts[place.part]?.isDoubtful === true;

/** What a person should look at: doubtful cuts, at the first page of their part, and poor pages; in their order. */
export function doubtsOf(table: LightTable): readonly PagePlace[] {
  return table.places.filter((place) => isDoubtfulCutAt(table, place) || isPoor(place.page));
}

/** The doubt after (or before) a place, beginning again at the other end; null when there is none. */
export function nextDoubt(table: LightTable, from: number, direction: 1 | -1): PagePlace | null {
  const doubts = doubtsOf(table);
  const ahead = direction === 1 ? doubts : doubts.toReversed();
  return ahead.find((place) => (place.flat - from) * direction > 0) ?? ahead[0] ?? null;
}

/** The pages from the anchor to the cursor, in their order; the cursor's alone without an anchor. */
export function pagesBetween(table: LightTable, anchor: string | null, cursor: string | null): readonly PagePlace[] {
  const to = cursor === null ? undefined : table.byKey.get(cursor);
  if (to === undefined) return [];
  const from = (anchor === null ? undefined : table.byKey.get(anchor)) ?? to;
  return table.places.slice(Math.min(from.flat, to.flat), Math.max(from.flat, to.flat) + 1);
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

/** Where an arrow leads: pages to the sides, documents up and down. Ends are ends. */
export function stepFrom(table: LightTable, at: PagePlace, step: Step): PagePlace {
  const firstOf = (part: number) => table.places.find((place) => place.part === part);
  switch (step) {
    case 'left':
      return table.places[at.flat - 1] ?? at;
    case 'right':
      return table.places[at.flat + 1] ?? at;
    case 'up':
      // From inside a document first to its own beginning, as a text cursor does.
      return (at.index > 0 ? firstOf(at.part) : firstOf(at.part - 1)) ?? at;
    case 'down':
      return firstOf(at.part + 1) ?? table.places.at(-1) ?? at;
    case 'home':
      return table.places[0] ?? at;
    case 'end':
      return table.places.at(-1) ?? at;
  }
}
