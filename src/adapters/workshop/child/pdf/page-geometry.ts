import type { Box } from '../../../../domain/page.ts';
import type { PdfPage } from './pdf-file.ts';
import type { Pdfium } from './pdfium.ts';

/** Turns a rectangle of the page's own coordinates into fractions of the upright page: crop box and `/Rotate` are undone. */
export type ToBox = (left: number, bottom: number, right: number, top: number) => Box;

/** PDFium answers in whole device pixels, so the device is made fine. */
const devicePx = 1_000_000;

export function boxOf({ api, withMemory }: Pdfium, page: PdfPage): ToBox {
  const [zeroX = 0, zeroY = 0, alongXx = 0, alongXy = 0, alongYx = 0, alongYy = 0] = withMemory(8, (pointer) => {
    const map = (x: number, y: number): [number, number] => {
      api.FPDF_PageToDevice(page.handle, 0, 0, devicePx, devicePx, 0, x, y, pointer, pointer + 4);
      return [api.pdfium.getValue(pointer, 'i32'), api.pdfium.getValue(pointer + 4, 'i32')];
    };
    const unit = 100;
    const [x0, y0] = map(0, 0);
    const [x1, y1] = map(unit, 0);
    const [x2, y2] = map(0, unit);
    return [x0, y0, (x1 - x0) / unit, (y1 - y0) / unit, (x2 - x0) / unit, (y2 - y0) / unit];
  });
  const x = (px: number, py: number): number => (zeroX + px * alongXx + py * alongYx) / devicePx;
  const y = (px: number, py: number): number => (zeroY + px * alongXy + py * alongYy) / devicePx;
  return (left, bottom, right, top) => {
    const xs = [x(left, bottom), x(right, top)].sort((a, b) => a - b);
    const ys = [y(left, bottom), y(right, top)].sort((a, b) => a - b);
    const [x0, x1] = [clamp(xs[0]), clamp(xs[1])];
    const [y0, y1] = [clamp(ys[0]), clamp(ys[1])];
    return [round(x0), round(y0), round(x1 - x0), round(y1 - y0)];
  };
}

function clamp(fraction: number | undefined): number {
  return Math.min(1, Math.max(0, fraction ?? 0));
}

function round(fraction: number): number {
  return Math.round(fraction * 1e5) / 1e5;
}
