import bwipjs from 'bwip-js/node';
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../../fixtures/generator/random.ts';
import { type GreyImage, openPdfRaster } from '../../../../../fixtures/generator/raster/pdf-raster.ts';
import { wearOut } from '../../../../../fixtures/generator/raster/wear.ts';
import { type PatchKind, patchBars } from '../../../../domain/separator.ts';
import { separatorSheets } from '../../../sheets/separator-sheets.ts';
import { turned } from '../image/pixels.ts';
import { findSeparators } from './find-separators.ts';
import type { GreyRaster } from './grey-raster.ts';

const kinds = Object.keys(patchBars) as PatchKind[];
const sheetText = 'MAILROOM:SEP;class=cancellation;profile=post-nord;archive=2026-000123';
const noData = { classKey: null, profile: null, archiveNumber: null };
const worn = {
  noise: 12,
  paper: 226,
  ink: 70,
  specks: 60,
  hasPunchHoles: true,
  hasDarkEdge: true,
  blur: 0,
} as const;

interface Look {
  readonly dpiX?: number;
  readonly dpiY?: number;
  readonly tilt?: number;
  readonly isUpsideDown?: boolean;
  readonly isWorn?: boolean;
  readonly isBitonal?: boolean;
}

async function scanned(pdf: Uint8Array, look: Look, page = 0): Promise<GreyRaster> {
  const { dpiX = 200, dpiY = dpiX } = look;
  using raster = await openPdfRaster(pdf);
  const image = raster.draw(page, {
    widthPx: Math.round((210 / 25.4) * dpiX),
    heightPx: Math.round((297 / 25.4) * dpiY),
    tiltDegrees: look.tilt ?? 0,
    isUpsideDown: look.isUpsideDown ?? false,
  });
  if (look.isWorn === true) wearOut(createRandom('separators'), image, worn);
  const pixels = look.isBitonal === true ? image.pixels.map((level) => (level < 150 ? 0 : 255)) : image.pixels;
  return { ...image, pixels, dpiX, dpiY };
}

function sideways(page: GreyRaster, rotation: 90 | 270): GreyRaster {
  const image = turned({ bytes: page.pixels, widthPx: page.width, heightPx: page.height, channels: 1 }, rotation);
  return { pixels: image.bytes, width: image.widthPx, height: image.heightPx, dpiX: page.dpiY, dpiY: page.dpiX };
}

const patchSheets = separatorSheets({
  date: '2026-11-21',
  sheets: kinds.map((patch) => ({ patch, text: null, data: noData, className: null })),
});
const dataSheet = separatorSheets({
  date: '2026-11-21',
  sheets: [{ patch: 'T', text: sheetText, data: noData, className: { de: 'Kündigung', en: 'Cancellation' } }],
});

async function patchesOf(page: GreyRaster): Promise<readonly (PatchKind | null)[]> {
  return (await findSeparators(page)).map((code) => code.patch);
}

describe('each patch code is read as its kind from both edges of the sheet', () => {
  // Seven looks of six kinds would draw 42 pages: each kind has every tilt and wear, the costly resolutions have three kinds.
  const looks: readonly (readonly [string, Look, readonly PatchKind[]])[] = [
    ['at 100 dpi, tilted and worn', { dpiX: 100, tilt: 5, isWorn: true }, kinds],
    ['at 150 dpi, tilted', { dpiX: 150, tilt: -5 }, kinds],
    ['at 200 dpi, upside down, tilted and worn', { tilt: 5, isUpsideDown: true, isWorn: true }, ['T', 'I', 'IV']],
    ['at 300 dpi, worn, black and white', { dpiX: 300, tilt: -3, isWorn: true, isBitonal: true }, ['T', 'II']],
    ['as a coarse fax', { dpiX: 204, dpiY: 98, tilt: 1.5, isBitonal: true }, kinds],
    ['as a fine fax, upside down', { dpiX: 204, dpiY: 196, isUpsideDown: true, isBitonal: true }, ['T', 'VI']],
  ];
  test.each(looks)('%s', async (_, look, some) => {
    const sheets = await patchSheets;
    for (const kind of some) {
      const page = await scanned(sheets, look, kinds.indexOf(kind));
      expect(await patchesOf(page), kind).toEqual([kind, kind]);
    }
  });
  test.each([90, 270] as const)('sideways by %d degrees', async (rotation) => {
    const sheets = await patchSheets;
    for (const kind of ['III', 'T', 'II'] as const) {
      const page = await scanned(sheets, { dpiX: 100, tilt: 4, isWorn: true }, kinds.indexOf(kind));
      expect(await patchesOf(sideways(page, rotation)), kind).toEqual([kind, kind]);
    }
  });
});

test('the tilt of a patch code is told within half a degree, and 600 dpi are read as well', async () => {
  const found = await findSeparators(await scanned(await patchSheets, { dpiX: 600, tilt: 3 }, kinds.indexOf('T')));
  expect(found.map(({ patch, box }) => [patch, box.y < 3508])).toEqual([
    ['T', true],
    ['T', false],
  ]);
  expect(Math.abs((found[0]?.angle ?? 0) - 3)).toBeLessThan(0.5);
});

test('wide bars of two and of three narrow ones are read, alone in the middle of a page with little confidence', async () => {
  for (const ratio of [2, 3]) {
    const document = await PDFDocument.create();
    const page = document.addPage([595, 842]);
    let y = 470;
    for (const isWide of patchBars.T) {
      const height = isWide ? 6 * ratio : 6;
      page.drawRectangle({ x: 200, y: y - height, width: 150, height, color: rgb(0, 0, 0) });
      y -= height + 6;
    }
    const [found, ...others] = await findSeparators(await scanned(await document.save(), { dpiX: 150 }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ format: 'patch', patch: 'T' });
    expect(found?.confidence).toBeLessThanOrEqual(0.6);
  }
});

