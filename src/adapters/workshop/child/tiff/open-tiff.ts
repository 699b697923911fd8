import type { DrawnFilePage, DrawnPage, OpenAnswer, OpenInput } from '../../protocol.ts';
import { decodePage, type PageSource } from '../image/decode-page.ts';
import { scaleOf } from '../image/page-scale.ts';
import type { Pixels } from '../image/pixels.ts';
import { preparePage } from '../image/prepare-page.ts';
import { refusals } from '../refusals.ts';
import { pageRemark } from '../remarks.ts';
import type { TaskTools } from '../task-tools.ts';
import { readTiffPages, type TiffPage } from './tiff-pages.ts';

/** Opens a TIFF page by page; a thousand pages need no more memory than one. */
export async function openTiff(
  path: string,
  { limits, findsSeparators, made }: OpenInput,
  tools: TaskTools,
): Promise<OpenAnswer> {
  const { pages: found, isBroken } = readTiffPages(path, limits.pagesMax);
  if (found.length > limits.pagesMax) return refusals.tooManyPages(found.length, limits.pagesMax);
  if (found.length === 0) return isBroken ? refusals.truncated('TIFF') : refusals.unreadable('TIFF');
  const isTooBig = ({ widthPx, heightPx }: TiffPage): boolean => widthPx * heightPx > limits.pagePixelsMax;
  const big = found.find(isTooBig);
  if (big !== undefined && found.every(isTooBig))
    return refusals.tooManyPixels(big.widthPx, big.heightPx, limits.pagePixelsMax);

  const pages: DrawnPage[] = [];
  const torn: number[] = [];
  const missing: number[] = [];
  const oversized: number[] = [];
  for (const [position, page] of found.entries()) {
    const before = made[position];
    const drawn = before ?? (await draw(path, page, position + 1, pages.length + 1));
    if (before === undefined) tools.pageMade(drawn, found.length);
    if (drawn.flaw === 'torn') torn.push(drawn.filePage);
    if (drawn.page === null && !isTooBig(page)) missing.push(drawn.filePage);
    else if (drawn.page === null) oversized.push(drawn.filePage);
    if (drawn.page !== null) pages.push(drawn.page);
  }
  if (pages.length === 0) return refusals.truncated('TIFF');
  const remarks = [
    pageRemark(
      torn,
      'is torn: its lower part is missing. Scan it again if it matters.',
      'are torn: their lower parts are missing. Scan them again if they matter.',
    ),
    pageRemark(
      missing,
      'could not be read and was left out. Scan it again.',
      'could not be read and were left out. Scan them again.',
    ),
    big === undefined
      ? null
      : pageRemark(
          oversized,
          `has ${sizeOf(big)} pixels, more than are opened (${limits.pagePixelsMax.toLocaleString('en-GB')}), and was left out. Scan it again.`,
          `have up to ${sizeOf(found.filter(isTooBig).reduce(larger))} pixels, more than are opened (${limits.pagePixelsMax.toLocaleString('en-GB')}), and were left out. Scan them again.`,
        ),
    isBroken ? 'The file breaks off; pages after the last one shown may be missing.' : null,
  ].filter((remark) => remark !== null);
  return {
    kind: 'opened',
    documentKind: 'tiff',
    mediaType: 'image/tiff',
    pages,
    mail: null,
    reading: null,
    pdf: null,
    children: [],
    remarks,
    ...(isBroken || torn.length + missing.length + oversized.length > 0 ? { isTorn: true } : {}),
  };

  async function draw(path: string, page: TiffPage, filePage: number, number: number): Promise<DrawnFilePage> {
    const decoded = isTooBig(page) ? null : await decode(path, page, limits.pagePixelsMax);
    if (decoded === null) return { filePage, page: null, reading: null, flaw: null };
    const { dpi, sourceDpi, widthMm, heightMm } = decoded.source.scale;
    const drawn = await preparePage(
      {
        ...{ number, pixels: decoded.pixels, dpi, sourceDpi, widthMm, heightMm },
        ...{ isBilevel: page.isBilevel, findsSeparators },
      },
      tools,
    );
    return {
      filePage,
      // Pages that could not be read are left out of the count, but not of the file.
      page: number === filePage ? drawn : { ...drawn, filePage },
      reading: null,
      flaw: decoded.isTorn ? 'torn' : null,
    };
  }
}

function sizeOf({ widthPx, heightPx }: TiffPage): string {
  return `${widthPx.toLocaleString('en-GB')} × ${heightPx.toLocaleString('en-GB')}`;
}

function larger(a: TiffPage, b: TiffPage): TiffPage {
  return a.widthPx * a.heightPx >= b.widthPx * b.heightPx ? a : b;
}

interface Decoded {
  readonly pixels: Pixels;
  readonly source: PageSource;
  readonly isTorn: boolean;
}

/** A page that is whole by its directory is decoded strictly first; what then remains of a torn one is still shown. */
async function decode(path: string, page: TiffPage, pixelsMax: number): Promise<Decoded | null> {
  const swaps = page.orientation >= 5;
  const scale = swaps
    ? scaleOf(page.heightPx, page.widthPx, page.dpiY, page.dpiX)
    : scaleOf(page.widthPx, page.heightPx, page.dpiX, page.dpiY);
  const source = {
    path,
    index: page.index,
    scale,
    storedWidthPx: page.widthPx,
    storedHeightPx: page.heightPx,
    orientation: page.orientation,
    isGrey: page.samples < 3 && !page.isPalette,
    pixelsMax,
  };
  for (const failOn of ['error', 'none'] as const) {
    try {
      const whole = { ...source, failOn };
      return { pixels: await decodePage(whole), source: whole, isTorn: failOn === 'none' || page.isTorn };
    } catch {
      // The lenient second try, or nothing.
    }
  }
  return null;
}
