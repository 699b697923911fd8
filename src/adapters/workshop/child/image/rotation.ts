/** Where the pixels of a straightened page come from, in 1/4096 of a pixel (pages up to 500,000 pixels across fit 31 bits). */
export interface Rotation {
  readonly stepX: number;
  readonly stepY: number;
  startX(row: number): number;
  startY(row: number): number;
}

export const fractionBits = 12;

/**
 * Undoes a skew about the page's centre; the page keeps its size. What a tilted sheet loses at its corners it had
 * already lost in the scanner.
 *
 * @param degrees how far lines of print rise to the right.
 */
export function rotationOf(degrees: number, widthPx: number, heightPx: number): Rotation {
  const radians = (degrees * Math.PI) / 180;
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  const centreX = (widthPx - 1) / 2;
  const centreY = (heightPx - 1) / 2;
  const unit = 1 << fractionBits;
  return {
    stepX: Math.round(cosine * unit),
    stepY: Math.round(-sine * unit),
    startX: (row) => Math.round((centreX - centreX * cosine + (row - centreY) * sine) * unit),
    startY: (row) => Math.round((centreY + centreX * sine + (row - centreY) * cosine) * unit),
  };
}
