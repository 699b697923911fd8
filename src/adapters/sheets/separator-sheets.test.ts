import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { openPdfRaster } from '../../../fixtures/generator/raster/pdf-raster.ts';
import { MailroomError } from '../../domain/errors.ts';
import { separatorOfPage } from '../../rules/separation/separator-of-page.ts';
import { writeSeparatorText } from '../../rules/separation/separator-text.ts';
import { findSeparators } from '../workshop/child/separators/find-separators.ts';
import { type SeparatorSheet, separatorSheets, sheetsMax } from './separator-sheets.ts';

const data = { classKey: 'cancellation', profile: 'Straße Łódź', archiveNumber: '2026-000123' };
const sheet: SeparatorSheet = {
  patch: 'T',
  text: writeSeparatorText(data),
  data,
  className: { de: 'Kündigung', en: 'Cancellation' },
};

test('a printed sheet that is scanned separates with the data it was made for', async () => {
  using raster = await openPdfRaster(await separatorSheets({ sheets: [sheet], date: '2026-11-21' }));
  const image = raster.draw(0, { widthPx: 1240, heightPx: 1754, tiltDegrees: 1, isUpsideDown: true });
  const codes = await findSeparators({ ...image, dpiX: 150, dpiY: 150 });
  expect(separatorOfPage(codes)).toEqual({ kind: 'sheet', patch: 'T', data, isPageOfDocument: false });
});

test('each sheet is a page of A4, and equal orders give equal bytes', async () => {
  const plain = { ...sheet, text: null, className: null, data: { classKey: null, profile: null, archiveNumber: null } };
  const order = { sheets: [sheet, plain, { ...sheet, patch: 'II' as const }], date: '2026-11-21' };
  const pdf = await separatorSheets(order);
  const pages = (await PDFDocument.load(pdf)).getPages().map((page) => page.getSize());
  expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
    [595, 842],
    [595, 842],
    [595, 842],
  ]);
  expect(Buffer.from(await separatorSheets(order)).equals(Buffer.from(pdf))).toBe(true);
});

test('no sheet, too many sheets and texts that no code can hold are refused', async () => {
  const orders = [
    [],
    Array.from({ length: sheetsMax + 1 }, () => sheet),
    [{ ...sheet, text: 'x'.repeat(601) }],
    [{ ...sheet, text: 'Kündigung' }],
    [{ ...sheet, text: '' }],
  ];
  for (const sheets of orders) {
    await expect(separatorSheets({ sheets, date: '2026-11-21' })).rejects.toThrow(MailroomError);
  }
});
