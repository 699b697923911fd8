import type { PageScale } from './page-scale.ts';
import type { Pixels } from './pixels.ts';
import { sharp } from './sharp.ts';

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

/** More rows, each mixed from its two neighbours. */
function stretched({ bytes, widthPx, heightPx, channels }: Pixels, rows: number): Pixels {
  const result = Buffer.allocUnsafe(widthPx * channels * rows);
  const rowLength = widthPx * channels;
  const step = heightPx / rows;
  for (let row = 0; row < rows; row += 1) {
    const at = Math.min(heightPx - 1, Math.max(0, (row + 0.5) * step - 0.5));
    const upper = Math.floor(at);
    const share = Math.round((at - upper) * 256);
    const from = upper * rowLength;
    const below = Math.min(upper + 1, heightPx - 1) * rowLength - from;
    const to = row * rowLength;
    for (let x = 0; x < rowLength; x += 1) {
      const level = bytes[from + x] as number;
      result[to + x] = level + ((((bytes[from + below + x] as number) - level) * share) >> 8);
    }
  }
  return { bytes: result, widthPx, heightPx: rows, channels };
}
