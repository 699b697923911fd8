import type { OpenAnswer, OpenInput } from '../../protocol.ts';
import { refusals } from '../refusals.ts';
import type { TaskTools } from '../task-tools.ts';
import { decodePage } from './decode-page.ts';
import { scaleOf } from './page-scale.ts';
import type { Pixels } from './pixels.ts';
import { preparePage } from './prepare-page.ts';
import { sharp } from './sharp.ts';

/** 72 and 96 are what programs write when they do not know. */
const meaninglessDpi: ReadonlySet<number> = new Set([72, 96]);

/** Opens a single image. Its size is read from the header before a pixel is decoded. */
export async function openImage(
  path: string,
  { mediaType, name }: { readonly mediaType: string; readonly name: string },
  { limits, findsSeparators }: OpenInput,
  tools: TaskTools,
): Promise<OpenAnswer> {
  const header = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (header === null) return refusals.unreadable(name);
  const storedHeightPx = header.pageHeight ?? header.height;
  if (header.width * storedHeightPx > limits.pagePixelsMax) {
    return refusals.tooManyPixels(header.width, storedHeightPx, limits.pagePixelsMax);
  }
  const orientation = header.orientation ?? 1;
  const density =
    header.density !== undefined && !meaninglessDpi.has(Math.round(header.density)) ? header.density : null;
  const scale =
    orientation >= 5
      ? scaleOf(storedHeightPx, header.width, density, density)
      : scaleOf(header.width, storedHeightPx, density, density);
  const source = {
    path,
    index: 0,
    scale,
    storedWidthPx: header.width,
    storedHeightPx,
    orientation,
    isGrey: header.space === 'b-w' || header.space === 'grey16',
    pixelsMax: limits.pagePixelsMax,
  };
  const remarks: string[] = [];
  let pixels: Pixels;
  let isTorn = false;
  try {
    pixels = await decodePage({ ...source, failOn: 'error' });
  } catch {
    const partial = await decodePage({ ...source, failOn: 'none' }).catch(() => null);
    if (partial === null) return refusals.unreadable(name);
    pixels = partial;
    isTorn = true;
    remarks.push('The image is damaged: a part of it may be missing. Ask for it again if it matters.');
  }
  if ((header.pages ?? 1) > 1) remarks.push(`The image has ${header.pages} frames; only the first is shown.`);
  const isBilevel = header.bitsPerSample === 1 && source.isGrey;
  const { dpi, sourceDpi, widthMm, heightMm } = scale;
  const page = await preparePage(
    { number: 1, pixels, dpi, sourceDpi, widthMm, heightMm, isBilevel, findsSeparators },
    tools,
  );
  return {
    kind: 'opened',
    documentKind: 'image',
    mediaType,
    pages: [page],
    mail: null,
    reading: null,
    pdf: null,
    children: [],
    remarks,
    ...(isTorn ? { isTorn } : {}),
  };
}
