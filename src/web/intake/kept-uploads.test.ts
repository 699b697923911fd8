import { expect, it } from 'vitest';
import {
  fingerprintOf,
  type KeptUpload,
  missingFiles,
  packUploads,
  unpackUploads,
  withoutFinished,
} from './kept-uploads.ts';

const now = Date.parse('2026-11-22T09:00:00Z');
const kept = (key: string, over: Partial<KeptUpload> = {}): KeptUpload => ({
  ...{ fingerprint: `f-${key}`, key, batchId: 'bat_a', documentId: null },
  ...over,
});

it('a file chosen again is the same only when its name, size, time and destination are', () => {
  const file = { name: '001.tif', size: 100, lastModified: 5 };
  const first = fingerprintOf('/batches/a/scans', file);
  expect(fingerprintOf('/batches/a/scans', { ...file })).toBe(first);
  for (const other of [{ name: '002.tif' }, { size: 101 }, { lastModified: 6 }])
    expect(fingerprintOf('/batches/a/scans', { ...file, ...other })).not.toBe(first);
  expect(fingerprintOf('/batches/b/scans', file)).not.toBe(first);
});

it('after a reload the files that the server has not are told, and no other', () => {
  const uploads = [kept('1', { documentId: 'doc_1' }), kept('2'), kept('3'), kept('4', { batchId: 'bat_b' })];
  const again = unpackUploads(packUploads(uploads, now), now + 3_600_000);
  expect(missingFiles(again, new Set(), 'bat_a')).toBe(2);
  expect(missingFiles(again, new Set(['2']), 'bat_a')).toBe(1);
});

it('when all files of a batch are there they are forgotten, so that the same file can be handed in again on purpose', () => {
  const done = kept('1', { documentId: 'doc_1' });
  expect(withoutFinished([done, kept('2')])).toHaveLength(2);
  expect(withoutFinished([done, kept('2', { batchId: 'bat_b' })])).toEqual([kept('2', { batchId: 'bat_b' })]);
});

it('what is a day old, or was never a list of uploads, is none', () => {
  const text = packUploads([kept('1')], now);
  expect(unpackUploads(text, now + 25 * 3_600_000)).toEqual([]);
  for (const odd of [null, '{"at":1}', 'torn {']) expect(unpackUploads(odd, now)).toEqual([]);
});
