import type { Sharp } from 'sharp';
import type { Grey } from './grey.ts';
import { sharp } from './sharp.ts';

/** WebP for people: a 150-dpi A4 letter is about 60 kB. Effort 1 takes a third of the default's time for 4 % more bytes. */
export function encodePeopleImage(image: Sharp): Promise<Buffer> {
  return image.webp({ quality: 60, effort: 1 }).toBuffer();
}

/** The image for reading, black-and-white or grey, with its resolution inside so that the reader need not guess. */
export function encodeReadingImage(grey: Grey, isBinary: boolean): Promise<Buffer> {
  const image = sharp(grey.pixels, { raw: { width: grey.widthPx, height: grey.heightPx, channels: 1 } }).withMetadata({
    density: grey.dpi,
  });
  return (
    isBinary
      ? image.toColourspace('b-w').png({ compressionLevel: 2, palette: false })
      : image.toColourspace('b-w').png({ compressionLevel: 2 })
  ).toBuffer();
}