describe('the QR code of our sheet is read', () => {
  const looks: readonly (readonly [string, Look])[] = [
    ['at 100 dpi', { dpiX: 100 }],
    ['at 150 dpi, tilted', { dpiX: 150, tilt: 5 }],
    ['at 300 dpi, upside down and worn', { dpiX: 300, tilt: -5, isUpsideDown: true, isWorn: true }],
    ['at 600 dpi', { dpiX: 600 }],
    ['as a coarse fax', { dpiX: 204, dpiY: 98, isBitonal: true }],
    ['as a fine fax, tilted', { dpiX: 204, dpiY: 196, tilt: 2, isBitonal: true }],
  ];
  test.each(looks)('%s', async (_, look) => {
    const found = await findSeparators(await scanned(await dataSheet, look));
    const codes = found.filter((code) => code.format === 'qr');
    expect(codes.map((code) => code.text)).toEqual([sheetText]);
    const { box } = codes[0] ?? { box: { x: 0, y: 0, width: 0, height: 0 } };
    const { dpiX = 0, dpiY = dpiX } = look;
    expect(Math.abs((box.x + box.width / 2) / dpiX - 4.13)).toBeLessThan(0.3);
    expect(Math.abs((box.y + box.height / 2) / dpiY - (look.isUpsideDown ? 5.6 : 6.09))).toBeLessThan(0.3);
  });
});

describe('a bar code label is read', async () => {
  const label = async (kind: string, text: string): Promise<Uint8Array> => {
    const png = await bwipjs.toBuffer({ bcid: kind, text, scale: 4, height: 12, includetext: true });
    const document = await PDFDocument.create();
    const image = await document.embedPng(png);
    const width = 150;
    const height = (width * image.height) / image.width;
    document.addPage([595, 842]).drawImage(image, { x: 380, y: 740, width, height });
    return document.save();
  };
  const looks: readonly (readonly [string, Look])[] = [
    ['at 150 dpi', { dpiX: 150 }],
    ['at 200 dpi, tilted', { dpiX: 200, tilt: 5 }],
    ['at 300 dpi, upside down and worn', { dpiX: 300, tilt: -5, isUpsideDown: true, isWorn: true }],
    ['as a coarse fax', { dpiX: 204, dpiY: 98, tilt: 1, isBitonal: true }],
  ];
  test.each(looks)('%s', async (_, look) => {
    for (const [kind, format] of [
      ['code128', 'code-128'],
      ['code39', 'code-39'],
    ] as const) {
      const found = await findSeparators(await scanned(await label(kind, 'ASN00123'), look));
      expect(found.map((code) => [code.format, code.text])).toEqual([[format, 'ASN00123']]);
    }
  });
  test('sideways', async () => {
    const page = await scanned(await label('code128', 'ASN00123'), { dpiX: 200, tilt: 3 });
    const [found] = await findSeparators(sideways(page, 90));
    expect(found).toMatchObject({ format: 'code-128', text: 'ASN00123' });
    expect(Math.abs((found?.angle ?? 0) + 87)).toBeLessThan(2);
  });
});

describe('pages without separators give nothing', () => {
  test.each([100, 200, 300])('text, tables, thick rules and a logo at %d dpi', async (dpiX) => {
    const page = await scanned(await drawLetter(), { dpiX, tilt: dpiX / 100 - 1, isWorn: true });
    expect(await findSeparators(page)).toEqual([]);
  });
  test('white, black, grey and tiny images', async () => {
    for (const level of [0, 128, 255]) {
      for (const [width, height] of [
        [1, 1],
        [3, 2000],
        [827, 1169],
      ] as const) {
        const pixels = new Uint8Array(width * height).fill(level);
        expect(await findSeparators({ pixels, width, height, dpiX: 100, dpiY: 100 })).toEqual([]);
      }
    }
  });
});

test('an aborted search ends', async () => {
  const page: GreyImage = { pixels: new Uint8Array(10_000), width: 100, height: 100 };
  await expect(findSeparators({ ...page, dpiX: 100, dpiY: 100 }, AbortSignal.abort())).rejects.toThrow('abort');
});

async function drawLetter(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(StandardFonts.HelveticaBold);
  const black = rgb(0, 0, 0);
  for (let line = 0; line < 24; line += 1) {
    page.drawText('Illinois minimum illumination: IIII lllll ||||| HHHHHHH 1111111111', {
      x: 60,
      y: 600 - 11 * line,
      size: 10,
      font,
    });
  }
  for (let row = 0; row < 9; row += 1) {
    page.drawRectangle({ x: 60, y: 300 - 14 * row, width: 470, height: row % 2 === 0 ? 7 : 3, color: black });
  }
  for (let column = 0; column < 12; column += 1) {
    page.drawLine({
      start: { x: 60 + 40 * column, y: 80 },
      end: { x: 60 + 40 * column, y: 160 },
      thickness: 1,
      color: black,
    });
  }
  // A logo of four stripes that is none of the six: three narrow bars and a wide one, uneven spaces.
  for (const [index, height] of [4, 4, 4, 16].entries()) {
    page.drawRectangle({ x: 400, y: 780 - 18 * index, width: 110, height, color: black });
  }
  page.drawCircle({ x: 120, y: 760, size: 40, color: black });
  page.drawText('NORDLICHT', { x: 180, y: 740, size: 34, font });
  return document.save();
}
