import type { LightTable } from './light-table.ts';

/** A run of pages of one part in one row of the table. */
export interface Segment {
  readonly part: number;
  /** Pages of the part, from `from` up to but without `to`. */
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** Cell of the row at which it begins. */
  readonly column: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface TableRows {
  readonly rowCount: number;
  readonly segments: readonly Segment[];
  /** For each page of the table, in its order: row and column. */
  readonly cells: readonly { readonly row: number; readonly column: number }[];
}

/**
 * Lays documents side by side in rows of `columns` cells. A document that fits into a row is not broken; a longer one
 * begins a row and runs over. Every cell has the same size, so what is in view is a division and nothing is measured.
 */
export function layRows(table: LightTable, columns: number): TableRows {
  const segments: Segment[] = [];
  const cells: { row: number; column: number }[] = [];
  let row = 0;
  let column = 0;
  for (const [part, { pages }] of table.parts.entries()) {
    if (column > 0 && column + Math.min(pages.length, columns) > columns) {
      row += 1;
      column = 0;
    }
    for (let from = 0; from < pages.length; ) {
      const to = Math.min(pages.length, from + columns - column);
      segments.push({ part, from, to, row, column, isFirst: from === 0, isLast: to === pages.length });
      for (let index = from; index < to; index += 1) cells.push({ row, column: column + index - from });
      column += to - from;
      from = to;
      if (column >= columns) {
        row += 1;
        column = 0;
      }
    }
  }
  return { rowCount: column > 0 ? row + 1 : row, segments, cells };
}

/** The rows to draw: those in view and a few around them. `to` is the first one not drawn. */
export function rowsInView(
  view: { readonly scrollTop: number; readonly height: number },
  rowHeight: number,
  rowCount: number,
  around: number,
): { readonly from: number; readonly to: number } {
  const from = Math.floor(view.scrollTop / rowHeight) - around;
  const to = Math.ceil((view.scrollTop + view.height) / rowHeight) + around;
  return { from: Math.max(0, Math.min(from, rowCount)), to: Math.max(0, Math.min(to, rowCount)) };
}

/** The segments and pages of these rows; both lie in order, so their ends are searched for and the rest is never looked at. */
export function drawnBetween(rows: TableRows, from: number, to: number) {
  const firstAtOrAfter = (list: readonly { readonly row: number }[], row: number) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.row ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    segments: rows.segments.slice(firstAtOrAfter(rows.segments, from), firstAtOrAfter(rows.segments, to)),
    pageFrom: firstAtOrAfter(rows.cells, from),
    pageTo: firstAtOrAfter(rows.cells, to),
  };
}
