import { PDFDocument, PDFName } from 'pdf-lib';
import sharp from 'sharp';
import { joinTiffs } from '../../fixtures/generator/raster/tiff.ts';
import { separatorSheets } from '../adapters/sheets/separator-sheets.ts';
import type { SeparatorData } from '../domain/separator.ts';
import { noSeparatorData, writeSeparatorText } from '../rules/separation/separator-text.ts';
import { drawPdfPage, drawTextPage } from './draw-text-page.ts';

/** A page of a stack as it lies in the scanner: a letter's text, or a separator sheet with what it says. */
export type StackPage = { readonly text: string } | { readonly sheet: Partial<SeparatorData> };

export interface ScanStack {
  readonly pdf: Buffer;
  readonly tiff: Buffer;
  /** Each page's pixels as they stand in the PDF, compressed. */
  readonly jpegs: readonly Buffer[];
  /** Each page's pixels as they stand in the TIFF, compressed. */
  readonly strips: readonly Buffer[];
}

const dpi = 200;

/** Draws a stack of paper and scans it twice. The PDF is of the careless kind: every page knows the pictures of all. */
export async function scanStack(pages: readonly StackPage[]): Promise<ScanStack> {
  const jpegs: Buffer[] = [];
  const tiffs: Buffer[] = [];
  for (const page of pages) {
    const { pixels, width, height } = await drawn(page);
    const image = sharp(pixels, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
    jpegs.push(await image.clone().jpeg({ quality: 80 }).toBuffer());
    tiffs.push(
      await image
        .clone()
        .tiff({ compression: 'lzw', xres: dpi / 25.4, yres: dpi / 25.4 })
        .toBuffer(),
    );
  }
  const stamp = { xDpi: dpi, yDpi: dpi, software: 'test', dateTime: '2026:11:21 09:00:00' };
  const tiff = joinTiffs(tiffs.map((one) => ({ tiff: one, ...stamp })));
  return { pdf: await carelessPdf(jpegs), tiff, jpegs, strips: tiffs.map(longestStrip) };
}

async function drawn(page: StackPage): Promise<{ pixels: Buffer; width: number; height: number }> {
  if ('text' in page) {
    const { image } = await drawTextPage(page.text, { dpi });
    const { data, info } = await sharp(image).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  }
  const data = { ...noSeparatorData, ...page.sheet };
  const pdf = await separatorSheets({
    date: '2026-11-21',
    sheets: [{ patch: 'T', text: writeSeparatorText(data), data, className: null }],
  });
  const { pixels, widthPx, heightPx } = await drawPdfPage(pdf, 0, dpi);
  return { pixels, width: widthPx, height: heightPx };
}

async function carelessPdf(jpegs: readonly Buffer[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  const pictures = document.context.obj({});
  for (const [index, jpeg] of jpegs.entries()) {
    const image = await document.embedJpg(jpeg);
    pictures.set(PDFName.of(`Im${index}`), image.ref);
    const page = document.addPage([595.28, 841.89]);
    page.node.set(PDFName.of('Resources'), document.context.obj({ XObject: pictures }));
    const content = document.context.flateStream(`q 595.28 0 0 841.89 0 0 cm /Im${index} Do Q`);
    page.node.set(PDFName.of('Contents'), document.context.register(content));
  }
  // A link from each page to the first, as tables of contents have them.
  const first = document.getPage(0).ref;
  for (const page of document.getPages()) {
    const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [first, 'Fit'], P: page.ref };
    page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(document.context.obj(link))]));
  }
  return Buffer.from(await document.save());
}

/** The one with the most print, which no other page has. */
function longestStrip(tiff: Buffer): Buffer {
  const directory = tiff.readUInt32LE(4);
  const entries = Array.from({ length: tiff.readUInt16LE(directory) }, (_, index) => directory + 2 + index * 12);
  const values = (tag: number): readonly number[] => {
    const at = entries.find((entry) => tiff.readUInt16LE(entry) === tag) ?? 0;
    const [size, count] = [tiff.readUInt16LE(at + 2) === 3 ? 2 : 4, tiff.readUInt32LE(at + 4)];
    const start = size * count > 4 ? tiff.readUInt32LE(at + 8) : at + 8;
    return Array.from({ length: count }, (_, index) => tiff.readUIntLE(start + index * size, size));
  };
  const lengths = values(279);
  const strips = values(273).map((start, index) => tiff.subarray(start, start + (lengths[index] ?? 0)));
  return strips.reduce((longest, strip) => (strip.length > longest.length ? strip : longest), Buffer.alloc(0));
}
