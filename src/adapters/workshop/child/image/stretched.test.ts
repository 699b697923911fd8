import { expect, test } from 'vitest';
import type { Pixels } from './pixels.ts';
import { stretched } from './stretched.ts';

/** A page of one-bit rows as a fax has them. */
function page(rows: readonly string[]): Pixels {
  const bytes = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 0 : 255));
  return { bytes: Buffer.from(bytes), widthPx: rows[0]?.length ?? 0, heightPx: rows.length, channels: 1 };
}

const rowOf = ({ bytes, widthPx }: Pixels, y: number): number[] => [...bytes.subarray(y * widthPx, (y + 1) * widthPx)];

test('a slanted stroke stays one stroke between two rows', () => {
  // Two pixels to the right from row to row; each row of the result lies a quarter of a row from its nearest.
  const slanted = page(Array.from({ length: 6 }, (_, y) => '###'.padStart(8 + 2 * y, '.').padEnd(24, '.')));
  const result = stretched(slanted, 12);
  for (const y of [3, 4, 5, 6, 7, 8]) {
    const ink = rowOf(result, y).filter((level) => level < 128);
    expect(ink).toHaveLength(3);
    expect(ink.every((level) => level < 32)).toBe(true);
  }
});

test('an upright stroke and the end of one stay where they are', () => {
  const upright = page(['.'.repeat(20), ...Array.from({ length: 3 }, () => '.........##.........'), '.'.repeat(20)]);
  const result = stretched(upright, 10);
  expect([4, 5].map((y) => rowOf(result, y).flatMap((level, x) => (level < 128 ? [x] : [])))).toEqual([
    [9, 10],
    [9, 10],
  ]);
  // Above and below it fades within a row.
  expect(rowOf(result, 0).every((level) => level === 255)).toBe(true);
  expect(rowOf(result, 9).every((level) => level === 255)).toBe(true);
});

test('the first and the last pixels of a row have no neighbours to lean to', () => {
  const edges = page(['##......................##', '..######################..']);
  expect(rowOf(stretched(edges, 4), 1).slice(0, 2)).toEqual([63, 63]);
});
