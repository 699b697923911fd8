import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import type { CountSheet } from '../../ports/count-sheet-archive.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';
import { createCountSheetArchive, drawCountSheet } from './count-sheet.ts';

const sheet: CountSheet = {
  batchId: 'bat_0197b3c2',
  state: 'released',
  profile: 'tagespost',
  site: 'Emden',
  station: null,
  operator: 'Jan Harms',
  closedBy: 'Eva Brandt',
  receivedAt: new Date('2026-11-21T06:00:00Z'),
  createdAt: new Date('2026-11-21T07:00:00Z'),
  closedAt: new Date('2026-11-21T08:00:00Z'),
  note: null,
  reason: 'Das dritte Blatt liegt im Tresor. '.repeat(25).trim(),
  countChain: {
    announcedEnvelopes: null,
    announcedSheets: 3,
    scans: 1,
    sheetsScanned: 2,
    separatorSheets: 0,
    rescannedSheets: 0,
    sheetsOfPost: 2,
    images: 4,
    kept: 3,
    blank: 1,
    separators: 0,
    removed: 0,
    rescanned: 0,
    documents: 2,
    workItems: null,
    breaks: [{ key: 'sheets-missing', expected: 3, counted: 2 }],
  },
  takenOut: [],
  timeZone: 'Europe/Berlin',
};

test('the count chain is one page that says who closed the batch when, what was counted and why it does not add up', async () => {
  await using bench = openTestOpener();
  const pdf = await drawCountSheet(sheet);
  expect((await PDFDocument.load(pdf)).getPageCount()).toBe(1);
  const { facts } = opened(await bench.open(pdf));
  const text = await bench.textOf(facts);
  for (const said of ['bat_0197b3c2', 'Eva Brandt', '2026-11-21 09:00:00 Europe/Berlin', 'Blätter fehlen', 'Tresor'])
    expect(text).toContain(said);
});

test('the page names the scans that were taken out, and stays one page when they are many', async () => {
  await using bench = openTestOpener();
  const names = Array.from({ length: 50 }, (_, index) => `kaputt-${index + 1}.tif`);
  const pdf = await drawCountSheet({ ...sheet, takenOut: names });
  const { facts } = opened(await bench.open(pdf));
  const text = await bench.textOf(facts);
  for (const said of ['taken out besides', '50: kaputt-1.tif', 'Tresor']) expect(text).toContain(said);
  expect(await bench.textOf(opened(await bench.open(await drawCountSheet(sheet))).facts)).not.toContain('taken out');
});

test('equal sheets are one object, and it is kept until its date', async () => {
  await using store = openMemoryStore();
  const archive = createCountSheetArchive({ store });
  const until = new Date('2037-01-01T00:00:00Z');
  const sha256 = await archive.keep(sheet, until);
  expect(await archive.keep(sheet, until)).toBe(sha256);
  expect((await store.retention(sha256)).retainUntil).toEqual(until);
  await expect(store.delete(sha256)).rejects.toMatchObject({ code: 'object.retained' });
});
