import { expect, test } from 'vitest';
import { studyPaper } from '../child/image/paper.ts';
import type { Pixels } from '../child/image/pixels.ts';
import { encodePng } from '../child/image/png.ts';
import { shadeRows } from '../child/image/shade-rows.ts';
import { oneBitOf } from './one-bit-picture.ts';
import { readGreyPng } from './png-picture.ts';

test('sixteen shades become black and white, also where a row ends in the middle of a byte', () => {
  // 11 pixels: white, black, and shades on both sides of the limit.
  const rows = Uint8Array.of(0, 0xf0, 0xab, 0xf0, 0xff, 0x0f, 0x3f);
  const picture = readGreyPng(encodePng(rows, 11, 1, 204));
  if (picture === null) throw new Error('Our own PNG was not understood.');
  const oneBit = oneBitOf(picture);
  expect(oneBit).toMatchObject({ widthPx: 11, heightPx: 1 });
  expect([...(oneBit?.rows ?? [])]).toEqual([0, 0b10011011, 0b01011111]);
});

test('a hairline of one pixel at 300 dpi stays whole when the page is brought to 225 dpi and straightened', () => {
  const [widthPx, heightPx] = [800, 600];
  const bytes = new Uint8Array(widthPx * heightPx).fill(255);
  for (let y = 30; y < heightPx; y += 37) bytes.fill(0, y * widthPx, (y + 1) * widthPx);
  const pixels: Pixels = { bytes, widthPx, heightPx, channels: 1 };
  for (const degrees of [0, 0.4, -0.7]) {
    const to = { widthPx: widthPx * 0.75, heightPx: heightPx * 0.75 };
    const picture = readGreyPng(
      encodePng(shadeRows(pixels, studyPaper(pixels), degrees, to), to.widthPx, to.heightPx, 225),
    );
    const oneBit = picture && oneBitOf(picture);
    if (!oneBit) throw new Error('Our own PNG was not understood.');
    const rowLength = 1 + ((to.widthPx + 7) >> 3);
    const isInk = (x: number, y: number) =>
      (((oneBit.rows[y * rowLength + 1 + (x >> 3)] ?? 0xff) >> (7 - (x & 7))) & 1) === 0;
    // Every line is met in every column, but for one that may leave or enter at the top or the bottom.
    const crossings = Array.from({ length: 200 }, (_, x) => {
      let count = 0;
      for (let y = 20; y < to.heightPx - 20; y += 1) if (isInk(200 + x, y) && !isInk(200 + x, y - 1)) count += 1;
      return count;
    });
    expect([degrees, Math.max(...crossings) - Math.min(...crossings) <= 1, Math.min(...crossings) >= 14]).toEqual([
      degrees,
      true,
      true,
    ]);
  }
});
