import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPdfPage } from '../../testing/draw-text-page.ts';
import { bilevelTiff, tilt } from '../../testing/hostile-bytes.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';
import { layOutText } from './rendition/lay-out-text.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());

interface Grey {
  readonly pixels: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
}

let letter: Grey;
beforeAll(async () => {
  const sentence = 'Hiermit kündige ich den Vertrag VN783771620 zum nächsten Termin und bitte um eine Bestätigung. ';
  const { pdf } = await layOutText({
    title: 'Kündigung',
    headerLines: [],
    text: sentence.repeat(25),
    createdAt: new Date(0),
  });
  letter = await drawPdfPage(pdf, 0, 200);
});

const asTiffPage = (grey: Grey, dpiX = 200, dpiY = 200) => ({ ...grey, dpiX, dpiY });
const raw = ({ pixels, widthPx, heightPx }: Grey) =>
  sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } }).toColourspace('b-w');
const grey = (pixels: Buffer): Grey => ({ ...letter, pixels });

test('every page of a TIFF becomes an image for people and one for reading, of its own size', async () => {
  const { facts } = opened(await bench.open(bilevelTiff([asTiffPage(letter), asTiffPage(letter, 100, 100)])));
  expect(facts).toMatchObject({ kind: 'tiff', mediaType: 'image/tiff', pdf: null, reading: null, remarks: [] });
  expect(facts.pages.map(({ number, widthMm }) => [number, Math.round(widthMm)])).toEqual([
    [1, 210],
    [2, 420],
  ]);
  expect(facts.pages[0]?.quality).toEqual({ score: 1, flaws: [] });
  // The second page is the same pixels at half the resolution, as a photocopy of a thumbnail would be.
  expect(facts.pages[1]?.quality?.flaws).toContain('low-resolution');
  const image = await sharp(await bench.bytesOf(facts.pages[0]?.image ?? null)).metadata();
  expect(image).toMatchObject({ format: 'jpeg', width: 1241 });
});

test('a fax of 204 × 98 dots per inch comes out in square pixels and true size', async () => {
  const fax = await raw(letter).resize(1687, 1146, { fit: 'fill' }).raw().toBuffer();
  const { facts } = opened(
    await bench.open(bilevelTiff([{ pixels: fax, widthPx: 1687, heightPx: 1146, dpiX: 204, dpiY: 98 }])),
  );
  const [page] = facts.pages;
  expect(page?.widthMm).toBeCloseTo(210, 0);
  expect(page?.heightMm).toBeCloseTo(297, 0);
  const { width, height, density } = await sharp(await bench.bytesOf(page?.readingImage ?? null)).metadata();
  expect([width, height, density]).toEqual([1687, 2386, 204]);
});

test('a truncated TIFF continues with its readable pages and says which are torn', async () => {
  const whole = bilevelTiff([asTiffPage(letter), asTiffPage(letter), asTiffPage(letter)]);
  const { facts } = opened(await bench.open(whole.subarray(0, Math.floor(whole.length * 0.8))));
  expect(facts.pages.length).toBeGreaterThanOrEqual(2);
  expect(facts.remarks.join(' ')).toMatch(/Page 3 (is torn|could not be read)/);
});

test('a TIFF cut in half says in its facts that it is torn, a whole one does not', async () => {
  const whole = bilevelTiff([asTiffPage(letter), asTiffPage(letter), asTiffPage(letter)]);
  expect(opened(await bench.open(whole.subarray(0, Math.floor(whole.length / 2)))).facts.isTorn).toBe(true);
  expect(opened(await bench.open(whole)).facts).not.toHaveProperty('isTorn');
});

test('a JPEG cut in half says in its facts that it is torn, a whole one does not', async () => {
  const whole = await raw(letter).jpeg().toBuffer();
  expect(opened(await bench.open(whole.subarray(0, Math.floor(whole.length / 2)))).facts.isTorn).toBe(true);
  expect(opened(await bench.open(whole)).facts).not.toHaveProperty('isTorn');
});

test('a TIFF whose directories lead in a circle ends', async () => {
  const tiff = bilevelTiff([asTiffPage(letter), asTiffPage(letter)]);
  const second = tiff.readUInt32LE(8 + 2 + 11 * 12);
  tiff.writeUInt32LE(8, second + 2 + 11 * 12);
  const { facts } = opened(await bench.open(tiff));
  expect(facts.pages).toHaveLength(2);
});

