import { looksLikeMail } from './mail/looks-like-mail.ts';
import { advise, images, others } from './signatures.ts';
import { decodeText } from './text/decode-text.ts';

export type Sniffed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'pdf' | 'tiff' }
  | { readonly kind: 'image'; readonly mediaType: string; readonly name: string }
  | { readonly kind: 'mail' | 'html' }
  | { readonly kind: 'text'; readonly mediaType: string }
  | { readonly kind: 'other'; readonly name: string; readonly advice: string };

/** How much of the beginning decides; enough for a mail with long routing headers. */
export const sniffedBytes = 64 * 1024;

/** What the bytes are, by content and never by name. `head` is the first 64 KiB or all there is. */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return { kind: 'empty' };
  // Printers' job control and mail gateways put a little before the header; readers allow 1,024 bytes.
  if (head.subarray(0, 1024).includes('%PDF-') && !looksLikeMail(head)) return { kind: 'pdf' };
  const start = head.toString('hex', 0, 16);
  if (/^(49492a00|4d4d002a|49492b00|4d4d002b)/.test(start)) return { kind: 'tiff' };
  for (const [signature, mediaType, name] of images)
    if (start.startsWith(signature)) return { kind: 'image', mediaType, name };
  if (start.startsWith('52494646')) {
    if (head.toString('latin1', 8, 12) === 'WEBP')
      return { kind: 'image', mediaType: 'image/webp', name: 'WebP image' };
    return {
      kind: 'other',
      name: 'a sound recording or video',
      advice: 'Listen to it and write down what matters.',
    };
  }
  if (head.toString('latin1', 4, 8) === 'ftyp') return sniffMedia(head);
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return sniffZip(head);
  if (start.startsWith('d0cf11e0a1b11ae1') && head.includes(Buffer.from('__substg1.0', 'utf16le'))) {
    return { kind: 'other', name: 'an Outlook message (.msg)', advice: 'Forward it as an e-mail or save it as .eml.' };
  }
  for (const [signature, name, advice] of others) {
    // Two bytes prove little: "BM" or "MZ" may begin a letter, a script is told by a path after its mark.
    const isText =
      signature.length <= 4 &&
      decodeText(head, { isCut: head.length === sniffedBytes }) !== null &&
      !/^#!\s*\//.test(head.toString('latin1', 0, 32));
    if (start.startsWith(signature) && !isText) return { kind: 'other', name, advice };
  }
  return sniffText(head);
}

function sniffText(head: Buffer): Sniffed {
  if (looksLikeMail(head)) return { kind: 'mail' };
  const text = decodeText(head, { isCut: head.length === sniffedBytes });
  if (text === null) return { kind: 'other', name: 'a file of an unknown kind', advice: advise.asPdf };
  if (text.trim() === '') return { kind: 'empty' };
  const start = text.slice(0, 4096).trimStart();
  if (/^(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body)\b/i.test(start))
    return { kind: 'html' };
  if (start.startsWith('-----BEGIN PGP MESSAGE')) {
    return {
      kind: 'other',
      name: 'a PGP-encrypted message',
      advice: 'Decrypt it with your key, or ask the sender for a copy without encryption.',
    };
  }
  if (start.startsWith('<?xml')) return { kind: 'text', mediaType: 'application/xml' };
  return { kind: 'text', mediaType: 'text/plain' };
}

function sniffMedia(head: Buffer): Sniffed {
  const brand = head.toString('latin1', 8, 12);
  if (/^(heic|heix|mif1|msf1|hevc|avif)$/.test(brand)) {
    return {
      kind: 'other',
      name: 'a HEIC or AVIF photo',
      advice: 'Ask the sender for a JPEG or PDF; phones can be set to "most compatible".',
    };
  }
  return {
    kind: 'other',
    name: 'a video or sound recording',
    advice: 'Watch it and write down what matters.',
  };
}

function sniffZip(head: Buffer): Sniffed {
  const names = head.toString('latin1');
  const kind = names.includes('word/')
    ? 'a Word document (.docx)'
    : names.includes('xl/')
      ? 'an Excel workbook (.xlsx)'
      : names.includes('ppt/')
        ? 'a PowerPoint presentation (.pptx)'
        : names.includes('mimetypeapplication/vnd.oasis.opendocument')
          ? 'an OpenDocument file'
          : names.includes('mimetypeapplication/epub')
            ? 'an electronic book (.epub)'
            : null;
  if (kind !== null) return { kind: 'other', name: kind, advice: advise.asPdf };
  return { kind: 'other', name: 'a ZIP archive', advice: advise.unpacked };
}
