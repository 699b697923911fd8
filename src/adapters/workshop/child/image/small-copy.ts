import type { Pixels } from './pixels.ts';
import { reduced } from './reduced.ts';

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
  return { ...reduced(grey, factor), channels: 1, factor: factor * broughtDownBy };
}
