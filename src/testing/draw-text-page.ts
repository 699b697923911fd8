import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import sharp from 'sharp';
import { layOutText } from '../adapters/workshop/rendition/lay-out-text.ts';
import type { PageReading } from '../domain/page.ts';

export interface DrawnPage {
  /** A grey PNG as preparation would hand it over. */
  readonly image: Buffer;
  /** What stands on it, and where. */
  readonly truth: PageReading;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A page of text as a clean scanner would deliver it: what a reader can be tried on without any file in the repository. */
export async function drawTextPage(
  text: string,
  options: { readonly dpi?: number; readonly rotation?: 0 | 90 | 180 | 270 } = {},
): Promise<DrawnPage> {
  const dpi = options.dpi ?? 200;
  const { pdf, reading, pages } = await layOutText({ title: 'Seite', headerLines: [], text, createdAt: new Date(0) });
  const [truth, size] = [reading.pages[0], pages[0]];
  if (truth === undefined || size === undefined) throw new Error('The text has no page.');
  const { pixels, widthPx, heightPx } = await drawPdfPage(pdf, 0, dpi);
  const image = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .rotate(options.rotation ?? 0)
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return { image, truth, widthMm: size.widthMm, heightMm: size.heightMm };
}

/** One page of a PDF in grey. */
export async function drawPdfPage(
  pdf: Uint8Array,
  index: number,
  dpi: number,
): Promise<{ pixels: Buffer; widthPx: number; heightPx: number }> {
  return await withPdf(pdf, (api, document) => {
    const page = api.FPDF_LoadPage(document, index);
    const widthPx = Math.round((api.FPDF_GetPageWidthF(page) * dpi) / 72);
    const heightPx = Math.round((api.FPDF_GetPageHeightF(page) * dpi) / 72);
    const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, 1, 0, 0);
    api.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, 0xffffffff);
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, 0x08);
    const stride = api.FPDFBitmap_GetStride(bitmap);
    const start = api.FPDFBitmap_GetBuffer(bitmap);
    const memory = (api.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
    const pixels = Buffer.alloc(widthPx * heightPx);
    for (let row = 0; row < heightPx; row++) {
      pixels.set(memory.subarray(start + row * stride, start + row * stride + widthPx), row * widthPx);
    }
    api.FPDFBitmap_Destroy(bitmap);
    api.FPDF_ClosePage(page);
    return { pixels, widthPx, heightPx };
  });
}

/** The text of a PDF's page as a viewer would copy it. */
export async function copyPdfText(pdf: Uint8Array, index: number): Promise<string> {
  return await withPdf(pdf, (api, document) => {
    const page = api.FPDF_LoadPage(document, index);
    const text = api.FPDFText_LoadPage(page);
    const count = api.FPDFText_CountChars(text);
    const pointer = api.pdfium.wasmExports.malloc((count + 1) * 2);
    const length = api.FPDFText_GetText(text, 0, count, pointer);
    const memory = (api.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
    const copied = Buffer.from(memory.subarray(pointer, pointer + Math.max(0, length - 1) * 2)).toString('utf16le');
    api.pdfium.wasmExports.free(pointer);
    api.FPDFText_ClosePage(text);
    api.FPDF_ClosePage(page);
    return copied;
  });
}

type Api = Awaited<ReturnType<typeof init>>;
let loading: Promise<Api> | null = null;

async function withPdf<Result>(pdf: Uint8Array, use: (api: Api, document: number) => Result): Promise<Result> {
  loading ??= readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')).then(async (wasm) => {
    const api = await init({ wasmBinary: new Uint8Array(wasm).buffer });
    api.PDFiumExt_Init();
    return api;
  });
  const api = await loading;
  const pointer = api.pdfium.wasmExports.malloc(pdf.byteLength);
  (api.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8.set(pdf, pointer);
  const document = api.FPDF_LoadMemDocument(pointer, pdf.byteLength, '');
  if (document === 0) throw new Error(`PDFium cannot open this PDF (error ${api.FPDF_GetLastError()}).`);
  try {
    return use(api, document);
  } finally {
    api.FPDF_CloseDocument(document);
    api.pdfium.wasmExports.free(pointer);
  }
}
