import type { FoundCode } from '../../../../domain/separator.ts';
import { readBarCodes } from './bar-code-reader.ts';
import { findCodeCandidates } from './code-candidates.ts';
import { countStripes } from './count-stripes.ts';
import { type Cutting, cutOut } from './cutting.ts';
import { findPatches } from './find-patches.ts';
import { type GreyRaster, reduce } from './grey-raster.ts';
import { joinBoxes } from './join-boxes.ts';

/** Photographs and coats of arms may look like matrix codes; a page with more of them is none that separates. */
const candidatesMax = 24;
/** A Code 128 of a single character has 18 edges, a Code 39 has 30. */
const edgesMin = 14;

/**
 * Patch codes, bar codes and QR codes of a page image, level, upside down or sideways, tilted by up to 5 degrees, in any
 * resolution from 100 to 600 dpi, fax pixels included. Most pages have none, so a copy of 100 dpi is searched for what
 * looks like one, and only those regions are read thoroughly: reading whole pages takes 180 ms and more.
 *
 * Says nothing about what a code means: see `src/rules/separation`. Throws the signal's reason when it is aborted.
 */
export async function findSeparators(page: GreyRaster, signal?: AbortSignal): Promise<readonly FoundCode[]> {
  signal?.throwIfAborted();
  const reduced = reduce(page);
  const patches = findPatches(reduced);
  const found: FoundCode[] = [...patches];
  const candidates = findCodeCandidates(reduced).filter(
    (region) =>
      !patches.some(({ box }) => isMostlyIn(region, box)) &&
      (region.isDense || countStripes(page, region, reduced) >= edgesMin),
  );
  const regions = joinBoxes(candidates, page.width, page.height)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, candidatesMax);
  for (const region of regions) {
    signal?.throwIfAborted();
    for (const cutting of cutOut(page, region)) {
      const codes = await readCutting(cutting, region.isDense ? 'all' : 'bars');
      found.push(...codes.filter((code) => !found.some((known) => isSame(known, code))));
      if (codes.length > 0) break;
    }
  }
  return found;
}

async function readCutting(cutting: Cutting, kinds: 'bars' | 'all'): Promise<readonly FoundCode[]> {
  const codes = await readBarCodes(cutting.picture, kinds);
  return codes.map(({ format, text, corners, orientation }) => {
    const places = corners.map(cutting.toPage);
    const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
    const [x, y] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
    return {
      format,
      text,
      patch: null,
      box: { x, y, width: Math.round(Math.max(...xs)) - x, height: Math.round(Math.max(...ys)) - y },
      confidence: 1,
      angle: normal(Math.round((cutting.turned - orientation) * 10) / 10),
    };
  });
}

/** The edges of a patch code's bars are stripes too; reading them would find nothing and cost as much as the page. */
function isMostlyIn(region: FoundCode['box'], box: FoundCode['box']): boolean {
  const width = Math.min(region.x + region.width, box.x + box.width) - Math.max(region.x, box.x);
  const height = Math.min(region.y + region.height, box.y + box.height) - Math.max(region.y, box.y);
  return width > 0 && height > 0 && width * height > 0.4 * region.width * region.height;
}

/** Regions may overlap, and then the same code is read in both. */
function isSame(one: FoundCode, other: FoundCode): boolean {
  return (
    one.format === other.format &&
    one.text === other.text &&
    one.box.x < other.box.x + other.box.width &&
    other.box.x < one.box.x + one.box.width &&
    one.box.y < other.box.y + other.box.height &&
    other.box.y < one.box.y + one.box.height
  );
}

function normal(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
}
