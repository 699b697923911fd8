import type { PagePainter } from '../../ports/page-painter.ts';
import type { Workshop } from './workshop.ts';

/** Twice a 4K screen's height is more than anyone can zoom into. */
const widthMaxPx = 4000;
const paintedPixelsMax = 24_000_000;
const imagePixelsMax = 100_000_000;
/** Somebody looks at an empty frame meanwhile. */
const timeoutSeconds = 30;

const bounded = (widthPx: number): number => Math.min(Math.max(1, Math.round(widthPx)), widthMaxPx);

export function createPagePainter({ workshop }: { readonly workshop: Workshop }): PagePainter {
  return {
    async paint(pdf, page, widthPx, signal) {
      const input = { pdf, page, widthPx: bounded(widthPx), pixelsMax: paintedPixelsMax };
      return (await workshop.run('paint', { objects: [pdf], input, timeoutSeconds }, signal)).answer;
    },
    async shrink(image, widthPx, signal) {
      const input = { image, widthPx: bounded(widthPx), pixelsMax: imagePixelsMax };
      return (await workshop.run('shrink', { objects: [image], input, timeoutSeconds }, signal)).answer;
    },
  };
}