test.each([-4.3, -1.2, 0.6, 3.1])(
  'a page tilted by %d degrees is straightened to a tenth of a degree',
  async (tilted) => {
    const pixels = await tilt(letter, tilted);
    const { facts } = opened(await bench.open(await raw(grey(pixels)).png().withMetadata({ density: 200 }).toBuffer()));
    expect(facts.pages[0]?.skewDegrees).toBeCloseTo(tilted, 0);
    expect(Math.abs((facts.pages[0]?.skewDegrees ?? 0) - tilted)).toBeLessThanOrEqual(0.1);
    const again = opened(await bench.open(await bench.bytesOf(facts.pages[0]?.readingImage ?? null)));
    expect(Math.abs(again.facts.pages[0]?.skewDegrees ?? 9)).toBeLessThanOrEqual(0.1);
  },
);

test.each([
  [90, 270],
  [270, 90],
] as const)('a page that lies on its side (%d) is turned upright', async (lying, rotation) => {
  const turned = await raw(letter).rotate(lying).png().withMetadata({ density: 200 }).toBuffer();
  const { facts } = opened(await bench.open(turned));
  expect(facts.pages[0]).toMatchObject({ rotation, widthMm: 210.1, heightMm: 297.1 });
});

test('a blank sheet is blank, noise and all, and a faint signature is not', async () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const sheet = () =>
    Buffer.from(Uint8Array.from(letter.pixels, () => 236 + Math.round((random() + random() - 1) * 10)));
  const png = (pixels: Buffer) => raw(grey(pixels)).png().withMetadata({ density: 200 }).toBuffer();
  expect(opened(await bench.open(await png(sheet()))).facts.pages[0]?.isBlank).toBe(true);

  const signed = sheet();
  for (let step = 0; step < 900; step += 1) {
    const x = 500 + Math.round(step / 2);
    const y = 1900 + Math.round(30 * Math.sin(step / 25));
    // Pencil: 40 levels darker than the paper, three dots wide.
    for (let dot = 0; dot < 9; dot += 1) {
      const at = (y + Math.floor(dot / 3)) * letter.widthPx + x + (dot % 3);
      signed[at] = Math.min(signed[at] ?? 0, 196);
    }
  }
  expect(opened(await bench.open(await png(signed))).facts.pages[0]?.isBlank).toBe(false);
});

test('colours are kept for people, transparency is white, EXIF orientation is obeyed', async () => {
  const red = { r: 200, g: 20, b: 20, alpha: 1 };
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const png = await sharp({ create: { width: 600, height: 400, channels: 4, background: clear } })
    .composite([{ input: { create: { width: 200, height: 100, channels: 4, background: red } }, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const { facts } = opened(await bench.open(png));
  const shown = await sharp(await bench.bytesOf(facts.pages[0]?.image ?? null))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [
    ...shown.data.subarray((y * shown.info.width + x) * 3, (y * shown.info.width + x) * 3 + 3),
  ];
  expect(pixel(40, 40)[0]).toBeGreaterThan(150);
  expect(pixel(40, 40)[1]).toBeLessThan(80);
  expect(pixel(shown.info.width - 40, shown.info.height - 40)).toEqual([255, 255, 255]);

  const lying = await sharp({ create: { width: 600, height: 400, channels: 3, background: 'white' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const [page] = opened(await bench.open(lying)).facts.pages;
  expect((page?.heightMm ?? 0) > (page?.widthMm ?? 0)).toBe(true);
});

test('JPEG in CMYK, WebP and GIF open as images', async () => {
  const base = sharp(
    await raw(letter).extract({ left: 200, top: 200, width: 700, height: 500 }).png().toBuffer(),
  ).toColourspace('srgb');
  for (const bytes of [
    await base.clone().toColourspace('cmyk').jpeg().toBuffer(),
    await base.clone().webp().toBuffer(),
    await base.clone().gif().toBuffer(),
  ]) {
    expect(opened(await bench.open(bytes)).facts).toMatchObject({
      kind: 'image',
      pages: [{ number: 1, isBlank: false }],
    });
  }
});

test('a photo that does not say its resolution is taken for A4', async () => {
  const photo = await raw(letter).resize(3456, 4608, { fit: 'fill', kernel: 'nearest' }).jpeg().toBuffer();
  const [page] = opened(await bench.open(photo)).facts.pages;
  expect(page?.heightMm).toBeCloseTo(297, 0);
  expect(await sharp(await bench.bytesOf(page?.readingImage ?? null)).metadata()).toMatchObject({ density: 225 });
});

test('opening the same bytes again makes the same objects', async () => {
  const tiff = bilevelTiff([asTiffPage(letter)]);
  expect(await bench.open(tiff)).toEqual(await bench.open(tiff));
});
