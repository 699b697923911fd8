import type { ScannedPage } from '../../domain/batch.ts';
import { parseId } from '../../domain/ids.ts';

/** `documentId:page,documentId:page` as pages; what is no id of a document is left out. */
export function scannedPagesOf(text: string | undefined): readonly ScannedPage[] {
  return (text ?? '').split(',').flatMap((each) => {
    const [id = '', page = ''] = each.split(':');
    const documentId = parseId('doc', id);
    return documentId === null ? [] : [{ documentId, page: Number(page) }];
  });
}
