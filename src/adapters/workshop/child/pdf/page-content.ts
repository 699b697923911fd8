import type { PdfPage } from './pdf-file.ts';
import type { Pdfium } from './pdfium.ts';

/** What a page is made of, as far as it decides between its own text and reading an image of it. */
export interface PageContent {
  readonly objects: number;
  /** Share of the page covered by its largest picture, 0 to 1. */
  readonly imageShare: number;
  /** Resolution of the largest picture on this page. */
  readonly imageDpi: number | null;
  /** Stored bytes per pixel of the largest picture, and whether it is stored as black-and-white. */
  readonly imageDensity: number;
  readonly isBilevelImage: boolean;
  readonly hasImages: boolean;
  /** Lines and filled shapes: rules, frames, and bar codes drawn by a program. */
  readonly hasDrawings: boolean;
}

const pathType = 2;
const imageType = 3;
const formType = 5;
const objectsMax = 20_000;
const formDepthMax = 4;
const bilevelFilters: ReadonlySet<string> = new Set(['CCITTFaxDecode', 'JBIG2Decode']);

interface Found {
  objects: number;
  hasImages: boolean;
  hasDrawings: boolean;
  share: number;
  image: number;
  widthPt: number;
}

export function studyContent(pdfium: Pdfium, page: PdfPage): PageContent {
  const { api } = pdfium;
  const found: Found = { objects: 0, hasImages: false, hasDrawings: false, share: 0, image: 0, widthPt: 0 };
  const count = api.FPDFPage_CountObjects(page.handle);
  for (let index = 0; index < Math.min(count, objectsMax); index += 1) {
    study(pdfium, page, api.FPDFPage_GetObject(page.handle, index), found, 0, null);
  }
  return {
    objects: found.objects,
    hasImages: found.hasImages,
    hasDrawings: found.hasDrawings,
    imageShare: found.share,
    ...describeImage(pdfium, page, found),
  };
}

/** Pictures inside forms are measured by the form that shows them, whose bounds are the page's. */
function study(
  pdfium: Pdfium,
  page: PdfPage,
  object: number,
  found: Found,
  depth: number,
  shownBy: number | null,
): void {
  const { api } = pdfium;
  const type = api.FPDFPageObj_GetType(object);
  if (type === formType && depth < formDepthMax) {
    const count = Math.min(api.FPDFFormObj_CountObjects(object), objectsMax);
    for (let index = 0; index < count && found.objects < objectsMax; index += 1) {
      study(pdfium, page, api.FPDFFormObj_GetObject(object, index), found, depth + 1, shownBy ?? object);
    }
    return;
  }
  found.objects += 1;
  if (type === pathType) found.hasDrawings = true;
  if (type !== imageType) return;
  found.hasImages = true;
  const [width, height] = sizeOf(pdfium, shownBy ?? object);
  const share = Math.min(1, (width * height) / Math.max(1, page.widthPt * page.heightPt));
  if (share >= found.share) Object.assign(found, { share, image: object, widthPt: width });
}

function sizeOf({ api, withMemory, readFloats }: Pdfium, object: number): [number, number] {
  return withMemory(16, (pointer) => {
    if (!api.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12)) return [0, 0];
    const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(pointer, 4);
    return [Math.abs(right - left), Math.abs(top - bottom)];
  });
}

function describeImage(
  pdfium: Pdfium,
  page: PdfPage,
  found: Found,
): Pick<PageContent, 'imageDpi' | 'imageDensity' | 'isBilevelImage'> {
  const { api, withMemory } = pdfium;
  if (found.image === 0) return { imageDpi: null, imageDensity: 0, isBilevelImage: false };
  const [widthPx, heightPx] = withMemory(8, (pointer) => {
    const isKnown = api.FPDFImageObj_GetImagePixelSize(found.image, pointer, pointer + 4);
    return isKnown ? [api.pdfium.getValue(pointer, 'i32'), api.pdfium.getValue(pointer + 4, 'i32')] : [0, 0];
  }) as [number, number];
  const filter = filterName(pdfium, found.image);
  const stored = api.FPDFImageObj_GetImageDataRaw(found.image, 0, 0);
  // A scan that lies on its side has its width along the page's height; the longer sides belong together.
  const isTurned = widthPx > heightPx !== page.widthPt > page.heightPt && found.share > 0.8;
  const along = isTurned ? heightPx : widthPx;
  return {
    imageDpi: found.widthPt > 0 && along > 0 ? (along / found.widthPt) * 72 : null,
    imageDensity: stored / Math.max(1, widthPx * heightPx),
    isBilevelImage: bilevelFilters.has(filter),
  };
}

function filterName({ api, withMemory, memory }: Pdfium, image: number): string {
  const filters = api.FPDFImageObj_GetImageFilterCount(image);
  if (filters < 1) return '';
  return withMemory(64, (pointer) => {
    const length = api.FPDFImageObj_GetImageFilter(image, filters - 1, pointer, 64);
    return length > 1 && length <= 64
      ? Buffer.from(memory().subarray(pointer, pointer + length - 1)).toString('latin1')
      : '';
  });
}
