import type { Queryable } from '../../db/connection.ts';
import type { DocumentSources } from '../../db/document-sources.ts';
import { comingPage } from '../../db/pages-under-way.ts';
import type { PageSource } from './page-images.ts';

/** The picture of a page whose document is still being opened; null when it is not made yet. */
export async function comingSource(
  database: Queryable,
  { id, originalSha256 }: Pick<DocumentSources, 'id' | 'originalSha256'>,
  number: number,
): Promise<PageSource | null> {
  const page = await comingPage(database, id, number);
  if (page === null) return null;
  // Only pages of PDFs come without an image, and while a PDF is opened it is the original.
  return page.image === null
    ? { kind: 'pdf', sha256: originalSha256, page: number }
    : { kind: 'image', sha256: page.image };
}
