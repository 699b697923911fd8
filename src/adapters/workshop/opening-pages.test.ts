import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedPage, OpeningPages } from '../../ports/document-opener.ts';
import { drawTextPage } from '../../testing/draw-text-page.ts';
import { bilevelTiff } from '../../testing/hostile-bytes.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());

let tiff: Buffer;
let pdf: Buffer;
beforeAll(async () => {
  const { image } = await drawTextPage('Hiermit kündige ich den Vertrag VN783771620. '.repeat(20), { dpi: 100 });
  const { data, info } = await sharp(image).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const page = { pixels: data, widthPx: info.width, heightPx: info.height, dpiX: 100, dpiY: 100 };
  tiff = bilevelTiff([page, page, page, page]);
  const { PDFDocument } = await import('pdf-lib');
  const file = await PDFDocument.create();
  for (const text of ['Seite eins', 'Seite zwei', 'Seite drei']) file.addPage().drawText(`${text} des Schreibens`);
  pdf = Buffer.from(await file.save());
});

async function openWith(bytes: Buffer, made: readonly OpenedPage[] = []) {
  const told: { readonly page: OpenedPage; readonly pageCount: number }[] = [];
  const pages: OpeningPages = { made, onPage: (page, pageCount) => told.push({ page, pageCount }) };
  const hint = {
    ...{ filename: 'scan', declaredMediaType: null, depth: 0, channel: 'letter' },
    receivedAt: new Date('2026-11-21T09:00:00Z'),
  };
  const signal = new AbortController().signal;
  const result = opened(await bench.opener.open(await bench.store.put(bytes), hint, signal, pages));
  return { facts: result.facts, told };
}

test('every page is told when its images are safe, in its order, with how many there are', async () => {
  const { facts, told } = await openWith(tiff);
  expect(told.map(({ page, pageCount }) => [page.filePage, pageCount])).toEqual([1, 2, 3, 4].map((n) => [n, 4]));
  expect(told.map(({ page }) => page.page)).toEqual(facts.pages);
  for (const { page } of told) expect(await bench.bytesOf(page.page?.image ?? null)).not.toHaveLength(0);
});

test('pages of an earlier attempt are taken over and not made again, and the document is the same', async () => {
  for (const bytes of [tiff, pdf]) {
    const whole = await openWith(bytes);
    const made = whole.told.slice(0, 2).map(({ page }) => page);
    const resumed = await openWith(bytes, made);
    expect(resumed.told).toEqual(whole.told.slice(2));
    expect(resumed.facts).toEqual(whole.facts);
  }
});
