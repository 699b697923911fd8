/** Where the pixels of a straightened page come from, in 1/4096 of a pixel (pages up to 500,000 pixels across fit 31 bits). */
export interface Rotation {
  readonly stepX: number;
  readonly stepY: number;
  startX(row: number): number;
  startY(row: number): number;
}

export const fractionBits = 12;

/**
 * Undoes a skew about the page's centre, and brings the page to another number of pixels in the same pass; the sheet keeps
 * its size. What a tilted sheet loses at its corners it had already lost in the scanner.
 *
 * @param degrees how far lines of print rise to the right.
 * @param to size of the straightened page in pixels; the page's own by default.
 */
export function rotationOf(degrees: number, widthPx: number, heightPx: number, to = { widthPx, heightPx }): Rotation {
  const radians = (degrees * Math.PI) / 180;
  const reduction = widthPx / to.widthPx;
  const cosine = Math.cos(radians) * reduction;
  const sine = Math.sin(radians) * reduction;
  const centreX = (widthPx - 1) / 2;
  const centreY = (heightPx - 1) / 2;
  const middle = (to.widthPx - 1) / 2;
  const middleRow = (to.heightPx - 1) / 2;
  const unit = 1 << fractionBits;
  return {
    stepX: Math.round(cosine * unit),
    stepY: Math.round(-sine * unit),
    startX: (row) => Math.round((centreX - middle * cosine + (row - middleRow) * sine) * unit),
    startY: (row) => Math.round((centreY + middle * sine + (row - middleRow) * cosine) * unit),
  };
}
