import type { FoundCode } from '../../../../domain/separator.ts';
import { isStriped, readBarCodes } from './bar-code-reader.ts';
import { type CodeCandidate, findCodeCandidates } from './code-candidates.ts';
import { countStripes } from './count-stripes.ts';
import { type Cutting, cutOut } from './cutting.ts';
import { findPatches } from './find-patches.ts';
import { type GreyRaster, reduce } from './grey-raster.ts';
import { joinBoxes } from './join-boxes.ts';

/** Photographs and coats of arms may look like matrix codes; a page with more of them is none that separates. */
const candidatesMax = 24;
/** A Code 128 of a single character has 18 edges, a Code 39 has 30. */
const edgesMin = 14;
/** The smallest matrix codes have ten modules a side; a punch hole has two edges. */
const denseEdgesMin = 6;

const regionPerPatchMax = 5;

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
  const found: FoundCode[] = [];
  const candidates = findCodeCandidates(reduced).filter(
    (region) =>
      !patches.some(({ box }) => isOf(region, box)) &&
      countStripes(page, region, reduced) >= (region.isDense ? denseEdgesMin : edgesMin),
  );
  const regions = joinBoxes(candidates, page.width, page.height)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, candidatesMax);
  for (const region of regions) {
    signal?.throwIfAborted();
    for (const cutting of cutOut(page, region)) {
      const codes = await readCutting(cutting, region);
      found.push(...codes.filter((code) => !found.some((known) => isSame(known, code))));
      if (codes.length > 0) break;
    }
  }
  // A bar code checks itself: four bars of one are no patch code.
  return [...patches.filter((patch) => !found.some((code) => doOverlap(code.box, patch.box))), ...found];
}

async function readCutting(cutting: Cutting, region: CodeCandidate): Promise<readonly FoundCode[]> {
  const codes = await readBarCodes(cutting.picture, region.isDense ? 'all' : 'bars');
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
      angle: angleOf(cutting.turned - orientation, isStriped(format) ? region : null),
    };
  });
}

/** The edges of a patch code's bars are stripes too; reading them would find nothing and cost as much as the page. */
function isOf(region: FoundCode['box'], box: FoundCode['box']): boolean {
  const x = region.x + region.width / 2 - box.x;
  const y = region.y + region.height / 2 - box.y;
  const rim = Math.min(box.width, box.height) / 4;
  const isWithin = x >= -rim && y >= -rim && x <= box.width + rim && y <= box.height + rim;
  return isWithin && region.width * region.height < regionPerPatchMax * box.width * box.height;
}

/** Regions may overlap, and then the same code is read in both. */
function isSame(one: FoundCode, other: FoundCode): boolean {
  return one.format === other.format && one.text === other.text && doOverlap(one.box, other.box);
}

function doOverlap(one: FoundCode['box'], other: FoundCode['box']): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Bars are read along one line, level whatever their tilt; the stripes themselves tell it within two degrees. */
function angleOf(read: number, region: CodeCandidate | null): number {
  const better =
    region?.isStriped === true
      ? [0, 180, -180].map((turn) => region.stripesTilt + turn).find((one) => Math.abs(normal(one - read)) < 10)
      : undefined;
  return normal(Math.round((better ?? read) * 10) / 10);
}

function normal(degrees: number): number {
  const whole = degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
  return whole === 0 ? 0 : whole;
}
