import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LightTablePart } from '../api/contract.ts';
import { layTable } from './light-table.ts';
import { drawnBetween, layRows, rowsInView } from './table-rows.ts';

const tableOf = (counts: readonly number[]) =>
  layTable(
    counts.map(
      (count, part): LightTablePart => ({
        cut: 'first',
        isDoubtful: false,
        given: null,
        pages: Array.from({ length: count }, (_, index) => ({
          documentId: `doc_${part}`,
          page: index + 1,
          turn: 0 as const,
          dropped: null,
          isForRescan: false,
          isBlank: false,
          quality: null,
          widthMm: 210,
          heightMm: 297,
          hasImage: true,
          isComing: false,
        })),
      }),
    ),
  );

it('short documents stand side by side, none is broken that fits into a row, and a long one begins a row', () => {
  const { segments, rowCount } = layRows(tableOf([2, 1, 2, 7, 1]), 4);
  expect(segments.map(({ part, row, column, from, to }) => [part, row, column, from, to])).toEqual([
    [0, 0, 0, 0, 2],
    [1, 0, 2, 0, 1],
    [2, 1, 0, 0, 2],
    [3, 2, 0, 0, 4],
    [3, 3, 0, 4, 7],
    [4, 3, 3, 0, 1],
  ]);
  expect(rowCount).toBe(4);
  expect(segments.filter(({ part }) => part === 3).map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
    [true, false],
    [false, true],
  ]);
});

it('every page has a cell of its own inside the row, in reading order, whatever the documents are', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 12 }), (pages, columns) => {
      const table = tableOf(pages);
      const rows = layRows(table, columns);
      const places = rows.cells.map(({ row, column }) => row * columns + column);
      expect(rows.cells).toHaveLength(table.places.length);
      expect(rows.cells.every(({ row, column }) => column < columns && row < rows.rowCount)).toBe(true);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }),
  );
});

it('of a thousand pages only those in view and a little around are drawn', () => {
  const table = tableOf(Array.from({ length: 250 }, () => 4));
  const rows = layRows(table, 8);
  const { from, to } = rowsInView({ scrollTop: 5000, height: 800 }, 200, rows.rowCount, 1);
  expect([from, to]).toEqual([24, 30]);
  const drawn = drawnBetween(rows, from, to);
  expect(drawn.pageTo - drawn.pageFrom).toBe(48);
  expect(rows.cells[drawn.pageFrom]?.row).toBe(24);
  expect(drawn.segments.every(({ row }) => row >= from && row < to)).toBe(true);
  expect(rowsInView({ scrollTop: 0, height: 800 }, 200, 2, 1)).toEqual({ from: 0, to: 2 });
  expect(drawnBetween(layRows(tableOf([]), 4), 0, 5)).toEqual({ segments: [], pageFrom: 0, pageTo: 0 });
});
