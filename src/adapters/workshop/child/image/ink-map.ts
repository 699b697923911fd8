import type { SmallCopy } from './small-copy.ts';

/** Where a small copy is darker than its own neighbourhood. */
export interface InkMap {
  readonly widthPx: number;
  readonly heightPx: number;
  /** How much darker than the paper around it each pixel is, 0 to 255. */
  readonly depth: Uint8Array;
  /** How much the paper itself varies (levels between its middle and its 90th percentile). */
  readonly noise: number;
}

const blockPx = 16;

/** The paper's brightness is taken per block of 16 pixels, so a shadow along the spine is not ink. */
export function inkMapOf(copy: SmallCopy): InkMap {
  const { bytes, widthPx, heightPx } = copy;
  const columns = Math.ceil(widthPx / blockPx);
  const rows = Math.ceil(heightPx / blockPx);
  const paper = new Uint8Array(columns * rows);
  const spreads: number[] = [];
  const counts = new Uint16Array(256);
  for (let row = 0; row < rows; row += 1) {
    const bottom = Math.min(heightPx, (row + 1) * blockPx);
    for (let column = 0; column < columns; column += 1) {
      const right = Math.min(widthPx, (column + 1) * blockPx);
      counts.fill(0);
      let total = 0;
      for (let y = row * blockPx; y < bottom; y += 2) {
        for (let x = column * blockPx; x < right; x += 1) {
          const level = bytes[y * widthPx + x] as number;
          counts[level] = (counts[level] as number) + 1;
          total += 1;
        }
      }
      const common = levelAt(counts, total * 0.8);
      paper[row * columns + column] = common;
      spreads.push(common - levelAt(counts, total * 0.3));
    }
  }
  // Blocks with print in them spread widely; the quietest third of the sheet tells the noise of its paper.
  spreads.sort((a, b) => a - b);
  const noise = spreads[Math.floor(spreads.length / 3)] ?? 0;
  // Black blocks (bars, pictures, scanner background) are dark against the sheet, not against themselves.
  const sheet = [...paper].sort((a, b) => a - b)[Math.floor(paper.length * 0.6)] ?? 255;
  const depth = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const blockRow = Math.floor(y / blockPx) * columns;
    for (let x = 0; x < widthPx; x += 1) {
      const own = paper[blockRow + (x >> 4)] as number;
      const level = own < 0.55 * sheet ? sheet : own;
      const deeper = level - (bytes[y * widthPx + x] as number);
      if (deeper > 0) depth[y * widthPx + x] = deeper;
    }
  }
  return { widthPx, heightPx, depth, noise };
}

/** The level below which `wanted` samples lie. */
export function levelAt(counts: Uint16Array | Uint32Array, wanted: number): number {
  let sum = 0;
  for (let level = 0; level < counts.length; level += 1) {
    sum += counts[level] as number;
    if (sum > wanted) return level;
  }
  return counts.length - 1;
}
