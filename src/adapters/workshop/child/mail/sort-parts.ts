import type { Mail, MailPart } from './read-mail.ts';

export interface SortedParts {
  /** What becomes a document of its own. */
  readonly documents: readonly MailPart[];
  /** Names of what was left out on purpose, for a remark. */
  readonly leftOut: readonly string[];
}

const signatures: ReadonlySet<string> = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'application/pgp-keys',
]);
/** Machine parts of a mail: invitations, cards, delivery reports. */
const machineParts: ReadonlySet<string> = new Set([
  'text/calendar',
  'application/ics',
  'text/vcard',
  'text/x-vcard',
  'message/delivery-status',
  'message/disposition-notification',
  'text/rfc822-headers',
  'application/pgp-encrypted',
]);
/** People paste photos of letters into a mail; logos and icons of signatures are smaller than this. */
const pastedPhotoBytesMin = 120_000;

/** Tells documents from decoration. */
export function sortParts({ parts, html }: Mail): SortedParts {
  const documents: MailPart[] = [];
  const leftOut: string[] = [];
  for (const part of parts) {
    const isShownInText = part.contentId !== null && html?.includes(`cid:${part.contentId}`) === true;
    const isDecoration =
      part.mediaType.startsWith('image/') && isShownInText && part.bytes.length < pastedPhotoBytesMin;
    if (signatures.has(part.mediaType) || isDecoration) continue;
    if (machineParts.has(part.mediaType) || part.bytes.length === 0) leftOut.push(part.filename ?? part.mediaType);
    else documents.push(part);
  }
  return { documents, leftOut };
}
