import { type Paper, tileBits } from './paper.ts';
import type { Pixels } from './pixels.ts';
import { fractionBits, rotationOf } from './rotation.ts';

/**
 * Rows of sixteen shades for PNG, two pixels a byte, straightened and brought to their size in the same pass: paper
 * becomes white, ink black, and only the edges between them stay grey.
 *
 * @param to size of the result in pixels, the page's own or less.
 */
export function shadeRows(
  { bytes, widthPx, heightPx }: Pixels,
  { thresholds, slopes, inked, columns }: Paper,
  degrees: number,
  to: { readonly widthPx: number; readonly heightPx: number },
): Uint8Array {
  const rowLength = 1 + ((to.widthPx + 1) >> 1);
  const rows = new Uint8Array(rowLength * to.heightPx).fill(0xff);
  const { stepX, stepY, startX, startY } = rotationOf(degrees, widthPx, heightPx, to);
  const lastX = widthPx - 1;
  const lastY = heightPx - 1;
  /** One pixel where the page ends: beyond is margin, and its last column and row count as their own neighbours. */
  const paintEdge = (rowFrom: number, column: number, px: number, py: number): void => {
    const [x, y] = [px >> fractionBits, py >> fractionBits];
    if (x < 0 || y < 0 || x > lastX || y > lastY) return;
    const tile = (y >> tileBits) * columns + (x >> tileBits);
    if (inked[tile] === 0) return;
    const at = (row: number, col: number): number =>
      bytes[Math.min(row, lastY) * widthPx + Math.min(col, lastX)] ?? 255;
    const [wx, wy] = [(px & 4095) / 4096, (py & 4095) / 4096];
    const upper = at(y, x) * (1 - wx) + at(y, x + 1) * wx;
    const lower = at(y + 1, x) * (1 - wx) + at(y + 1, x + 1) * wx;
    const grey = upper * (1 - wy) + lower * wy;
    const level = 128 + ((slopes[tile] ?? 0) * (Math.floor(grey) - (thresholds[tile] ?? 0))) / 8;
    const shade = Math.max(0, Math.min(15, Math.floor(level / 16)));
    const place = rowFrom + (column >> 1);
    const other = rows[place] ?? 0xff;
    rows[place] = (column & 1) === 0 ? (other & 0x0f) | (shade << 4) : (other & 0xf0) | shade;
  };
  for (let y = 0; y < to.heightPx; y += 1) {
    const rowStart = y * rowLength;
    rows[rowStart] = 0;
    let fx = startX(y);
    let fy = startY(y);
    for (let left = 0; left < to.widthPx; left += 8) {
      const nearX = fx >> fractionBits;
      const nearY = fy >> fractionBits;
      fx += 8 * stepX;
      fy += 8 * stepY;
      const farX = (fx - stepX) >> fractionBits;
      const farY = (fy - stepY) >> fractionBits;
      const isWhole = left + 8 <= to.widthPx;
      if (
        !isWhole ||
        nearX < 0 ||
        nearY < 0 ||
        farX < 0 ||
        farY < 0 ||
        nearX >= lastX ||
        farX >= lastX ||
        nearY >= lastY ||
        farY >= lastY
      ) {
        const [beginX, beginY] = [fx - 8 * stepX, fy - 8 * stepY];
        const count = isWhole ? 8 : to.widthPx - left;
        for (let step = 0; step < count; step += 1)
          paintEdge(rowStart + 1, left + step, beginX + step * stepX, beginY + step * stepY);
        continue;
      }
      const nearTile = (nearY >> tileBits) * columns + (nearX >> tileBits);
      const farTile = (farY >> tileBits) * columns + (farX >> tileBits);
      if (inked[nearTile] === 0 && inked[farTile] === 0) continue;
      const threshold = ((thresholds[nearTile] as number) + (thresholds[farTile] as number)) >> 1;
      // Steep where the threshold is close to the paper, so the mean of two tiles brings the paper of both to white.
      const slope = ((slopes[nearTile] as number) + (slopes[farTile] as number)) >> 1;
      let px = fx - 8 * stepX;
      let py = fy - 8 * stepY;
      let at = rowStart + 1 + (left >> 1);
      let packed = 0;
      for (let step = 0; step < 8; step += 1, px += stepX, py += stepY) {
        const from = (py >> fractionBits) * widthPx + (px >> fractionBits);
        const wx = px & 4095;
        const wy = py & 4095;
        const upper = ((bytes[from] as number) << 12) + ((bytes[from + 1] as number) - (bytes[from] as number)) * wx;
        const below = from + widthPx;
        const lower = ((bytes[below] as number) << 12) + ((bytes[below + 1] as number) - (bytes[below] as number)) * wx;
        const level = 128 + ((slope * ((((upper >> 6) * (4096 - wy) + (lower >> 6) * wy) >> 18) - threshold)) >> 3);
        const shade = level < 0 ? 0 : level > 255 ? 15 : level >> 4;
        if ((step & 1) === 0) packed = shade << 4;
        else rows[at++] = packed | shade;
      }
    }
  }
  return rows;
}
