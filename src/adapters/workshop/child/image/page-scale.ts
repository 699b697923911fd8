/** How big a page is in the world, and at how many pixels it is worked on. */
export interface PageScale {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Square pixels. */
  readonly dpi: number;
  /** As scanned, the mean of both directions. */
  readonly sourceDpi: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Print reads no better above 300 dpi, and time grows with pixels. */
const dpiMax = 350;
const dpiWorked = 300;
/** Screenshots and thumbnails: letters of eight pixels are read far better enlarged. */
const dpiMin = 140;
const dpiEnlarged = 200;
/** A3 at 300 dpi has 17 million. */
const pixelsWorkedMax = 24_000_000;
const longSideInchesOfA4 = 11.69;
const millimetresPerInch = 25.4;
/** Beyond these a resolution is a default nobody meant (72, 96, 1) and the page would be a stamp or a wall. */
const longSideInches = { min: 2, max: 60 } as const;

/**
 * Square pixels for a page of any resolution: a fax of 204 × 98 is stretched to 204 × 204, 600 dpi come down to 300.
 * A page that does not say its resolution (a photo of a letter) is taken for A4.
 */
export function scaleOf(widthPx: number, heightPx: number, dpiX: number | null, dpiY: number | null): PageScale {
  const assumed = Math.max(widthPx, heightPx) / longSideInchesOfA4;
  let x = dpiX ?? dpiY ?? assumed;
  let y = dpiY ?? dpiX ?? assumed;
  const longSide = Math.max(widthPx / x, heightPx / y);
  const isPlausible = longSide >= longSideInches.min && longSide <= longSideInches.max && Math.max(x / y, y / x) < 4.5;
  if (!isPlausible) x = y = assumed;

  const finer = Math.max(x, y);
  const wanted = finer > dpiMax ? dpiWorked : finer < dpiMin ? dpiEnlarged : finer;
  const most = Math.sqrt(pixelsWorkedMax / ((widthPx / x) * (heightPx / y)));
  const dpi = Math.min(wanted, most);
  return {
    widthPx: Math.max(1, Math.round((widthPx / x) * dpi)),
    heightPx: Math.max(1, Math.round((heightPx / y) * dpi)),
    dpi,
    sourceDpi: Math.sqrt(x * y),
    widthMm: round((widthPx / x) * millimetresPerInch),
    heightMm: round((heightPx / y) * millimetresPerInch),
  };
}

function round(millimetres: number): number {
  return Math.round(millimetres * 10) / 10;
}
