import type { PageScale } from './page-scale.ts';
import type { Pixels } from './pixels.ts';
import { sharp } from './sharp.ts';
import { stretched } from './stretched.ts';

export interface PageSource {
  readonly path: string;
  /** Page of a multi-page file, from 0. */
  readonly index: number;
  readonly scale: PageScale;
  /** As stored, before orientation and scaling. */
  readonly storedWidthPx: number;
  readonly storedHeightPx: number;
  /** EXIF numbering; 5 to 8 swap the sides. */
  readonly orientation: number;
  readonly isGrey: boolean;
  readonly pixelsMax: number;
  /** `error` refuses pixels that were made up for a torn file; `none` takes what there is. */
  readonly failOn: 'error' | 'none';
}

/** Decodes one page upright as its file says, on white, in square pixels. Rejects when libvips cannot read it. */
export async function decodePage(source: PageSource): Promise<Pixels> {
  const { scale, storedWidthPx, storedHeightPx, orientation } = source;
  let image = sharp(source.path, {
    page: source.index,
    pages: 1,
    limitInputPixels: source.pixelsMax,
    failOn: source.failOn,
    sequentialRead: true,
  });
  if (orientation !== 1) image = image.autoOrient();
  const swaps = orientation >= 5;
  const [width, height] = swaps ? [storedHeightPx, storedWidthPx] : [storedWidthPx, storedHeightPx];
  // A fax is only stretched downwards, which its rows can be in a quarter of the time of a general resize.
  const isStretched = source.isGrey && scale.widthPx === width && scale.heightPx > height;
  if (!isStretched && (scale.widthPx !== width || scale.heightPx !== height)) {
    // Linear keeps the edges of stretched fax pixels straighter than the default and costs half.
    image = image.resize(scale.widthPx, scale.heightPx, {
      fit: 'fill',
      kernel: scale.widthPx < width ? 'cubic' : 'linear',
    });
  }
  const { data, info } = await image
    .flatten({ background: 'white' })
    .toColourspace(source.isGrey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 && info.channels !== 3) throw new Error(`An image decoded to ${info.channels} channels.`);
  const pixels = { bytes: data, widthPx: info.width, heightPx: info.height, channels: info.channels };
  return isStretched ? stretched(pixels, scale.heightPx) : pixels;
}
