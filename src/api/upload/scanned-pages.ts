import type { ScannedPage } from '../../domain/batch.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';

/** `documentId:page,documentId:page` as pages. Fails with `request.invalid` for what is no id of a document. */
export function scannedPagesOf(text: string | undefined): readonly ScannedPage[] {
  if (text === undefined) return [];
  return text.split(',').map((each) => {
    const [id = '', page = ''] = each.split(':');
    const documentId = parseId('doc', id);
    if (documentId === null)
      throw new MailroomError('request.invalid', `\`replaces\` names "${each}", which is no page of a document.`);
    return { documentId, page: Number(page) };
  });
}
