/** Diameter of a filing hole is 5.5 to 6.5 mm; its shadow makes it a little larger. */
const diameterMm = { min: 4, max: 8.5 } as const;
/** Holes lie with their middle at most this far from an edge (ISO 838: 12 mm). */
const fromEdgeMm = 18;
/** A disc fills 0.79 of its box. */
const fillMin = 0.62;

/**
 * How many of the marked pixels belong to filing holes: dark discs near an edge.
 *
 * @param mask 1 where there is ink; discs that were counted are cleared from it.
 */
export function takePunchHoles(mask: Uint8Array, widthPx: number, heightPx: number, dpi: number): number {
  const pixelsPerMm = dpi / 25.4;
  const border = fromEdgeMm * pixelsPerMm;
  const [least, most] = [diameterMm.min * pixelsPerMm, diameterMm.max * pixelsPerMm];
  const seen = new Uint8Array(mask.length);
  let taken = 0;
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const pixels = blotFrom(start, mask, seen, widthPx, heightPx);
    let [left, right, top, bottom] = [widthPx, 0, heightPx, 0];
    for (const at of pixels) {
      const x = at % widthPx;
      const y = (at - x) / widthPx;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    const [width, height] = [right - left + 1, bottom - top + 1];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const isHole =
      Math.min(width, height) >= least &&
      Math.max(width, height) <= most &&
      Math.abs(width - height) <= 0.25 * Math.max(width, height) &&
      pixels.length >= fillMin * width * height &&
      Math.min(x, widthPx - x, y, heightPx - y) <= border;
    if (!isHole) continue;
    taken += pixels.length;
    for (const at of pixels) mask[at] = 0;
  }
  return taken;
}

/** All pixels that hang together with the first, sides and corners. */
function blotFrom(start: number, mask: Uint8Array, seen: Uint8Array, widthPx: number, heightPx: number): number[] {
  const pixels = [start];
  seen[start] = 1;
  for (let next = 0; next < pixels.length; next += 1) {
    const at = pixels[next] as number;
    const x = at % widthPx;
    const y = (at - x) / widthPx;
    for (let dy = -1; dy <= 1; dy += 1) {
      if (y + dy < 0 || y + dy >= heightPx) continue;
      for (let dx = -1; dx <= 1; dx += 1) {
        if (x + dx < 0 || x + dx >= widthPx) continue;
        const other = at + dy * widthPx + dx;
        if (mask[other] === 0 || seen[other] === 1) continue;
        seen[other] = 1;
        pixels.push(other);
      }
    }
  }
  return pixels;
}
