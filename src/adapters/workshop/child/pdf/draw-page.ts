import type { PdfPage } from './pdf-file.ts';
import type { Pdfium } from './pdfium.ts';

export interface DrawnPixels {
  readonly pixels: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
}

/** FPDF_ANNOT: filled form fields and stamps are part of what people see. */
const drawAnnotations = 0x01;
/** FPDF_GRAYSCALE and FPDF_REVERSE_BYTE_ORDER: red before blue. */
const drawGrey = 0x08;
const drawRedFirst = 0x10;
const greyFormat = 1;
const blueGreenRedFormat = 2;
const white = 0xffffffff;

/** Draws a page on white. Sizes are bounded by the caller; WebAssembly memory is freed before this returns. */
export function drawPage(
  { api, memory }: Pdfium,
  page: PdfPage,
  widthPx: number,
  heightPx: number,
  channels: 1 | 3,
): DrawnPixels {
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, channels === 1 ? greyFormat : blueGreenRedFormat, 0, 0);
  if (bitmap === 0) throw new RangeError('PDFium has no memory for this page.');
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, white);
    api.FPDF_RenderPageBitmap(
      bitmap,
      page.handle,
      0,
      0,
      widthPx,
      heightPx,
      0,
      drawAnnotations | (channels === 1 ? drawGrey : drawRedFirst),
    );
    const start = api.FPDFBitmap_GetBuffer(bitmap);
    const stride = api.FPDFBitmap_GetStride(bitmap);
    return {
      pixels: tightRows(memory().subarray(start, start + stride * heightPx), stride, widthPx, heightPx, channels),
      widthPx,
      heightPx,
      channels,
    };
  } finally {
    api.FPDFBitmap_Destroy(bitmap);
  }
}

/** Rows without padding. */
function tightRows(source: Uint8Array, stride: number, widthPx: number, heightPx: number, channels: 1 | 3): Buffer {
  const rowLength = widthPx * channels;
  const target = Buffer.allocUnsafe(rowLength * heightPx);
  for (let row = 0; row < heightPx; row += 1)
    target.set(source.subarray(row * stride, row * stride + rowLength), row * rowLength);
  return target;
}
