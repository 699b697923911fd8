import { expect, test } from 'vitest';
import { encodePng } from '../child/image/png.ts';
import { oneBitOf } from './one-bit-picture.ts';
import { readGreyPng } from './png-picture.ts';

test('sixteen shades become black and white, also where a row ends in the middle of a byte', () => {
  // 11 pixels: white, black, and shades on both sides of the middle.
  const rows = Uint8Array.of(0, 0xf0, 0x78, 0xf0, 0xff, 0x0f, 0x3f);
  const picture = readGreyPng(encodePng(rows, 11, 1, 204));
  if (picture === null) throw new Error('Our own PNG was not understood.');
  const oneBit = oneBitOf(picture);
  expect(oneBit).toMatchObject({ widthPx: 11, heightPx: 1 });
  expect([...(oneBit?.rows ?? [])]).toEqual([0, 0b10011011, 0b01011111]);
});
