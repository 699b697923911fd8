import { type Paper, tileBits } from './paper.ts';
import type { Pixels } from './pixels.ts';
import { fractionBits, rotationOf } from './rotation.ts';

/** Black-and-white rows for PNG: a filter byte, then eight pixels a byte, paper 1. */
export function inkRows({ bytes, widthPx, heightPx }: Pixels, { thresholds, inked, columns }: Paper): Uint8Array {
  const rowLength = 1 + ((widthPx + 7) >> 3);
  const rows = new Uint8Array(rowLength * heightPx).fill(0xff);
  for (let y = 0; y < heightPx; y += 1) {
    const tileRow = (y >> tileBits) * columns;
    const rowStart = y * rowLength;
    rows[rowStart] = 0;
    for (let column = 0; column < columns; column += 1) {
      if (inked[tileRow + column] === 0) continue;
      const threshold = thresholds[tileRow + column] as number;
      const right = Math.min(widthPx, (column + 1) << tileBits);
      for (let x = column << tileBits; x < right; x += 1) {
        if ((bytes[y * widthPx + x] as number) < threshold) {
          const at = rowStart + 1 + (x >> 3);
          rows[at] = (rows[at] as number) & ~(0x80 >> (x & 7));
        }
      }
    }
  }
  return rows;
}

/** The same from a skewed page, straightened in the same pass. */
export function straightInkRows(
  { bytes, widthPx, heightPx }: Pixels,
  { thresholds, inked, columns }: Paper,
  degrees: number,
): Uint8Array {
  const rowLength = 1 + ((widthPx + 7) >> 3);
  const rows = new Uint8Array(rowLength * heightPx).fill(0xff);
  const { stepX, stepY, startX, startY } = rotationOf(degrees, widthPx, heightPx);
  const lastX = widthPx - 1;
  const lastY = heightPx - 1;
  for (let y = 0; y < heightPx; y += 1) {
    let at = y * rowLength;
    rows[at] = 0;
    let fx = startX(y);
    let fy = startY(y);
    for (let left = 0; left < widthPx; left += 8) {
      at += 1;
      const nearX = fx >> fractionBits;
      const nearY = fy >> fractionBits;
      fx += 8 * stepX;
      fy += 8 * stepY;
      const farX = (fx - stepX) >> fractionBits;
      const farY = (fy - stepY) >> fractionBits;
      // A run of eight with an end beyond the page is margin; white, as a scanner's own edge should be.
      if (
        nearX < 0 ||
        nearY < 0 ||
        farX < 0 ||
        farY < 0 ||
        nearX >= lastX ||
        farX >= lastX ||
        nearY >= lastY ||
        farY >= lastY
      )
        continue;
      const nearTile = (nearY >> tileBits) * columns + (nearX >> tileBits);
      const farTile = (farY >> tileBits) * columns + (farX >> tileBits);
      // Half of a letter is bare paper.
      if (inked[nearTile] === 0 && inked[farTile] === 0) continue;
      const threshold = (((thresholds[nearTile] as number) + (thresholds[farTile] as number)) >> 1) << 18;
      let ink = 0;
      let px = fx - 8 * stepX;
      let py = fy - 8 * stepY;
      for (let bit = 0x80; bit > 0; bit >>= 1) {
        const from = (py >> fractionBits) * widthPx + (px >> fractionBits);
        const wx = px & 4095;
        const wy = py & 4095;
        const upper = ((bytes[from] as number) << 12) + ((bytes[from + 1] as number) - (bytes[from] as number)) * wx;
        const below = from + widthPx;
        const lower = ((bytes[below] as number) << 12) + ((bytes[below + 1] as number) - (bytes[below] as number)) * wx;
        if ((upper >> 6) * (4096 - wy) + (lower >> 6) * wy < threshold) ink |= bit;
        px += stepX;
        py += stepY;
      }
      if (ink !== 0) rows[at] = ~ink & 0xff;
    }
  }
  return rows;
}
