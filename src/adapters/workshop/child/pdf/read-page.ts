import type { PageReading } from '../../../../domain/page.ts';
import type { DrawnPage } from '../../protocol.ts';
import { codesOf, preparePage } from '../image/prepare-page.ts';
import type { TaskTools } from '../task-tools.ts';
import { drawPage } from './draw-page.ts';
import { type PageContent, studyContent } from './page-content.ts';
import type { PdfFile, PdfPage } from './pdf-file.ts';
import { readTextLayer } from './text-layer.ts';
import { isTrustworthy } from './text-trust.ts';

export interface ReadPage {
  readonly page: DrawnPage;
  /** The page's own text; null when it must be read from its image. */
  readonly reading: PageReading | null;
  /** The page holds a picture with something in it, and yet it came out white. */
  readonly isOddlyBlank: boolean;
}

const pointsPerInch = 72;
const millimetresPerPoint = 25.4 / pointsPerInch;
/** A scan is drawn at its own resolution within these: enlarging adds nothing, above 300 dpi print reads no better. */
const dpiWorked = { min: 200, max: 300 } as const;
/** Codes of separator sheets are found from 100 dpi. */
const dpiSearchedMin = 150;
/** A picture over so much of a page is the page. */
const scanShareMin = 0.8;
const pixelsWorkedMax = 24_000_000;
/** Flatten for the screen, as people see it. */
const flattenForDisplay = 0;

/** Reads one page: by its own text where that can be trusted, otherwise as an image. `number` counts from 1. */
export async function readPage(
  file: PdfFile,
  number: number,
  findsSeparators: boolean,
  tools: TaskTools,
): Promise<ReadPage | null> {
  using page = flattened(file, number - 1);
  if (page === null || !(page.widthPt > 0) || !(page.heightPt > 0)) return null;
  const content = studyContent(file.pdfium, page);
  const text = readTextLayer(file.pdfium, page);
  if (content.objects === 0 && text.characters === 0) return textPage(page, number, []);
  if (isTrustworthy(text, content)) {
    const read = textPage(page, number, text.words);
    // A scanner that reads by itself writes its words behind the picture, and a program may draw a code beside its print.
    const isSearched = findsSeparators && (content.hasImages || content.hasDrawings);
    return isSearched ? { ...read, page: { ...read.page, codes: await codesOn(file, page, content) } } : read;
  }
  const drawn = await rasterPage(file, page, number, content, findsSeparators, tools);
  const isOddlyBlank = drawn.isBlank && content.hasImages && holdsSomething(content);
  return { page: { ...drawn, isBlank: drawn.isBlank && !isOddlyBlank }, reading: null, isOddlyBlank };
}

/** What was typed into a form, stamped or noted is an annotation; flattened it is text and picture like the rest. */
function flattened({ pdfium, page }: PdfFile, index: number): PdfPage | null {
  const { api } = pdfium;
  const asStored = page(index);
  if (asStored === null || api.FPDFPage_GetAnnotCount(asStored.handle) <= 0) return asStored;
  api.FPDFPage_Flatten(asStored.handle, flattenForDisplay);
  asStored[Symbol.dispose]();
  return page(index);
}

function textPage(page: PdfPage, number: number, words: PageReading['words']): ReadPage {
  return {
    page: {
      number,
      ...millimetres(page),
      image: null,
      readingImage: null,
      rotation: 0,
      skewDegrees: 0,
      isBlank: words.length === 0,
    },
    reading: { number, words, confidence: words.length === 0 ? 0 : 1, source: 'text-layer' },
    isOddlyBlank: false,
  };
}

async function codesOn(file: PdfFile, page: PdfPage, content: PageContent): Promise<DrawnPage['codes'] & object> {
  const inches = (page.widthPt * page.heightPt) / pointsPerInch ** 2;
  const dpi = Math.min(
    dpiWorked.max,
    Math.max(dpiSearchedMin, content.imageDpi ?? 0),
    Math.sqrt(pixelsWorkedMax / inches),
  );
  const size = (points: number): number => Math.max(1, Math.round((points / pointsPerInch) * dpi));
  const { pixels, widthPx, heightPx } = drawPage(file.pdfium, page, size(page.widthPt), size(page.heightPt), 1);
  return codesOf({ bytes: pixels, widthPx, heightPx, channels: 1 }, dpi);
}

async function rasterPage(
  file: PdfFile,
  page: PdfPage,
  number: number,
  content: PageContent,
  findsSeparators: boolean,
  tools: TaskTools,
): Promise<DrawnPage> {
  const isScan = content.imageShare > scanShareMin && content.imageDpi !== null;
  const wanted = isScan ? Math.min(dpiWorked.max, Math.max(dpiWorked.min, content.imageDpi ?? 0)) : dpiWorked.max;
  const inches = (page.widthPt * page.heightPt) / pointsPerInch ** 2;
  const dpi = Math.min(wanted, Math.sqrt(pixelsWorkedMax / inches));
  const size = (points: number): number => Math.max(1, Math.round((points / pointsPerInch) * dpi));
  // A black-and-white scan is drawn fastest in grey. All else in colour, and once: a JPEG scan of 300 dpi took 204 ms in
  // colour, and 350 ms in grey for reading and again at half the size in colour for people.
  const channels = isScan && content.isBilevelImage ? 1 : 3;
  const { pixels, widthPx, heightPx } = drawPage(file.pdfium, page, size(page.widthPt), size(page.heightPt), channels);
  return preparePage(
    {
      number,
      pixels: { bytes: pixels, widthPx, heightPx, channels },
      dpi,
      sourceDpi: isScan ? content.imageDpi : null,
      ...millimetres(page),
      isBilevel: false,
      findsSeparators,
    },
    tools,
  );
}

/**
 * A picture decoder that fails silently draws white. A blank sheet compresses to almost nothing (G4 and JBIG2 0.0003
 * bytes a pixel, JPEG 0.015), print to ten times that.
 */
function holdsSomething({ imageDensity, isBilevelImage }: PageContent): boolean {
  return imageDensity > (isBilevelImage ? 0.0008 : 0.03);
}

function millimetres({ widthPt, heightPt }: PdfPage): { readonly widthMm: number; readonly heightMm: number } {
  const round = (points: number): number => Math.max(0.1, Math.round(points * millimetresPerPoint * 10) / 10);
  return { widthMm: round(widthPt), heightMm: round(heightPt) };
}
