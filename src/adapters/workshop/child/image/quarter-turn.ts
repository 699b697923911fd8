import type { InkMap } from './ink-map.ts';
import { measureSkew, type Skew } from './skew.ts';

export interface Stand {
  /** True when lines of print run along the height of the page. */
  readonly isSideways: boolean;
  /** Of the page as it should stand: measured after the quarter turn when it is sideways. */
  readonly skew: Skew;
}

/** Lines of print stand this sharp; below it the other direction is tried (12 letters upright: 2.0 to 2.4, sideways: 1.0 to 1.3). */
const sharpEnough = 1.7;
const advantageNeeded = 1.35;

/** Whether the page lies on its side, and its skew. Upside down looks the same here and is left to recognition. */
export function measureStand(ink: InkMap): Stand {
  const upright = measureSkew(ink);
  if (upright.sharpness >= sharpEnough) return { isSideways: false, skew: upright };
  const sideways = measureSkew(turnedClockwise(ink));
  const isSideways = sideways.sharpness >= sharpEnough && sideways.sharpness > advantageNeeded * upright.sharpness;
  return { isSideways, skew: isSideways ? sideways : upright };
}

function turnedClockwise({ depth, widthPx, heightPx, noise }: InkMap): InkMap {
  const turned = new Uint8Array(depth.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) turned[x * heightPx + (heightPx - 1 - y)] = depth[y * widthPx + x] as number;
  }
  return { depth: turned, widthPx: heightPx, heightPx: widthPx, noise };
}
