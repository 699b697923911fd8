import { cleanFilename } from '../../../../domain/filename.ts';
import { sniff, sniffedBytes } from '../sniff.ts';
import type { PdfFile } from './pdf-file.ts';

export interface PdfAttachment {
  readonly filename: string;
  readonly bytes: Buffer;
  /** `document` becomes a document of its own; `program` must not be passed on. */
  readonly kind: 'document' | 'program' | 'other';
}

const byteLengthMax = 200 * 1024 * 1024;
const programName =
  /\.(exe|scr|com|bat|cmd|pif|msi|msix|jar|js|jse|vbs|vbe|wsf|wsh|ps1|psm1|hta|lnk|reg|dll|cpl|chm|iso|img|vhd|apk|app|dmg|pkg|sh|docm|xlsm|pptm|dotm|xlam)$/i;
const programKinds = /program|script|shortcut/;

/** Files inside a PDF: a portfolio's letters, an e-invoice's XML, and what attackers hide. One at a time, as asked for. */
export function* pdfAttachments({ pdfium, handle }: PdfFile): Generator<PdfAttachment> {
  const { api, memory, readText, withMemory } = pdfium;
  const count = api.FPDFDoc_GetAttachmentCount(handle);
  for (let index = 0; index < count; index += 1) {
    const attachment = api.FPDFDoc_GetAttachment(handle, index);
    if (attachment === 0) continue;
    const given = readText((pointer, byteLength) => api.FPDFAttachment_GetName(attachment, pointer, byteLength));
    const bytes = withMemory(4, (sizePointer): Buffer => {
      const isThere = api.FPDFAttachment_GetFile(attachment, 0, 0, sizePointer);
      const size = api.pdfium.getValue(sizePointer, 'i32');
      if (!isThere || size <= 0 || size > byteLengthMax) return Buffer.alloc(0);
      return withMemory(size, (pointer) => {
        api.FPDFAttachment_GetFile(attachment, pointer, size, sizePointer);
        return Buffer.from(memory().subarray(pointer, pointer + size));
      });
    });
    yield { filename: cleanFilename(given), bytes, kind: kindOf(given, bytes) };
  }
}

function kindOf(filename: string, bytes: Buffer): PdfAttachment['kind'] {
  const found = sniff(bytes.subarray(0, sniffedBytes));
  if (programName.test(filename.trim()) || (found.kind === 'other' && programKinds.test(found.name))) return 'program';
  return found.kind === 'pdf' || found.kind === 'tiff' || found.kind === 'image' || found.kind === 'mail'
    ? 'document'
    : 'other';
}
