import type { Pixels } from './pixels.ts';
import { sharp } from './sharp.ts';
import { straightened } from './straightened.ts';

/** Sharp enough to read small print on a screen; A4 is 1240 × 1754 pixels. */
const dpiWanted = 150;

/** By how many whole pixels a page comes down towards the image for people: 2 for 300 dpi. */
export function factorForPeople(dpi: number): number {
  return Math.max(1, Math.floor((dpi * 1.1) / dpiWanted));
}

/**
 * The image for people: straightened, about 150 dpi, colours kept, JPEG. A letter takes 26 ms and 77 KiB, where WebP of
 * the same look takes 57 ms and 51 KiB; and a PDF/A can hold a JPEG as it is.
 *
 * @param coarse the page brought down by `factorForPeople`, `dpi` its resolution now.
 */
export async function makePeopleImage(coarse: Pixels, degrees: number, dpi: number): Promise<Buffer> {
  const { bytes, widthPx, heightPx, channels } = straightened(await brought(coarse, dpi / dpiWanted), degrees);
  return encodePeopleImage(sharp(bytes, { raw: { width: widthPx, height: heightPx, channels } }));
}

/** What whole blocks leave over: a fax of 204 dpi comes down to 150 before it is straightened, at half the pixels. */
async function brought(pixels: Pixels, rest: number): Promise<Pixels> {
  if (rest <= 1.15) return pixels;
  const { data, info } = await sharp(pixels.bytes, {
    raw: { width: pixels.widthPx, height: pixels.heightPx, channels: pixels.channels },
  })
    .resize(Math.max(1, Math.round(pixels.widthPx / rest)), Math.max(1, Math.round(pixels.heightPx / rest)), {
      fit: 'fill',
      kernel: 'linear',
    })
    .toColourspace(pixels.channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height, channels: pixels.channels };
}

/** Shows no halos on print at this quality. */
const quality = 62;

export function encodePeopleImage(image: ReturnType<typeof sharp>): Promise<Buffer> {
  return image.jpeg({ quality }).toBuffer();
}
