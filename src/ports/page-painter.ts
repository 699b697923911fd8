import type { Sha256 } from '../domain/sha256.ts';

/** Draws one page of a stored PDF as WebP for people, in a bounded child process. `page` counts from 1. */
export interface PagePainter {
  paint(pdf: Sha256, page: number, widthPx: number, signal: AbortSignal): Promise<Uint8Array>;
  /** A smaller WebP of a stored page image. */
  shrink(image: Sha256, widthPx: number, signal: AbortSignal): Promise<Uint8Array>;
}
