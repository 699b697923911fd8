import { inflateSync } from 'node:zlib';
import type { PngPicture } from './png-picture.ts';

/** Black-and-white pixels as PNG and PDF take them: a filter byte (0) before each row, then eight pixels a byte, white 1. */
export interface OneBitPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rows: Uint8Array;
}

/** Of sixteen shades what a hairline of one pixel keeps when it falls between two: with the darker half alone it would break. */
const paperFrom = 11;

/** Two pixels of sixteen shades as two bits. */
const bitsOfTwo = Uint8Array.from(
  { length: 256 },
  (_, two) => (two >> 4 >= paperFrom ? 2 : 0) | ((two & 15) >= paperFrom ? 1 : 0),
);

/**
 * Black and white from the sixteen shades in which pages are read: a third of the bytes. Null for another kind of
 * picture than ours.
 */
export function oneBitOf({ widthPx, heightPx, bits, data }: PngPicture): OneBitPicture | null {
  const rowLength = 1 + ((widthPx + 7) >> 3);
  const sourceRow = 1 + ((widthPx * bits + 7) >> 3);
  if (bits !== 1 && bits !== 4) return null;
  const source = inflateSync(data, { maxOutputLength: sourceRow * heightPx });
  // Only unfiltered rows can be taken as they are; our own PNGs have no others.
  for (let y = 0; y < heightPx; y += 1) if (source[y * sourceRow] !== 0) return null;
  // Pages of an older Mailroom.
  if (bits === 1) return { widthPx, heightPx, rows: source };
  const rows = new Uint8Array(rowLength * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    let from = y * sourceRow + 1;
    const end = (y + 1) * sourceRow;
    for (let to = y * rowLength + 1; to < (y + 1) * rowLength; to += 1) {
      let packed = 0;
      // Beyond the last pixel there is paper.
      for (let pair = 0; pair < 4; pair += 1, from += 1)
        packed = (packed << 2) | (from < end ? (bitsOfTwo[source[from] as number] as number) : 3);
      rows[to] = packed;
    }
  }
  return { widthPx, heightPx, rows };
}
