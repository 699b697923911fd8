import { expect, test } from 'vitest';
import { studyPaper } from './paper.ts';
import type { Pixels } from './pixels.ts';
import { shadeRows } from './shade-rows.ts';

/** Paper of one level with marks of another, 256 × 256 pixels. */
function page(paper: number, ink: number, isInk: (x: number, y: number) => boolean): Pixels {
  const bytes = Uint8Array.from({ length: 256 * 256 }, (_, at) => (isInk(at & 255, at >> 8) ? ink : paper));
  return { bytes, widthPx: 256, heightPx: 256, channels: 1 };
}

const shadesOf = (pixels: Pixels): ((x: number, y: number) => number) => {
  const rows = shadeRows(pixels, studyPaper(pixels), 0, pixels);
  return (x, y) => {
    const two = rows[y * 129 + 1 + (x >> 1)] ?? 0;
    return x % 2 === 0 ? two >> 4 : two & 15;
  };
};

test('paper around a lone speck is white', () => {
  const shade = shadesOf(page(240, 40, (x, y) => x >= 100 && x < 103 && y >= 100 && y < 103));
  expect(shade(101, 101)).toBeLessThan(4);
  expect([shade(80, 80), shade(110, 101), shade(120, 120)]).toEqual([15, 15, 15]);
});

test('digits beside a tile with only a speck stay black on white', () => {
  const isDigit = (x: number, y: number) => x >= 130 && x < 190 && x % 8 < 3 && y > 70 && y < 120;
  const shade = shadesOf(page(205, 60, (x, y) => isDigit(x, y) || (x >= 70 && x < 73 && y >= 90 && y < 93)));
  expect([shade(137, 100), shade(145, 100)]).toSatisfy((shades: number[]) => shades.every((each) => each <= 3));
  expect([shade(140, 100), shade(148, 100), shade(100, 100)]).toEqual([15, 15, 15]);
});

test('faint strokes are dark and their paper is white', () => {
  const shade = shadesOf(page(238, 196, (x, y) => y % 16 < 4 && x > 40 && x < 220));
  expect(shade(100, 97)).toBeLessThan(6);
  expect(shade(100, 104)).toBe(15);
});
