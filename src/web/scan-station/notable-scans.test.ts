import { expect, it } from 'vitest';
import type { BatchScan, LightTablePage, LightTablePart } from '../api/contract.ts';
import { deScanStation } from '../words/de-scan-station.ts';
import { layTable } from './light-table.ts';
import { endsWithSeparator, repetitionsOf } from './notable-scans.ts';
import { labelOf } from './page-label.ts';

const page = (documentId: string, number: number, changes: Partial<LightTablePage> = {}): LightTablePage => ({
  ...{ documentId, page: number, turn: 0, dropped: null, isForRescan: false, isBlank: false, quality: null },
  ...{ widthMm: 210, heightMm: 297, hasImage: true, isComing: false },
  ...changes,
});
const part = (...pages: readonly LightTablePage[]): LightTablePart => ({
  ...{ cut: 'first', isDoubtful: false, given: null },
  pages: [...pages],
});
const scan = (documentId: string, batchId: string | null, addedAt = '2026-11-21T09:00:00.000Z'): BatchScan => ({
  ...{ documentId, submissionId: 'sub', filename: 'scan.tif', addedAt, state: 'held', pageCount: 1 },
  ...{ progress: null, problem: null, replaces: [], remarks: [] },
  sameAs: batchId === null ? null : { documentId: 'doc_before', batchId, profile: 'post', addedAt },
});

it('scans that came before are told by the batch they came into, with the pages that still lie in a document', () => {
  const scans = [
    scan('a', 'bat_1', '2026-11-21T10:00:00.000Z'),
    scan('b', 'bat_1'),
    scan('c', 'bat_2'),
    scan('d', null),
  ];
  const parts = [
    part(page('a', 1), page('a', 2, { dropped: 'blank' }), page('b', 1)),
    part(page('c', 1, { dropped: 'removed' }), page('d', 1)),
  ];
  const pages = [
    { documentId: 'a', page: 1 },
    { documentId: 'b', page: 1 },
  ];
  expect(repetitionsOf({ scans }, parts)).toEqual([
    { batchId: 'bat_1', profile: 'post', addedAt: '2026-11-21T09:00:00.000Z', scans: 2, pages },
  ]);
});

it('a separator with nothing behind it is noticed, a blank sheet at the end is not', () => {
  const letter = part(page('a', 1));
  const sheet = page('a', 2, { dropped: 'separator' });
  expect(endsWithSeparator([letter, part(sheet)])).toBe(true);
  expect(endsWithSeparator([letter, part(sheet, page('a', 3))])).toBe(false);
  expect(endsWithSeparator([letter, part({ ...sheet, isBlank: true })])).toBe(false);
  expect(endsWithSeparator([])).toBe(false);
});

it('pages that were set aside are not counted, and all of such a document are told by where they were scanned', () => {
  const table = layTable([
    part(page('a', 1, { dropped: 'separator' }), page('a', 2), page('a', 3, { dropped: 'blank' }), page('a', 4)),
    part(page('a', 5)),
    part(page('a', 6, { dropped: 'separator' })),
  ]);
  expect(table.places.map((place) => labelOf(deScanStation.lightTable, table, place))).toEqual([
    'Dokument 1, Scanseite 1, Trennblatt',
    'Seite 1 von 2, Dokument 1, Scanseite 2',
    'Dokument 1, Scanseite 3, leer',
    'Seite 2 von 2, Dokument 1, Scanseite 4',
    'Seite 1 von 1, Dokument 2',
    'In keinem Dokument, Scanseite 6, Trennblatt',
  ]);
});
