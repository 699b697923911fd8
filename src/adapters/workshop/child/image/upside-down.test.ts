import { beforeAll, describe, expect, test } from 'vitest';
import { drawPdfPage } from '../../../../testing/draw-text-page.ts';
import { layOutText } from '../../rendition/lay-out-text.ts';
import type { TaskTools } from '../task-tools.ts';
import { type Pixels, turned } from './pixels.ts';
import { preparePage } from './prepare-page.ts';

const dpi = 200;
const tools: TaskTools = { pathOf: (name) => name, write: async () => {}, pageMade: () => {} };

const draw = async (text: string): Promise<Pixels> => {
  const { pdf } = await layOutText({ title: '', headerLines: [], text, createdAt: new Date(0) });
  const { pixels, widthPx, heightPx } = await drawPdfPage(pdf, 0, dpi);
  return { bytes: pixels, widthPx, heightPx, channels: 1 };
};
const turnOf = async (pixels: Pixels) => {
  const size = { widthMm: (pixels.widthPx / dpi) * 25.4, heightMm: (pixels.heightPx / dpi) * 25.4 };
  const raw = { number: 1, pixels, dpi, sourceDpi: dpi, isBilevel: false, findsSeparators: false, ...size };
  return (await preparePage(raw, tools)).rotation;
};
const inColour = ({ bytes, ...size }: Pixels): Pixels => ({
  ...size,
  bytes: Uint8Array.from({ length: bytes.length * 3 }, (_, at) => bytes[Math.floor(at / 3)] ?? 255),
  channels: 3,
});

describe.each([
  ['German', 'Hiermit kündige ich den Vertrag VN783771620 zum nächsten Termin und bitte um eine Bestätigung. '],
  ['English', 'Please be advised that my telephone number has changed, and update your records accordingly. '],
])('a page of %s print', (_, sentence) => {
  let page: Pixels;
  beforeAll(async () => {
    page = await draw(sentence.repeat(25));
  });

  test('is turned when it stands on its head, and only then', async () => {
    expect(await turnOf(page)).toBe(0);
    expect(await turnOf(turned(page, 180))).toBe(180);
    expect(await turnOf(turned(inColour(page), 180))).toBe(180);
  });

  test('is turned back from both of its sides', async () => {
    expect(await turnOf(turned(page, 90))).toBe(270);
    expect(await turnOf(turned(page, 270))).toBe(90);
  });
});

test.each([
  ['capitals', 'DIE RECHNUNG IST ZUM ERSTEN DES MONATS OHNE ABZUG ZU BEZAHLEN '.repeat(25)],
  ['digits', '4711 0815 2026 3,50 118 '.repeat(60)],
  ['two lines', 'Mit freundlichen Grüßen\nHelga Petersen'],
])('what %s cannot tell is left to the reader, whichever way the page lies', async (_, text) => {
  const page = await draw(text);
  expect(await turnOf(page)).toBe(0);
  expect(await turnOf(turned(page, 180))).toBe(0);
});

test('a picture is not turned', async () => {
  const [widthPx, heightPx] = [1654, 2339];
  let seed = 11;
  const bytes = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      seed = (seed * 1664525 + 1013904223) >>> 0;
      const wave = Math.sin(x / 37) * Math.sin(y / 23) + Math.sin((x + 2 * y) / 91);
      bytes[y * widthPx + x] = Math.max(0, Math.min(255, 128 + 60 * wave + ((seed >>> 16) % 31)));
    }
  }
  const picture: Pixels = { bytes, widthPx, heightPx, channels: 1 };
  expect(await turnOf(picture)).toBe(0);
  expect(await turnOf(turned(picture, 180))).toBe(0);
});
