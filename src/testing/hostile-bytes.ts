import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import { init } from '@embedpdf/pdfium';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';

/** Documents nobody can send by accident, made when a test asks for them. */

/** The same PDF behind a password. */
export async function encryptPdf(pdf: Uint8Array, userPassword: string): Promise<Uint8Array> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const api = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
  });
  api.PDFiumExt_Init();
  const memory = () => (api.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
  const pointer = api.pdfium.wasmExports.malloc(pdf.length);
  memory().set(pdf, pointer);
  const document = api.FPDF_LoadMemDocument(pointer, pdf.length, '');
  if (!api.EPDF_SetEncryption(document, userPassword, 'owner', 0)) throw new Error('The PDF could not be encrypted.');
  const writer = api.PDFiumExt_OpenFileWriter();
  api.PDFiumExt_SaveAsCopy(document, writer);
  const size = api.PDFiumExt_GetFileWriterSize(writer);
  const target = api.pdfium.wasmExports.malloc(size);
  api.PDFiumExt_GetFileWriterData(writer, target, size);
  return Uint8Array.from(memory().subarray(target, target + size));
}

export async function emptyPagesPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return document.save();
}

/** A PNG that promises this many pixels in 57 bytes. */
export function pngHeader(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A mail that holds a mail that holds a mail … `depth` times. */
export function nestedMail(depth: number): Buffer {
  let inner =
    'From: a@example.org\r\nTo: b@example.org\r\nSubject: innermost\r\nDate: Sat, 21 Nov 2026 09:00:00 +0100\r\n\r\nBottom.\r\n';
  for (let level = depth; level >= 1; level -= 1) {
    const boundary = `level-${level}`;
    inner = [
      'From: a@example.org',
      'To: b@example.org',
      `Subject: level ${level}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      `Level ${level}`,
      `--${boundary}`,
      'Content-Type: message/rfc822',
      '',
      inner,
      `--${boundary}--`,
      '',
    ].join('\r\n');
  }
  return Buffer.from(inner);
}

/** Pages of grey pixels as one TIFF, uncompressed one bit a pixel: enough for faxes of any resolution and number of pages. */
export function bilevelTiff(
  pages: readonly {
    readonly pixels: Uint8Array;
    readonly widthPx: number;
    readonly heightPx: number;
    readonly dpiX: number;
    readonly dpiY: number;
  }[],
): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])];
  let offset = 8;
  for (const [index, page] of pages.entries()) {
    const { pixels, widthPx, heightPx, dpiX, dpiY } = page;
    const rowLength = (widthPx + 7) >> 3;
    const strip = Buffer.alloc(rowLength * heightPx);
    for (let y = 0; y < heightPx; y += 1) {
      for (let x = 0; x < widthPx; x += 1) {
        if ((pixels[y * widthPx + x] ?? 255) < 128)
          strip[y * rowLength + (x >> 3)] = (strip[y * rowLength + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
      }
    }
    const entries = 11;
    const directoryLength = 2 + entries * 12 + 4;
    const rationalsAt = offset + directoryLength;
    const stripAt = rationalsAt + 16;
    const directory = Buffer.alloc(directoryLength + 16);
    directory.writeUInt16LE(entries, 0);
    const fields: readonly (readonly [tag: number, type: number, value: number])[] = [
      [256, 4, widthPx],
      [257, 4, heightPx],
      [258, 3, 1],
      [259, 3, 1],
      [262, 3, 0],
      [273, 4, stripAt],
      [278, 4, heightPx],
      [279, 4, strip.length],
      [282, 5, rationalsAt],
      [283, 5, rationalsAt + 8],
      [296, 3, 2],
    ];
    for (const [position, [tag, type, value]] of fields.entries()) {
      const at = 2 + position * 12;
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(type, at + 2);
      directory.writeUInt32LE(1, at + 4);
      directory.writeUInt32LE(value, at + 8);
    }
    const after = stripAt + strip.length;
    directory.writeUInt32LE(index + 1 < pages.length ? after : 0, 2 + entries * 12);
    directory.writeUInt32LE(Math.round(dpiX), directoryLength);
    directory.writeUInt32LE(1, directoryLength + 4);
    directory.writeUInt32LE(Math.round(dpiY), directoryLength + 8);
    directory.writeUInt32LE(1, directoryLength + 12);
    parts.push(directory, strip);
    offset = after;
  }
  return Buffer.concat(parts);
}

/** Grey pixels turned by a few degrees on white, as a crooked scanner would. */
export async function tilt(
  grey: { readonly pixels: Buffer; readonly widthPx: number; readonly heightPx: number },
  degrees: number,
): Promise<Buffer> {
  const { widthPx, heightPx } = grey;
  const { data, info } = await sharp(grey.pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .rotate(-degrees, { background: 'white' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((info.width - widthPx) / 2);
  const top = Math.floor((info.height - heightPx) / 2);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .extract({ left, top, width: widthPx, height: heightPx })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}
