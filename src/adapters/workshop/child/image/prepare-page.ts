import type { DrawnPage } from '../../protocol.ts';
import type { TaskTools } from '../task-tools.ts';
import { isBlank } from './blank.ts';
import { inkMapOf } from './ink-map.ts';
import { bilevelPaper, studyPaper } from './paper.ts';
import { makePeopleImage } from './people-image.ts';
import { greyOf, type Pixels, turned } from './pixels.ts';
import { measureStand } from './quarter-turn.ts';
import { makeReadingImage } from './reading-image.ts';
import { smallCopyOf } from './small-copy.ts';

export interface RawPage {
  readonly number: number;
  /** At the resolution for reading. */
  readonly pixels: Pixels;
  readonly dpi: number;
  /** The same page for people, when it was drawn apart; otherwise made from `pixels`. */
  readonly people: { readonly pixels: Pixels; readonly dpi: number } | null;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Black-and-white from the start: fax or G4 scan. */
  readonly isBilevel: boolean;
}

/** Below this a line of print drifts by less than two pixels in ten centimetres, and turning costs more than it gains. */
const skewMinDegrees = 0.15;

/**
 * Makes a page upright and writes its two images. Measured on an A4 page of 300 dpi full of print, tilted by 2 degrees,
 * beside Tesseract on the same page and machine: see `bench/preparation`.
 */
export async function preparePage(raw: RawPage, tools: TaskTools): Promise<DrawnPage> {
  const lying = greyOf(raw.pixels);
  const lyingCopy = smallCopyOf(lying);
  const lyingInk = inkMapOf(lyingCopy);
  const stand = measureStand(lyingInk);
  const { rotation, skew } = stand;
  const grey = rotation === 0 ? lying : turned(lying, rotation);
  const copy = rotation === 0 ? lyingCopy : smallCopyOf(grey);
  const people = raw.people ?? { pixels: raw.pixels, dpi: raw.dpi };
  const peoplePixels = rotation === 0 ? people.pixels : turned(people.pixels, rotation);
  const blank = isBlank(lyingInk);
  const degrees = blank || Math.abs(skew.degrees) < skewMinDegrees ? 0 : skew.degrees;

  const paper = raw.isBilevel ? bilevelPaper(grey, copy) : studyPaper(grey);
  const readingImage = `reading-${raw.number}.png`;
  await tools.write(readingImage, makeReadingImage(grey, paper, degrees, raw.dpi));
  const image = `page-${raw.number}.webp`;
  await tools.write(image, await makePeopleImage(peoplePixels, degrees, people.dpi));
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
