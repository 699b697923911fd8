import type { Sha256 } from '../domain/sha256.ts';

/** Makes turned copies of a page's two images, in a bounded child process; `rotation` is clockwise. */
export interface ImageTurner {
  turn(
    images: { readonly image: Sha256 | null; readonly readingImage: Sha256 },
    rotation: 90 | 180 | 270,
    signal: AbortSignal,
  ): Promise<{ readonly image: Sha256; readonly readingImage: Sha256 }>;
}
