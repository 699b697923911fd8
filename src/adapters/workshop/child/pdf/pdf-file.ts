import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { loadPdfium, type Pdfium } from './pdfium.ts';

export interface PdfPage extends Disposable {
  /** PDFium's handle. */
  readonly handle: number;
  /** In points, as seen upright (the page's own `/Rotate` is applied). */
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface PdfFile extends Disposable {
  readonly pdfium: Pdfium;
  readonly handle: number;
  readonly pageCount: number;
  /** `index` counts from 0. Null when the page cannot be loaded. */
  page(index: number): PdfPage | null;
}

export type PdfOpening = { readonly kind: 'open'; readonly file: PdfFile } | { readonly kind: 'encrypted' | 'broken' };

/** PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const lockedErrors: readonly number[] = [4, 5];
/** PDFium addresses files with 32 bits. */
const byteLengthMax = 2 ** 31 - 1;

/**
 * Opens a PDF with an empty password. PDFium reads the parts it wants straight from the file: holding a 500-MB PDF in
 * memory twice (ours and WebAssembly's) would break the child's memory limit before the first page.
 */
export async function openPdf(path: string): Promise<PdfOpening> {
  const pdfium = await loadPdfium();
  const { api } = pdfium;
  const { addFunction, removeFunction, setValue, wasmExports } = api.pdfium;
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  const readBlock = addFunction((_: number, position: number, buffer: number, length: number): number => {
    if (position < 0 || length < 0 || position + length > size) return 0;
    const target = pdfium.memory().subarray(buffer, buffer + length);
    let done = 0;
    while (done < length) {
      const got = readSync(descriptor, target, done, length - done, position + done);
      if (got === 0) return 0;
      done += got;
    }
    return 1;
  }, 'iiiii');
  // struct FPDF_FILEACCESS { unsigned long length; int (*getBlock)(…); void* param }
  const access = wasmExports.malloc(12);
  setValue(access, Math.min(size, byteLengthMax), 'i32');
  setValue(access + 4, readBlock, 'i32');
  setValue(access + 8, 0, 'i32');
  const letGo = (): void => {
    wasmExports.free(access);
    removeFunction(readBlock);
    closeSync(descriptor);
  };

  const handle = api.FPDF_LoadCustomDocument(access, '');
  if (handle === 0) {
    const isLocked = lockedErrors.includes(api.FPDF_GetLastError());
    letGo();
    return { kind: isLocked ? 'encrypted' : 'broken' };
  }
  const file: PdfFile = {
    pdfium,
    handle,
    pageCount: api.FPDF_GetPageCount(handle),
    page: (index) => loadPage(pdfium, handle, index),
    [Symbol.dispose]() {
      api.FPDF_CloseDocument(handle);
      letGo();
    },
  };
  return { kind: 'open', file };
}

function loadPage({ api }: Pdfium, document: number, index: number): PdfPage | null {
  const handle = api.FPDF_LoadPage(document, index);
  if (handle === 0) return null;
  return {
    handle,
    widthPt: api.FPDF_GetPageWidthF(handle),
    heightPt: api.FPDF_GetPageHeightF(handle),
    [Symbol.dispose]: () => api.FPDF_ClosePage(handle),
  };
}
