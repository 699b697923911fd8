import type { DrawnPage } from '../../protocol.ts';
import { findSeparators } from '../separators/find-separators.ts';
import type { TaskTools } from '../task-tools.ts';
import { isBlank } from './blank.ts';
import { inkMapOf } from './ink-map.ts';
import { judgeQuality } from './judge-quality.ts';
import { bilevelPaper, studyPaper } from './paper.ts';
import { factorForPeople, makePeopleImage } from './people-image.ts';
import { greyOf, type Pixels, turned } from './pixels.ts';
import { measureStand } from './quarter-turn.ts';
import { makeReadingImage } from './reading-image.ts';
import { reduced } from './reduced.ts';
import { smallCopyOf } from './small-copy.ts';
import { type StrokeEdges, strokeEdgesOf } from './stroke-edges.ts';
import { isUpsideDown } from './upside-down.ts';

export interface RawPage {
  readonly number: number;
  readonly pixels: Pixels;
  readonly dpi: number;
  /** Dots per inch as scanned, the mean of both directions, before `pixels` were scaled; null when nobody knows. */
  readonly sourceDpi: number | null;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Black-and-white from the start: fax or G4 scan. */
  readonly isBilevel: boolean;
  /** Bar codes and patch codes are looked for. */
  readonly findsSeparators: boolean;
}

/** Below this a line of print drifts by less than a millimetre over its length, and turning costs more than it gains. */
const skewMinDegrees = 0.1;

/** Half a turn more. */
const headUp = { 0: 180, 90: 270, 270: 90 } as const;

/**
 * Makes a page upright and writes its two images. On A4 pages of 300 dpi full of print, tilted by 2 degrees, all of it
 * with decoding takes an eighth of the time that Tesseract then takes to read them, beside it on the same machine.
 */
export async function preparePage(raw: RawPage, tools: TaskTools): Promise<DrawnPage> {
  const factor = factorForPeople(raw.dpi);
  const lying = reduced(raw.pixels, factor);
  const lyingGrey = greyOf(lying);
  const lyingCopy = smallCopyOf(lyingGrey, factor);
  const ink = inkMapOf(lyingCopy);
  const coarseDpi = raw.dpi / factor;
  // Averages of more pixels are quieter, so the finer copy's grain is wider than the ink map's.
  const edges = (): StrokeEdges => strokeEdgesOf(lyingGrey, coarseDpi, Math.max(10, 8 * ink.noise));
  const blank = !isDark(lyingCopy) && isBlank(ink, raw.dpi / lyingCopy.factor, edges);
  const { rotation: sideways, skew } = measureStand(ink);
  const level = sideways === 0 ? lying : turned(lying, sideways);
  const isOnItsHead = !blank && isUpsideDown(sideways === 0 ? lyingGrey : greyOf(level), coarseDpi, skew.degrees);
  const rotation = isOnItsHead ? headUp[sideways] : sideways;
  const pixels = rotation === 0 ? raw.pixels : turned(raw.pixels, rotation);
  const coarse = isOnItsHead ? turned(level, 180) : level;
  const degrees = blank || Math.abs(skew.degrees) < skewMinDegrees ? 0 : skew.degrees;

  const grey = greyOf(pixels);
  const copy = rotation === 0 ? lyingCopy : smallCopyOf(greyOf(coarse), factor);
  const paper = raw.isBilevel ? bilevelPaper(grey, copy) : studyPaper(grey);
  const readingImage = `reading-${raw.number}.png`;
  await tools.write(readingImage, makeReadingImage(grey, paper, degrees, raw.dpi));
  const image = `page-${raw.number}.jpg`;
  await tools.write(image, await makePeopleImage(coarse, degrees, coarseDpi));
  return {
    number: raw.number,
    widthMm: sideways === 0 ? raw.widthMm : raw.heightMm,
    heightMm: sideways === 0 ? raw.heightMm : raw.widthMm,
    image,
    readingImage,
    rotation,
    skewDegrees: degrees,
    isBlank: blank,
    quality: blank
      ? null
      : judgeQuality({
          sourceDpi: raw.sourceDpi,
          copy: lyingCopy,
          ink,
          edges: edges(),
          skewDegrees: skew.degrees,
          isBilevel: raw.isBilevel,
        }),
    ...(raw.findsSeparators ? { codes: blank ? [] : await codesOf(grey, raw.dpi) } : {}),
  };
}

/** Paper of any colour is lighter than this. */
const paperLevelMin = 70;

/** A sheet without paper on it: scanned without light, from the wrong side of a dark folder. Somebody must look at it. */
function isDark({ bytes }: Pixels): boolean {
  let sum = 0;
  for (const level of bytes) sum += level;
  return sum < paperLevelMin * bytes.length;
}

/** Longer ones are no separators, and a page of matrix codes shall not fill the facts. */
const codeTextMax = 300;
const codesMax = 24;

/** Bar codes and patch codes of an upright page in grey. */
export async function codesOf(grey: Pixels, dpi: number): Promise<DrawnPage['codes'] & object> {
  const { bytes: pixels, widthPx: width, heightPx: height } = grey;
  const found = await findSeparators({ pixels, width, height, dpiX: dpi, dpiY: dpi });
  return found.filter(({ text }) => text.length <= codeTextMax).slice(0, codesMax);
}
