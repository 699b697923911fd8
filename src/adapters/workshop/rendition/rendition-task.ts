/** One page as it crosses to the child: words packed, because 2,000 pages hold a million of them. */
export interface RenditionPage {
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Digests of the objects to draw; both null when the page is drawn from the PDF. */
  readonly image: string | null;
  readonly readingImage: string | null;
  readonly isBlank: boolean;
  /** Words separated by newlines. */
  readonly text: string;
  /** Left, top, width and height of each word as fractions of the page. */
  readonly boxes: Float32Array;
  /** Line number of each word. */
  readonly lines: Uint32Array;
}

export interface RenditionInput {
  readonly title: string;
  readonly createdAt: Date;
  readonly language: 'de' | 'en' | 'und';
  /** Digest of the PDF that pages without an image are drawn from. */
  readonly pdf: string | null;
  readonly pages: readonly RenditionPage[];
  /** A page image with more pixels than this is refused. */
  readonly pixelsMax: number;
}
