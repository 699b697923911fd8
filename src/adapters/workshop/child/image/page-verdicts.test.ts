import sharp, { type Sharp } from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { drawPdfPage } from '../../../../testing/draw-text-page.ts';
import { layOutText } from '../../rendition/lay-out-text.ts';
import type { TaskTools } from '../task-tools.ts';
import type { Pixels } from './pixels.ts';
import { preparePage, type RawPage } from './prepare-page.ts';

const dpi = 200;
const millimetre = dpi / 25.4;
const tools: TaskTools = { pathOf: (name) => name, write: async () => {}, pageMade: () => {} };

let letter: Pixels;
beforeAll(async () => {
  const sentence = 'Hiermit kündige ich den Vertrag VN783771620 zum nächsten Termin und bitte um eine Bestätigung. ';
  const text = { title: 'Kündigung', headerLines: [], text: sentence.repeat(25), createdAt: new Date(0) };
  const { pixels, widthPx, heightPx } = await drawPdfPage((await layOutText(text)).pdf, 0, dpi);
  letter = { bytes: pixels, widthPx, heightPx, channels: 1 };
});

const verdictOn = async (pixels: Pixels, raw: Partial<RawPage> = {}) => {
  const size = { widthMm: pixels.widthPx / millimetre, heightMm: pixels.heightPx / millimetre };
  return preparePage(
    { number: 1, pixels, dpi, sourceDpi: dpi, isBilevel: false, findsSeparators: false, ...size, ...raw },
    tools,
  );
};
const image = ({ bytes, widthPx, heightPx }: Pixels) =>
  sharp(bytes, { raw: { width: widthPx, height: heightPx, channels: 1 } });
const pixelsOf = async (drawn: Sharp): Promise<Pixels> => {
  const { data, info } = await drawn.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height, channels: 1 };
};
/** Paper at 236 with an even grain of up to five levels, the same each time. */
function sheet(): Pixels & { readonly bytes: Uint8Array } {
  let seed = 7;
  const bytes = Uint8Array.from(letter.bytes, () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return 231 + ((seed >>> 16) % 11);
  });
  return { ...letter, bytes };
}
const toned = (page: Pixels, tone: (level: number) => number): Pixels => ({
  ...page,
  bytes: Uint8Array.from(page.bytes, tone),
});

test('a clean page has no flaw and a score near one', async () => {
  expect(await verdictOn(letter)).toMatchObject({ isBlank: false, quality: { flaws: [] } });
  expect((await verdictOn(letter)).quality?.score).toBeGreaterThan(0.85);
});

test('a page out of focus is blurred', async () => {
  const { quality } = await verdictOn(await pixelsOf(image(letter).blur(3)));
  expect(quality?.flaws).toContain('blurred');
  expect(quality?.score).toBeLessThan(0.8);
});

test('a page of 75 dots an inch is of low resolution, a fax in standard resolution is not', async () => {
  const coarse = await pixelsOf(image(letter).resize(Math.round(letter.widthPx * 0.375)));
  const enlarged = await pixelsOf(image(coarse).resize(letter.widthPx, letter.heightPx, { fit: 'fill' }));
  expect((await verdictOn(enlarged, { sourceDpi: 75 })).quality?.flaws).toContain('low-resolution');
  expect((await verdictOn(letter, { sourceDpi: Math.sqrt(204 * 98), isBilevel: true })).quality?.flaws).toEqual([]);
});

test('pale print is of low contrast, and still no blank page', async () => {
  const pale = toned(letter, (level) => 200 + Math.round((level * 40) / 255));
  expect(await verdictOn(pale)).toMatchObject({ isBlank: false, quality: { flaws: ['low-contrast'] } });
});

test.each([
  ['left', { left: 260, top: 0 }],
  ['right', { left: 0, top: 0 }],
] as const)('print that runs over the %s edge is cut off', async (_, { left, top }) => {
  const cut = image(letter).extract({ left, top, width: letter.widthPx - 340, height: letter.heightPx });
  expect((await verdictOn(await pixelsOf(cut))).quality?.flaws).toContain('cut-off');
});

test('a sheet on a black lid is dark, and its print is not called cut off', async () => {
  const edge = Math.round(9 * millimetre);
  const framed = image(letter)
    .resize(letter.widthPx - 2 * edge, letter.heightPx - 2 * edge, { fit: 'fill' })
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: '#202020' });
  expect((await verdictOn(await pixelsOf(framed))).quality?.flaws).toEqual(['dark']);
});

test('a pencil line keeps a page from being blank', async () => {
  const page = sheet();
  for (let x = 400; x < 900; x += 1) {
    for (let dot = 0; dot < 3; dot += 1) page.bytes[(1500 + dot + (x >> 5)) * page.widthPx + x] = 200;
  }
  expect((await verdictOn(page)).isBlank).toBe(false);
});

test('a whole page of pale pencil is not taken for print of the other side', async () => {
  const pencil = toned(letter, (level) => 214 + Math.round((level * 26) / 255));
  expect((await verdictOn(pencil)).isBlank).toBe(false);
});

test('print of the other side that shines through leaves the page blank', async () => {
  const mirrored = await pixelsOf(image(letter).flop().blur(4));
  const back = toned(mirrored, (level) => 222 + Math.round((level * 18) / 255));
  expect((await verdictOn(back)).isBlank).toBe(true);
});

test('filing holes leave the page blank, and a word beside them does not', async () => {
  const page = sheet();
  const radius = 3 * millimetre;
  const x0 = Math.round(12 * millimetre);
  for (const yMm of [108.5, 188.5]) {
    const y0 = Math.round(yMm * millimetre);
    for (let y = -24; y <= 24; y += 1) {
      for (let x = -24; x <= 24; x += 1) {
        if (x * x + y * y <= radius * radius) page.bytes[(y0 + y) * page.widthPx + x0 + x] = 30;
      }
    }
  }
  expect((await verdictOn(page)).isBlank).toBe(true);
  for (let x = 0; x < 120; x += 1) {
    for (let y = 0; y < 4; y += 1) page.bytes[(900 + y + ((x * 3) % 30)) * page.widthPx + 700 + x] = 60;
  }
  expect((await verdictOn(page)).isBlank).toBe(false);
});

test('a sheet that came out black is not blank: somebody must look at it', async () => {
  expect(await verdictOn(toned(letter, () => 0))).toMatchObject({ isBlank: false });
  expect(await verdictOn(toned(letter, () => 255))).toMatchObject({ isBlank: true });
});
