import type { Pixels } from './pixels.ts';

/** How far to the left and right a stroke may run between two rows. */
const leanMax = 2;
/** The two rows are compared over so many pixels to both sides. */
const reach = 2;
/** What a lean of one pixel must gain in likeness: straight down is right for most strokes, and a chance likeness tears them. */
const leanCost = 100;

/**
 * More rows of a grey page, each mixed from its two neighbours along the strokes that run between them (edge-based line averaging as
 * for interlaced pictures: T. Doyle, Interlaced to sequential conversion for EDTV applications, 1988). Straight down, a
 * slanted stroke of a coarse fax becomes a stair: 35 of them, words found 95.2 % that way and 95.8 % this way.
 *
 * @param rows more than the page has.
 */
export function stretched({ bytes, widthPx, heightPx }: Pixels, rows: number): Pixels {
  const result = Buffer.allocUnsafe(widthPx * rows);
  const step = heightPx / rows;
  for (let row = 0; row < rows; row += 1) {
    const at = Math.min(heightPx - 1, Math.max(0, (row + 0.5) * step - 0.5));
    const upper = Math.floor(at);
    const share = at - upper;
    const weight = Math.round(share * 256);
    const from = upper * widthPx;
    const below = Math.min(upper + 1, heightPx - 1) * widthPx;
    const to = row * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      let level = bytes[from + x] as number;
      let levelBelow = bytes[below + x] as number;
      const isInside = x >= leanMax + reach && x < widthPx - leanMax - reach;
      if (level !== levelBelow && isInside) {
        const lean = leanAt(bytes, from + x, below + x, share);
        const shift = Math.round(lean * share);
        level = bytes[from + x - shift] as number;
        levelBelow = bytes[below + x + lean - shift] as number;
      }
      result[to + x] = level + (((levelBelow - level) * weight) >> 8);
    }
  }
  return { bytes: result, widthPx, heightPx: rows, channels: 1 };
}

/** By how many pixels the picture moves to the right from the upper row to the lower one, about this place. */
function leanAt(bytes: Pixels['bytes'], upper: number, lower: number, share: number): number {
  let best = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let lean = -leanMax; lean <= leanMax; lean += 1) {
    const shift = Math.round(lean * share);
    let cost = Math.abs(lean) * leanCost;
    for (let side = -reach; side <= reach && cost < best; side += 1) {
      cost += Math.abs((bytes[upper - shift + side] as number) - (bytes[lower + lean - shift + side] as number));
    }
    // Straight down wins a draw.
    if (cost < best || (cost === best && lean === 0)) {
      best = cost;
      found = lean;
    }
  }
  return found;
}
