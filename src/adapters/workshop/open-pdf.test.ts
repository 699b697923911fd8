import { gunzipSync } from 'node:zlib';
import {
  concatTransformationMatrix,
  degrees,
  drawObject,
  PDFDict,
  PDFDocument,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { Reading } from '../../domain/page.ts';
import { drawPdfPage } from '../../testing/draw-text-page.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());

const letter = [
  'Sabine Müller, Bergstraße 74, 30159 Hannover',
  'Kundennummer: 40071617 Vertrag VN783771620',
  'hiermit widerspreche ich der Rechnung vom 3. November 2026,',
  'weil der Zählerstand nicht stimmt. Bitte prüfen Sie ihn.',
];

async function letterPdf(lines: readonly string[] = letter): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  for (const [index, line] of lines.entries()) page.drawText(line, { x: 60, y: 760 - index * 18, size: 11, font });
  return document;
}

/** A letter as a picture on a page, as scanners to PDF make it. */
async function scannedPdf(): Promise<PDFDocument> {
  const { pixels, widthPx, heightPx } = await drawPdfPage(await (await letterPdf()).save(), 0, 200);
  const png = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawImage(await document.embedPng(png), { x: 0, y: 0, width: 595, height: 842 });
  return document;
}

async function readingOf(pdf: Uint8Array): Promise<Reading> {
  const { facts } = opened(await bench.open(pdf));
  return JSON.parse(gunzipSync(await bench.bytesOf(facts.reading)).toString()) as Reading;
}

test('a born-digital page is read from its own text, with a box for every word, and drawn on demand', async () => {
  const pdf = await (await letterPdf()).save();
  const { facts } = opened(await bench.open(pdf));
  expect(facts.pages).toMatchObject([
    { image: null, readingImage: null, widthMm: 209.9, heightMm: 297, isBlank: false },
  ]);
  expect(facts.pdf).toBe((await bench.store.put(pdf)).sha256);
  const [page] = (await readingOf(pdf)).pages;
  expect(await bench.textOf(facts)).toBe(letter.join('\n'));
  const number = page?.words.find(({ text }) => text === '40071617');
  expect(number).toMatchObject({ line: 1, confidence: 1 });
  const [left = 0, top = 0, width = 0, height = 0] = number?.box ?? [];
  // Drawn at x = 60 points behind "Kundennummer: ", on a baseline 742 points above the lower edge of 842.
  expect(left).toBeGreaterThan(0.2);
  expect(left + width).toBeLessThan(0.4);
  expect(top + height).toBeCloseTo(1 - 742 / 842, 2);
});

test('a page that is stored on its side and shown upright has its boxes as it is shown', async () => {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([842, 595]);
  for (const [index, line] of letter.entries()) {
    page.drawText(line, { x: 760 - index * 18, y: 535, size: 11, font, rotate: degrees(-90) });
  }
  page.setRotation(degrees(270));
  const sideways = await readingOf(await document.save());
  const upright = await readingOf(await (await letterPdf()).save());
  const words = (reading: Reading) => reading.pages[0]?.words ?? [];
  expect(words(sideways).map(({ text, line }) => [text, line])).toEqual(
    words(upright).map(({ text, line }) => [text, line]),
  );
  for (const [index, { box }] of words(upright).entries()) {
    for (const [side, fraction] of box.entries()) expect(words(sideways)[index]?.box[side]).toBeCloseTo(fraction, 3);
  }
});

test('a page that is shown on its side is turned as an image, whatever text it has', async () => {
  const document = await letterPdf([...letter, ...letter, ...letter, ...letter]);
  document.getPage(0).setRotation(degrees(90));
  const { facts } = opened(await bench.open(await document.save()));
  expect(facts.pages).toMatchObject([{ rotation: 270, widthMm: 209.9, heightMm: 297 }]);
  expect(facts.pages[0]?.readingImage).not.toBeNull();
});

test('what was typed into a form is read with the page', async () => {
  const document = await letterPdf();
  const field = document.getForm().createTextField('meter');
  field.setText('Zaehler 4711-0815');
  field.addToPage(document.getPage(0), { x: 60, y: 500, width: 300, height: 24 });
  expect(await bench.textOf(opened(await bench.open(await document.save())).facts)).toContain('4711-0815');
});

