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

test('ink at every edge of the page stays, whatever its width, straight or reduced', () => {
  for (const [widthPx, heightPx, scale] of [
    [250, 90, 1],
    [247, 90, 1],
    [301, 121, 0.75],
    [13, 40, 1],
  ] as const) {
    const isEdge = (x: number, y: number) => x < 2 || y < 2 || x >= widthPx - 2 || y >= heightPx - 2;
    const bytes = Uint8Array.from({ length: widthPx * heightPx }, (_, at) =>
      isEdge(at % widthPx, Math.floor(at / widthPx)) ? 20 : 240,
    );
    const pixels: Pixels = { bytes, widthPx, heightPx, channels: 1 };
    const to = { widthPx: Math.round(widthPx * scale), heightPx: Math.round(heightPx * scale) };
    const rows = shadeRows(pixels, studyPaper(pixels), 0, to);
    const shade = (x: number, y: number) => {
      const two = rows[y * (1 + ((to.widthPx + 1) >> 1)) + 1 + (x >> 1)] ?? 0;
      return x % 2 === 0 ? two >> 4 : two & 15;
    };
    const [lastX, lastY] = [to.widthPx - 1, to.heightPx - 1];
    const middle = [to.widthPx >> 1, to.heightPx >> 1] as const;
    for (const [x, y] of [
      [0, middle[1]],
      [lastX, middle[1]],
      [middle[0], 0],
      [middle[0], lastY],
      [lastX, lastY],
    ] as const)
      expect([widthPx, x, y, shade(x, y) <= 5]).toEqual([widthPx, x, y, true]);
    expect(shade(...middle)).toBe(15);
  }
});
