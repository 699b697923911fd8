import type { InkMap } from './ink-map.ts';
import { takePunchHoles } from './punch-holes.ts';
import type { StrokeEdges } from './stroke-edges.ts';

/** At 600 pixels across a signature in pencil is a few hundred pixels, dust is a few dozen. */
const inkPixelsMax = 60;
const depthMin = 10;
/** Bleed-through is paler than this; a stroke of pencil or a pale pen is darker or at least sharp. */
const depthOfPrint = 26;
/** Print on the back, seen through the paper, is as soft as this; pencil has edges of 0.1 to 0.35 mm. */
const softEdgeMm = 0.55;
/** Bleed-through covers a sheet as print does. Fewer soft pixels may be a smudged signature. */
const bleedPixelsMin = 400;
/** Shadows of the sheet's edge and the scanner's lid. */
const margin = 0.04;
/** Filing holes of a sheet have about 1,000 pixels; what holds much more ink is not taken apart to look for them. */
const holesPixelsMax = 4000;

/**
 * Whether nothing was written on the page. Meant to err towards "written": a blank page that is read costs a second, a
 * faint signature that is called blank is lost to the reader. Filing holes and print that shines through do not count.
 *
 * @param dpi of the ink map.
 */
export function isBlank({ depth, widthPx, heightPx, noise }: InkMap, dpi: number, edges: () => StrokeEdges): boolean {
  const limit = Math.max(depthMin, 4 * noise);
  const left = Math.floor(widthPx * margin);
  const top = Math.floor(heightPx * margin);
  const mask = new Uint8Array(depth.length);
  let inkPixels = 0;
  let strongPixels = 0;
  for (let y = top; y < heightPx - top; y += 1) {
    for (let x = left; x < widthPx - left; x += 1) {
      const at = y * widthPx + x;
      const here = depth[at] as number;
      // A pixel without a dark neighbour is dust or noise.
      if (here >= limit && ((depth[at + 1] as number) >= limit || (depth[at + widthPx] as number) >= limit)) {
        mask[at] = 1;
        inkPixels += 1;
        if (here >= depthOfPrint) strongPixels += 1;
      }
    }
    if (strongPixels > holesPixelsMax) return false;
  }
  if (inkPixels <= inkPixelsMax) return true;
  const holePixels = takePunchHoles(mask, widthPx, heightPx, dpi);
  const rest = inkPixels - holePixels;
  if (rest <= inkPixelsMax) return true;
  const strongRest = mask.reduce(
    (sum, ink, at) => sum + (ink === 1 && (depth[at] as number) >= depthOfPrint ? 1 : 0),
    0,
  );
  if (strongRest > inkPixelsMax / 2 || rest < bleedPixelsMin) return false;
  // Pale all over: print of the back is soft, pencil is sharp.
  const { count, widthMm } = edges();
  return count > 0 && widthMm >= softEdgeMm;
}
