import type { InkMap } from './ink-map.ts';

/** At 600 pixels across a signature in pencil is a few hundred pixels, dust is a few dozen. */
const inkPixelsMax = 60;
const depthMin = 10;
/** Shadows of the sheet's edge and the scanner's lid. */
const margin = 0.04;

/**
 * Whether nothing was written on the page. Meant to err towards "written": a blank page that is read costs a second, a
 * faint signature that is called blank is lost to the reader.
 */
export function isBlank({ depth, widthPx, heightPx, noise }: InkMap): boolean {
  const limit = Math.max(depthMin, 4 * noise);
  const left = Math.floor(widthPx * margin);
  const top = Math.floor(heightPx * margin);
  let inkPixels = 0;
  for (let y = top; y < heightPx - top; y += 1) {
    for (let x = left; x < widthPx - left; x += 1) {
      const at = y * widthPx + x;
      // A pixel without a dark neighbour is dust or noise.
      if (
        (depth[at] as number) >= limit &&
        ((depth[at + 1] as number) >= limit || (depth[at + widthPx] as number) >= limit)
      )
        inkPixels += 1;
      if (inkPixels > inkPixelsMax) return false;
    }
  }
  return true;
}
