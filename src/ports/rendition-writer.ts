import type { PageReading, PreparedPage } from '../domain/page.ts';
import type { ObjectRef, Sha256 } from '../domain/sha256.ts';

export interface RenditionRequest {
  /** Used for document properties; UTC instants. */
  readonly title: string;
  readonly createdAt: Date;
  readonly language: 'de' | 'en' | 'und';
  /** When set, this PDF already holds its text (born digital, laid-out mail) and is the rendition, unless a page was read by OCR. */
  readonly pdf: Sha256 | null;
  readonly pages: readonly { readonly page: PreparedPage; readonly reading: PageReading }[];
}

/** Makes the searchable PDF that is archived beside the original: page images with the read words invisibly over them. */
export interface RenditionWriter {
  write(request: RenditionRequest, signal: AbortSignal): Promise<ObjectRef>;
}
