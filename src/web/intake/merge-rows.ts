import type { DocumentPage, DocumentRow } from '../api/contract.ts';

/** Rows that are shown, with what is newer put in their places; a row only ever moves forward, by its revision. */
export function freshenPages(pages: readonly DocumentPage[], fresh: ReadonlyMap<string, DocumentRow>): DocumentPage[] {
  return pages.map((page) => {
    let isChanged = false;
    const items = page.items.map((row) => {
      const newer = fresh.get(row.id);
      if (
        newer === undefined ||
        newer.revision < row.revision ||
        (newer.revision === row.revision && newer.updatedAt === row.updatedAt && newer.status === row.status)
      )
        return row;
      isChanged = true;
      return newer;
    });
    return isChanged ? { ...page, items } : page;
  });
}

/** Rows of the newest page that the list does not show yet. */
export function arrivalsIn(pages: readonly DocumentPage[], head: readonly DocumentRow[]): readonly DocumentRow[] {
  const shown = new Set(pages.flatMap((page) => page.items.map((row) => row.id)));
  return head.filter((row) => !shown.has(row.id));
}
