import type { Pixels } from './pixels.ts';

/** A copy about this wide is enough to measure skew, turn and blankness, and a sixteenth of the work of the page itself. */
const widthWantedPx = 600;

export interface SmallCopy extends Pixels {
  readonly channels: 1;
  /** Pixels of the page along one pixel of the copy. */
  readonly factor: number;
}

/**
 * Averages square blocks of a grey page.
 *
 * @param broughtDownBy how many pixels of the page lie along one pixel of `grey` already.
 */
export function smallCopyOf(grey: Pixels, broughtDownBy = 1): SmallCopy {
  const factor = Math.max(1, Math.round(Math.min(grey.widthPx, grey.heightPx) / widthWantedPx));
  const widthPx = Math.max(1, Math.floor(grey.widthPx / factor));
  const heightPx = Math.max(1, Math.floor(grey.heightPx / factor));
  const bytes = new Uint8Array(widthPx * heightPx);
  const sums = new Uint32Array(widthPx);
  // Every second row of a block is enough: half the time, and the noise that is left is below a level.
  const rowStep = factor >= 4 ? 2 : 1;
  const area = factor * Math.ceil(factor / rowStep);
  for (let y = 0; y < heightPx; y += 1) {
    sums.fill(0);
    for (let inner = 0; inner < factor; inner += rowStep) {
      let at = (y * factor + inner) * grey.widthPx;
      for (let x = 0; x < widthPx; x += 1) {
        let sum = 0;
        for (let step = 0; step < factor; step += 1) sum += grey.bytes[at++] as number;
        sums[x] = (sums[x] as number) + sum;
      }
    }
    const start = y * widthPx;
    for (let x = 0; x < widthPx; x += 1) bytes[start + x] = (sums[x] as number) / area;
  }
  return { bytes, widthPx, heightPx, channels: 1, factor: factor * broughtDownBy };
}