test('a scan inside a PDF becomes an image for people and one for reading', async () => {
  const { facts } = opened(await bench.open(await (await scannedPdf()).save()));
  expect(facts).toMatchObject({ kind: 'pdf', reading: null, remarks: [] });
  const [page] = facts.pages;
  expect((await sharp(await bench.bytesOf(page?.image ?? null)).metadata()).format).toBe('jpeg');
  const reading = await sharp(await bench.bytesOf(page?.readingImage ?? null)).metadata();
  expect(reading).toMatchObject({ format: 'png', density: 200 });
});

test('readable text that a scanner laid under its image is taken, rubbish is read again', async () => {
  const under = async (lines: readonly string[]) => {
    const document = await scannedPdf();
    const page = document.getPage(0);
    const font = await document.embedFont(StandardFonts.Helvetica);
    page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
    for (const [index, line] of lines.entries()) page.drawText(line, { x: 60, y: 760 - index * 18, size: 11, font });
    return opened(await bench.open(await document.save())).facts.pages[0]?.readingImage;
  };
  expect(await under(letter)).toBeNull();
  expect(
    await under(['l|l1 ~~ §k} rn,;: \\/ _|', 'xq zt |{ ]w ** ,,. kk%', 'tt | = bvx # + qq r8~ x_', '(( )) ^^ nn| ,;']),
  ).not.toBeNull();
});

test('a stamp of a fax server over a scan does not stand for the page', async () => {
  const document = await scannedPdf();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.getPage(0).drawText('Fax empfangen 21.11.2026 09:14 Seite 1 von 1', { x: 40, y: 825, size: 8, font });
  expect(opened(await bench.open(await document.save())).facts.pages[0]?.readingImage).not.toBeNull();
});

test('text in a font without meaning is read from the image', async () => {
  const document = await PDFDocument.load(await (await letterPdf()).save());
  for (const [, font] of document.context.enumerateIndirectObjects()) {
    if (font instanceof PDFDict && font.get(PDFName.of('Type')) === PDFName.of('Font')) {
      const differences = Array.from({ length: 200 }, (_, index) => PDFName.of(`g${index}`));
      font.set(PDFName.of('Encoding'), document.context.obj({ Type: 'Encoding', Differences: [32, ...differences] }));
    }
  }
  const { facts } = opened(await bench.open(await document.save()));
  expect(facts.pages[0]?.readingImage).not.toBeNull();
});

test('a page without anything on it is blank, and a drawing without text is read as an image', async () => {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  document.addPage([595, 842]).drawRectangle({ x: 100, y: 300, width: 300, height: 200, borderWidth: 3 });
  const { facts } = opened(await bench.open(await document.save()));
  expect(facts.pages.map((page) => [page.isBlank, page.readingImage !== null])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('JavaScript is named and not run', async () => {
  const document = await letterPdf();
  document.addJavaScript('main', 'app.alert("hello")');
  expect(opened(await bench.open(await document.save())).facts.remarks).toEqual([
    expect.stringContaining('JavaScript'),
  ]);
});

test('documents inside a PDF become documents of their own, other files are named', async () => {
  const document = await letterPdf();
  await document.attach(await (await letterPdf(['Anlage eins mit genug Text darin'])).save(), '../anlage.pdf');
  await document.attach(Buffer.from('<?xml version="1.0"?><Invoice/>'), 'factur-x.xml');
  const { facts, children } = opened(await bench.open(await document.save()));
  expect(children).toMatchObject([{ ordinal: 1, filename: 'anlage.pdf' }]);
  expect(facts).toMatchObject({ childCount: 1, remarks: [expect.stringContaining('factur-x.xml')] });
});

test('a very large page is drawn within the limits of memory', async () => {
  const document = await PDFDocument.create();
  document.addPage([14_400, 14_400]).drawCircle({ x: 7000, y: 7000, size: 3000 });
  const { facts } = opened(await bench.open(await document.save()));
  const { width, height } = await sharp(await bench.bytesOf(facts.pages[0]?.readingImage ?? null)).metadata();
  expect(width * height).toBeLessThan(25_000_000);
});

test('a JBIG2 picture that comes out blank though it holds something is an alarm and never a silent blank page', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const noise = Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 251);
  const picture = document.context.stream(noise, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1654,
    Height: 2339,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Filter: 'JBIG2Decode',
  });
  page.node.setXObject(PDFName.of('Scan'), document.context.register(picture));
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(595, 0, 0, 842, 0, 0),
    drawObject('Scan'),
    popGraphicsState(),
  );
  const { facts } = opened(await bench.open(await document.save()));
  expect(facts.pages).toMatchObject([{ isBlank: false }]);
  expect(facts.remarks).toEqual([expect.stringContaining('came out empty')]);
});
