import { PDFDocument, rgb } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { opened, openTestOpener } from '../../testing/open-document.ts';
import { createImageTurner } from './image-turner.ts';
import { createPagePainter } from './page-painter.ts';

const bench = openTestOpener();
const painter = createPagePainter({ workshop: bench.workshop });
const turner = createImageTurner({ workshop: bench.workshop });
afterAll(() => bench[Symbol.asyncDispose]());
const quiet = new AbortController().signal;

/** A landscape sheet, red in its upper left corner. */
async function markedSheet(): Promise<Buffer> {
  const red = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#c01010' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 900, height: 600, channels: 3, background: 'white' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .withMetadata({ density: 300 })
    .toBuffer();
}

async function corner(image: Uint8Array, side: 'left' | 'right', end: 'top' | 'bottom'): Promise<number> {
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  const x = side === 'left' ? 10 : info.width - 10;
  const y = end === 'top' ? 10 : info.height - 10;
  return data[(y * info.width + x) * info.channels] ?? -1;
}

test('a page of a PDF is drawn in colour at the width asked for', async () => {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  document.addPage([595, 842]).drawRectangle({ x: 0, y: 742, width: 100, height: 100, color: rgb(0.8, 0, 0) });
  const { sha256 } = await bench.store.put(await document.save());
  const image = await painter.paint(sha256, 2, 300, quiet);
  expect(await sharp(image).metadata()).toMatchObject({ format: 'webp', width: 300, height: 425 });
  const [red = 0, green = 0] = await sharp(image).raw().toBuffer();
  expect([red > 150, green < 60]).toEqual([true, true]);
});

test('a page that does not exist and a PDF that is none are named as such', async () => {
  const { sha256 } = await bench.store.put(await (await PDFDocument.create()).save());
  await expect(painter.paint(sha256, 9, 300, quiet)).rejects.toMatchObject({ code: 'resource.missing' });
  const text = await bench.store.put(Buffer.from('no PDF'));
  await expect(painter.paint(text.sha256, 1, 300, quiet)).rejects.toMatchObject({ code: 'document.unreadable' });
});

test('a smaller copy is never larger than the image', async () => {
  const { sha256 } = await bench.store.put(await markedSheet());
  expect((await sharp(await painter.shrink(sha256, 200, quiet)).metadata()).width).toBe(200);
  expect((await sharp(await painter.shrink(sha256, 3000, quiet)).metadata()).width).toBe(900);
});

test.each([
  [90, 'right', 'top'],
  [180, 'right', 'bottom'],
  [270, 'left', 'bottom'],
] as const)(
  'turning by %d clockwise brings the upper left corner to the %s %s in both images',
  async (rotation, side, end) => {
    const [page] = opened(await bench.open(await markedSheet())).facts.pages;
    if (page?.image == null || page.readingImage === null) throw new Error('The sheet has no images.');
    const turned = await turner.turn({ image: page.image, readingImage: page.readingImage }, rotation, quiet);
    expect(await corner(await bench.bytesOf(turned.image), side, end)).toBeLessThan(120);
    const reading = await bench.bytesOf(turned.readingImage);
    expect(await corner(reading, side, end)).toBe(0);
    expect((await sharp(reading).metadata()).density).toBe(225);
  },
);

test('a page without an image for people gets one when it is turned', async () => {
  const [page] = opened(await bench.open(await markedSheet())).facts.pages;
  if (page?.readingImage == null) throw new Error('The sheet has no image.');
  const { image } = await turner.turn({ image: null, readingImage: page.readingImage }, 90, quiet);
  expect((await sharp(await bench.bytesOf(image)).metadata()).format).toBe('jpeg');
});
