import { deflateSync, inflateSync } from 'node:zlib';
import type { PngPicture } from './png-picture.ts';

/** Of sixteen shades the darker half is ink. */
const paperFrom = 8;
/** Level 6 takes 20 ms on a fax, level 1 half of it for a fifth more bytes that are kept for ten years. */
const level = 6;

/**
 * Black and white from the sixteen shades in which faxes and coarse scans are read: a fax came in black and white, and
 * takes a third of the bytes so. Any other picture is returned as it is.
 */
export function toOneBit(picture: PngPicture): PngPicture {
  if (picture.bits !== 4) return picture;
  const { widthPx, heightPx, data } = picture;
  const sourceRow = 1 + ((widthPx + 1) >> 1);
  const shades = inflateSync(data, { maxOutputLength: sourceRow * heightPx });
  const rowLength = 1 + ((widthPx + 7) >> 3);
  const rows = new Uint8Array(rowLength * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const from = y * sourceRow;
    // Only unfiltered rows can be taken as they are; our own PNGs have no others.
    if (shades[from] !== 0) return picture;
    const to = y * rowLength;
    for (let x = 0; x < widthPx; x += 8) {
      let packed = 0;
      for (let pair = 0; pair < 4; pair += 1) {
        // Beyond the last pixel there is paper.
        const two = (x >> 1) + pair < sourceRow - 1 ? (shades[from + 1 + (x >> 1) + pair] as number) : 0xff;
        packed = (packed << 2) | (two >> 4 >= paperFrom ? 2 : 0) | ((two & 15) >= paperFrom ? 1 : 0);
      }
      rows[to + 1 + (x >> 3)] = packed;
    }
  }
  return { widthPx, heightPx, bits: 1, data: deflateSync(rows, { level }) };
}
