import { afterAll, expect, test } from 'vitest';
import { createRecordedEngine } from '../../src/adapters/ocr/recorded/recorded-engine.ts';
import { createReadingStore } from '../../src/adapters/readings/reading-store.ts';
import { createImageTurner } from '../../src/adapters/workshop/image-turner.ts';
import { createScanDivider } from '../../src/adapters/workshop/scan-divider.ts';
import { defaultScanLayouts } from '../../src/app/default-scan-layouts.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { newId } from '../../src/domain/ids.ts';
import { defaultLimits } from '../../src/domain/limits.ts';
import { createMemoryPageReadings } from '../../src/testing/memory-page-readings.ts';
import { openTestOpener } from '../../src/testing/open-document.ts';
import { pagesNobodySees } from '../../src/testing/pages-nobody-sees.ts';
import { createPreparation } from './preparation.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());
const preparation = createPreparation({
  pagesUnderWay: pagesNobodySees,
  engine: createRecordedEngine(new Map()),
  pageReadings: createMemoryPageReadings(),
  opener: bench.opener,
  layouts: defaultScanLayouts,
  divider: createScanDivider({ workshop: bench.workshop, limits: defaultLimits }),
  turner: createImageTurner({ workshop: bench.workshop }),
  readings: createReadingStore(bench.store),
});

async function prepare(bytes: Buffer, depth = 0, signal = new AbortController().signal) {
  const document: DocumentSnapshot = {
    id: newId('doc'),
    submissionId: newId('sub'),
    parentId: null,
    depth,
    channel: 'email',
    receivedAt: new Date('2026-11-21T09:00:00Z'),
    filename: 'post.eml',
    declaredMediaType: 'application/pdf',
    original: await bench.store.put(bytes),
    given: null,
    generation: 0,
    facts: {},
  };
  const clock = { now: () => new Date('2026-11-21T09:00:01Z') };
  return preparation.run(document, { signal, clock, attempt: 1, isLastAttempt: false });
}

const mail = [
  'From: a@example.org',
  'Subject: Anlage',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Siehe Anlage',
  '--b',
  'Content-Type: text/plain',
  'Content-Disposition: attachment; filename=brief.txt',
  '',
  'Guten Tag',
  '--b--',
  '',
].join('\r\n');

test('what could be opened goes on with its facts, its attachments beside it, whatever the sender called it', async () => {
  const outcome = await prepare(Buffer.from(mail));
  expect(outcome).toMatchObject({
    kind: 'advance',
    facts: { kind: 'mail', childCount: 1 },
    effects: [],
    children: [{ ordinal: 1, filename: 'brief.txt', declaredMediaType: 'text/plain' }],
  });
});

test('what cannot be opened waits for a person with a sentence, and costs no attempt', async () => {
  expect(await prepare(Buffer.alloc(0))).toEqual({
    kind: 'park',
    tray: 'exceptions',
    question: { code: 'document.empty', message: expect.stringContaining('Ask the sender') },
    facts: null,
  });
});

test('an attachment nested too deep is parked by its depth', async () => {
  expect(await prepare(Buffer.from('Guten Tag'), 9)).toMatchObject({ kind: 'park', tray: 'quarantine' });
});

test('an aborted run rejects with the reason of the abort', async () => {
  await expect(prepare(Buffer.from(mail), 0, AbortSignal.abort(new Error('lease lost')))).rejects.toThrow('lease lost');
});
