import type { CodeCandidate } from './code-candidates.ts';
import type { GreyRaster } from './grey-raster.ts';

/** A region of a page as a picture of its own. */
export interface Cutting {
  readonly picture: GreyRaster;
  /** Degrees counter-clockwise by which the code stands turned on the page more than in the picture. */
  readonly turned: number;
  toPage(place: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number };
}

/** Above this a code is read at half the resolution first: four times as fast. */
const dpiPlenty = 450;
const tiltWorthTurning = 1.5;
const pixelsMax = 12_000_000;

/** The ways to look at a region, the likeliest first; reading ends with the first that holds a code. */
export function* cutOut(page: GreyRaster, region: CodeCandidate): Generator<Cutting> {
  const isFine = Math.min(page.dpiX, page.dpiY) > dpiPlenty;
  if (isFine) yield cut(page, region, 0, 2);
  if (region.width * region.height > pixelsMax) return;
  // Fax pixels as they are: stretching blurs bars that stand upright.
  yield cut(page, region, 0, 1);
  const tilt = nearestQuarter(region.stripesTilt);
  const isSquare = Math.max(page.dpiX / page.dpiY, page.dpiY / page.dpiX) < 1.1;
  const isTilted = region.isStriped && Math.abs(tilt) >= tiltWorthTurning;
  if (isTilted || !isSquare) yield cut(page, region, isTilted ? tilt : 0, isFine ? 2 : 1, !isSquare);
}

/** Samples the region on square pixels when asked, turned by so many degrees around its middle. */
function cut(page: GreyRaster, region: CodeCandidate, tilt: number, step: number, isSquared = false): Cutting {
  const dpi = Math.max(page.dpiX, page.dpiY);
  const stepX = isSquared ? page.dpiX / dpi : step;
  const stepY = isSquared ? page.dpiY / dpi : step;
  const width = Math.max(1, Math.floor(region.width / stepX));
  const height = Math.max(1, Math.floor(region.height / stepY));
  const radians = (tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [middleX, middleY] = [region.x + region.width / 2, region.y + region.height / 2];
  const toPage = (place: { readonly x: number; readonly y: number }) => {
    const dx = place.x - width / 2;
    const dy = place.y - height / 2;
    return { x: middleX + (cos * dx + sin * dy) * stepX, y: middleY + (-sin * dx + cos * dy) * stepY };
  };
  const pixels = new Uint8Array(width * height);
  const isPlain = tilt === 0 && stepX === 1 && stepY === 1;
  for (let y = 0; y < height; y += 1) {
    if (isPlain) {
      const start = (region.y + y) * page.width + region.x;
      pixels.set(page.pixels.subarray(start, start + width), y * width);
      continue;
    }
    for (let x = 0; x < width; x += 1) {
      const place = toPage({ x: x + 0.5, y: y + 0.5 });
      pixels[y * width + x] = levelAt(page, place.x, place.y);
    }
  }
  return { picture: { pixels, width, height, dpiX: page.dpiX / stepX, dpiY: page.dpiY / stepY }, turned: tilt, toPage };
}

/** Between the four pixels around a place; white outside the page. */
function levelAt(page: GreyRaster, x: number, y: number): number {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= page.width || top + 1 >= page.height) return 255;
  const shareX = x - 0.5 - left;
  const shareY = y - 0.5 - top;
  const at = top * page.width + left;
  const { pixels } = page;
  const upper = (pixels[at] as number) * (1 - shareX) + (pixels[at + 1] as number) * shareX;
  const lower = (pixels[at + page.width] as number) * (1 - shareX) + (pixels[at + page.width + 1] as number) * shareX;
  return upper * (1 - shareY) + lower * shareY;
}

/** A tilt from upright or from level, above -45 and up to 45. */
function nearestQuarter(degrees: number): number {
  return degrees > 45 ? degrees - 90 : degrees <= -45 ? degrees + 90 : degrees;
}
