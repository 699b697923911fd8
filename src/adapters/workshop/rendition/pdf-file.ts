import { createHash } from 'node:crypto';

/**
 * Collects numbered PDF objects and writes them out as one file. Deterministic: equal objects give equal bytes.
 *
 * pdf-lib was weighed: it has no XMP, no output intent, no trailer `/ID`, no `Tz` and no raw G4 image, so everything
 * that makes a PDF/A would have been added around it by hand, at several times the cost per page.
 */
export interface PdfFile {
  /** A number for an object that others point at before its content is known. */
  reserve(): number;
  put(number: number, body: string): void;
  add(body: string): number;
  /** `entries` are the stream dictionary's entries without `/Length`. */
  addStream(entries: string, bytes: Uint8Array): number;
  finish(trailer: { readonly root: number; readonly info: number }): Uint8Array;
}

export function createPdfFile(): PdfFile {
  /** Index is the object number; number 0 is the head of the free list and never written. */
  const objects: (readonly Uint8Array[] | null)[] = [null];

  function reserve(): number {
    objects.push(null);
    return objects.length - 1;
  }

  function put(number: number, body: string): void {
    objects[number] = [Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1')];
  }

  function add(body: string): number {
    const number = reserve();
    put(number, body);
    return number;
  }

  function addStream(entries: string, bytes: Uint8Array): number {
    const number = reserve();
    const head = `${number} 0 obj\n<<${entries}/Length ${bytes.byteLength}>>\nstream\n`;
    objects[number] = [Buffer.from(head, 'latin1'), bytes, streamEnd];
    return number;
  }

  function finish(trailer: { readonly root: number; readonly info: number }): Uint8Array {
    const parts: Uint8Array[] = [fileHead];
    const digest = createHash('sha256');
    const rows = ['0000000000 65535 f\r\n'];
    let offset = fileHead.byteLength;
    for (const object of objects.slice(1)) {
      if (object === null) throw new Error('A reserved PDF object was never put.');
      rows.push(`${String(offset).padStart(10, '0')} 00000 n\r\n`);
      for (const part of object) {
        parts.push(part);
        digest.update(part);
        offset += part.byteLength;
      }
    }
    const id = digest.digest('hex').slice(0, 32).toUpperCase();
    const entries = `/Size ${objects.length}/Root ${trailer.root} 0 R/Info ${trailer.info} 0 R/ID[<${id}><${id}>]`;
    const end = `xref\n0 ${objects.length}\n${rows.join('')}trailer\n<<${entries}>>\nstartxref\n${offset}\n%%EOF\n`;
    parts.push(Buffer.from(end, 'latin1'));
    return Buffer.concat(parts);
  }

  return { reserve, put, add, addStream, finish };
}

/** The comment of four bytes above 127 tells transfer programs (and PDF/A validators) that the file is binary. */
const fileHead = Buffer.concat([Buffer.from('%PDF-1.7\n%', 'latin1'), Buffer.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a)]);
const streamEnd = Buffer.from('\nendstream\nendobj\n', 'latin1');

/** A text string object: UTF-16BE in hexadecimal, so no byte needs escaping. */
export function pdfTextString(text: string): string {
  return `<FEFF${Buffer.from(wellFormed(text), 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** At most three decimals, without an exponent (which PDF does not know). */
export function pdfNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Halves of surrogate pairs become U+FFFD, as every encoder of UTF-8 does; no file format carries them. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
