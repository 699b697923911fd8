import type { DrawnPage } from '../../protocol.ts';
import type { TaskTools } from '../task-tools.ts';
import { isBlank } from './blank.ts';
import { inkMapOf } from './ink-map.ts';
import { bilevelPaper, studyPaper } from './paper.ts';
import { factorForPeople, makePeopleImage } from './people-image.ts';
import { greyOf, type Pixels, turned } from './pixels.ts';
import { measureStand } from './quarter-turn.ts';
import { makeReadingImage } from './reading-image.ts';
import { reduced } from './reduced.ts';
import { smallCopyOf } from './small-copy.ts';

export interface RawPage {
  readonly number: number;
  readonly pixels: Pixels;
  readonly dpi: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Black-and-white from the start: fax or G4 scan. */
  readonly isBilevel: boolean;
}

/** Below this a line of print drifts by less than a millimetre over its length, and turning costs more than it gains. */
const skewMinDegrees = 0.15;

/**
 * Makes a page upright and writes its two images. On A4 pages of 300 dpi full of print, tilted by 2 degrees, all of it
 * with decoding takes an eighth of the time that Tesseract then takes to read them, beside it on the same machine.
 */
export async function preparePage(raw: RawPage, tools: TaskTools): Promise<DrawnPage> {
  const factor = factorForPeople(raw.dpi);
  const lying = reduced(raw.pixels, factor);
  const lyingCopy = smallCopyOf(greyOf(lying), factor);
  const ink = inkMapOf(lyingCopy);
  const blank = isBlank(ink);
  const { rotation, skew } = measureStand(ink);
  const pixels = rotation === 0 ? raw.pixels : turned(raw.pixels, rotation);
  const coarse = rotation === 0 ? lying : turned(lying, rotation);
  const degrees = blank || Math.abs(skew.degrees) < skewMinDegrees ? 0 : skew.degrees;

  const grey = greyOf(pixels);
  const copy = rotation === 0 ? lyingCopy : smallCopyOf(greyOf(coarse), factor);
  const paper = raw.isBilevel ? bilevelPaper(grey, copy) : studyPaper(grey);
  const readingImage = `reading-${raw.number}.png`;
  await tools.write(readingImage, makeReadingImage(grey, paper, degrees, raw.dpi));
  const image = `page-${raw.number}.webp`;
  await tools.write(image, await makePeopleImage(coarse, degrees, raw.dpi / factor));
  return {
    number: raw.number,
    widthMm: rotation === 0 ? raw.widthMm : raw.heightMm,
    heightMm: rotation === 0 ? raw.heightMm : raw.widthMm,
    image,
    readingImage,
    rotation,
    skewDegrees: degrees,
    isBlank: blank,
  };
}
