import type { InkMap } from './ink-map.ts';
import { measureSkew, type Skew } from './skew.ts';

export interface Stand {
  /** Clockwise quarter turn that makes lines of print run across the page. */
  readonly rotation: 0 | 90 | 270;
  /** Measured on the page so turned. */
  readonly skew: Skew;
}

/** Upright pages of print stand 1.4 to 2.6 sharp, the same pages on their side 1.0 to 1.2; at this the other side is not tried. */
const sharpEnough = 1.6;
const sharpAtLeast = 1.3;
const advantageNeeded = 2.5;

/**
 * Whether the page lies on its side, and its skew. More letters stand on the line than hang from one height, so the feet
 * of print are sharper than its heads; that tells the two quarter turns apart (12 of 12 letters). Whether a level page
 * stands on its head is another question.
 */
export function measureStand(ink: InkMap): Stand {
  const upright = measureSkew(ink);
  if (upright.sharpness >= sharpEnough) return { rotation: 0, skew: upright };
  const turned = turnedClockwise(ink);
  const feet = measureSkew(turned);
  const heads = measureSkew(turned, 'upper');
  const best = feet.sharpness >= heads.sharpness ? feet : heads;
  const isSideways = best.sharpness >= sharpAtLeast && best.sharpness - 1 > advantageNeeded * (upright.sharpness - 1);
  if (!isSideways) return { rotation: 0, skew: upright };
  // A half turn more changes nothing in the angle of the lines.
  return { rotation: best === feet ? 90 : 270, skew: best };
}

function turnedClockwise({ depth, widthPx, heightPx, noise }: InkMap): InkMap {
  const turned = new Uint8Array(depth.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) turned[x * heightPx + (heightPx - 1 - y)] = depth[y * widthPx + x] as number;
  }
  return { depth: turned, widthPx: heightPx, heightPx: widthPx, noise };
}
