import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReadingStore } from '../../src/adapters/readings/reading-store.ts';
import { createImageTurner } from '../../src/adapters/workshop/image-turner.ts';
import { createScanDivider } from '../../src/adapters/workshop/scan-divider.ts';
import { defaultScanLayouts } from '../../src/app/default-scan-layouts.ts';
import type { LayoutPage, LayoutPart } from '../../src/domain/batch.ts';
import type { Channel } from '../../src/domain/channel.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { type DocumentId, newId } from '../../src/domain/ids.ts';
import { defaultLimits } from '../../src/domain/limits.ts';
import { defaultSeparation } from '../../src/domain/scan-profile.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { ScanLayouts, ScanOrder } from '../../src/ports/scan-layouts.ts';
import { createMemoryPageReadings } from '../../src/testing/memory-page-readings.ts';
import { openTestOpener } from '../../src/testing/open-document.ts';
import { pagesNobodySees } from '../../src/testing/pages-nobody-sees.ts';
import { createReaderByNumber } from '../../src/testing/read-by-number.ts';
import { type ScanStack, scanStack } from '../../src/testing/scan-stack.ts';
import { createPreparation } from './preparation.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());
const divider = createScanDivider({ workshop: bench.workshop, limits: defaultLimits });
const text = (word: string) => ({ text: `${word} `.repeat(60) });
let stack: ScanStack;

beforeAll(async () => {
  stack = await scanStack([
    { sheet: { classKey: 'cancellation', archiveNumber: 'N-17' } },
    text('Alpha'),
    text('Anlage'),
    { sheet: {} },
    text('Beta'),
  ]);
}, 60_000);

async function prepare(
  bytes: Buffer,
  layouts: ScanLayouts = defaultScanLayouts,
  over: Partial<DocumentSnapshot> = {},
  engine: OcrEngine = createReaderByNumber([]),
) {
  const preparation = createPreparation({
    pagesUnderWay: pagesNobodySees,
    engine,
    pageReadings: createMemoryPageReadings(),
    opener: bench.opener,
    layouts,
    divider,
    turner: createImageTurner({ workshop: bench.workshop }),
    readings: createReadingStore(bench.store),
  });
  const document: DocumentSnapshot = {
    id: newId('doc'),
    submissionId: newId('sub'),
    parentId: null,
    depth: 0,
    channel: 'letter' satisfies Channel,
    receivedAt: new Date('2026-11-21T09:00:00Z'),
    filename: 'stack.pdf',
    declaredMediaType: null,
    original: await bench.store.put(bytes),
    given: null,
    generation: 0,
    facts: {},
    ...over,
  };
  const clock = { now: () => new Date('2026-11-21T09:00:01Z') };
  const signal = new AbortController().signal;
  const outcome = await preparation.run(document, { signal, clock, attempt: 1, isLastAttempt: false });
  return { document, outcome };
}

async function divided(...given: Parameters<typeof prepare>) {
  const { document, outcome } = await prepare(...given);
  if (outcome.kind !== 'divide') throw new Error(`The stage said ${JSON.stringify(outcome).slice(0, 500)}.`);
  const originals = await Promise.all(outcome.children.map((child) => bench.bytesOf(child.original.sha256)));
  return { document, outcome, originals };
}

const streamsOf = async (pdf: Buffer): Promise<readonly Buffer[]> =>
  (await PDFDocument.load(pdf, { updateMetadata: false })).context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => ('contents' in object ? [Buffer.from(object.contents as Uint8Array)] : []));

test('a PDF of a careless scanner becomes documents that hold their own pages and no byte of another letter', async () => {
  const { outcome, originals } = await divided(stack.pdf);
  expect(outcome.children.map(({ filename, prepared }) => [filename, prepared?.facts.pages.length])).toEqual([
    ['stack (1).pdf', 2],
    ['stack (2).pdf', 1],
  ]);
  const [alpha = [], beta = []] = await Promise.all(originals.map(streamsOf));
  const holds = (streams: readonly Buffer[], page: number) =>
    streams.some((stream) => stream.equals(stack.jpegs[page] ?? Buffer.alloc(0)));
  expect([0, 1, 2, 3, 4].map((page) => holds(alpha, page))).toEqual([false, true, true, false, false]);
  expect([0, 1, 2, 3, 4].map((page) => holds(beta, page))).toEqual([false, false, false, false, true]);
}, 60_000);

test('what a sheet says is given to the document it opens, and to no other', async () => {
  const { document, outcome } = await divided(stack.tiff);
  expect(outcome.children.map(({ prepared }) => prepared?.given)).toEqual([
    { classKey: 'cancellation', profile: null, archiveNumber: 'N-17' },
    null,
  ]);
  expect(outcome.children[1]?.prepared).toMatchObject({
    composedOf: [{ documentId: document.id, page: 5, turn: 0 }],
    facts: { kind: 'tiff', pages: [{ number: 1 }], childCount: 0 },
  });
}, 60_000);

test('a TIFF stays a TIFF: strips are copied as they are, and every page looks as it did', async () => {
  const { originals } = await divided(stack.tiff);
  const [alpha = Buffer.alloc(0), beta = Buffer.alloc(0)] = originals;
  const holds = (bytes: Buffer) => stack.strips.map((strip) => bytes.includes(strip));
  expect(holds(alpha)).toEqual([false, true, true, false, false]);
  expect(holds(beta)).toEqual([false, false, false, false, true]);
  const pixels = (bytes: Buffer, page: number) => sharp(bytes, { page }).raw().toBuffer();
  expect((await sharp(alpha).metadata()).pages).toBe(2);
  expect((await pixels(alpha, 1)).equals(await pixels(stack.tiff, 2))).toBe(true);
  expect((await pixels(beta, 0)).equals(await pixels(stack.tiff, 4))).toBe(true);
}, 60_000);

test('the same scan twice gives the same bytes', async () => {
  for (const scan of [stack.pdf, stack.tiff]) {
    const [one, other] = [await divided(scan), await divided(scan)];
    expect(one.outcome.children.map((child) => child.original)).toEqual(
      other.outcome.children.map((child) => child.original),
    );
  }
}, 90_000);

test('a scan without separators is one document as it is; in a mail or a fax a separator sheet is a page', async () => {
  const plain = await scanStack([text('Gamma'), text('Delta')]);
  expect((await prepare(plain.pdf)).outcome).toMatchObject({ kind: 'advance', facts: { kind: 'pdf' } });
  const asFax = await prepare(stack.tiff, defaultScanLayouts, { channel: 'fax' });
  expect(asFax.outcome.kind).toBe('advance');
  const inMail = await prepare(stack.pdf, defaultScanLayouts, { channel: 'email', depth: 1 });
  expect(inMail.outcome.kind).toBe('advance');
  if (inMail.outcome.kind === 'advance') expect(inMail.outcome.facts.pages[0]).not.toHaveProperty('codes');
}, 90_000);

test('a scanner that reads by itself is divided too, and each document keeps its own words', async () => {
  const searchable = await PDFDocument.load(stack.pdf);
  for (const [index, page] of searchable.getPages().entries()) {
    for (let line = 0; line < 30; line += 1)
      page.drawText(`Zeile ${line} auf der Seite ${index + 1} von diesem Stapel`, {
        x: 60,
        y: 600 - line * 14,
        size: 9,
      });
  }
  const { outcome } = await divided(Buffer.from(await searchable.save()));
  const facts = outcome.children.map(({ prepared }) => prepared?.facts);
  expect(facts.map((each) => each?.pages.map(({ image }) => image))).toEqual([[null, null], [null]]);
  const words = await Promise.all(facts.flatMap((each) => (each ? [bench.textOf(each)] : [])));
  expect(words[0]).toContain('Zeile 0 auf der Seite 2 von');
  expect(words[0]).not.toContain('Seite 5');
  expect(words[1]).toContain('Zeile 0 auf der Seite 5 von');
  expect(words[1]).not.toContain('Seite 2');
}, 60_000);

test('separators and nothing else wait for a person with a sentence', async () => {
  const only = await scanStack([{ sheet: {} }, { sheet: { classKey: 'claim' } }]);
  expect((await prepare(only.pdf)).outcome).toMatchObject({
    kind: 'park',
    tray: 'exceptions',
    question: { code: 'document.only_separators' },
  });
}, 60_000);

test('every document of a torn scan is torn and says why, of a whole scan none', async () => {
  const cut = await divided(stack.tiff.subarray(0, Math.floor(stack.tiff.length * 0.97)));
  expect(cut.outcome.facts.isTorn).toBe(true);
  expect(cut.outcome.children.length).toBeGreaterThan(0);
  for (const { prepared } of cut.outcome.children) {
    expect(prepared?.facts.isTorn).toBe(true);
    expect(prepared?.facts.remarks.join(' ')).toContain('pages may be missing');
  }
  const whole = await divided(stack.tiff);
  expect(whole.outcome.children.map(({ prepared }) => prepared?.facts.isTorn)).toEqual([undefined, undefined]);
}, 120_000);

const open: ScanOrder = { kind: 'open', readsContent: false };

test('a scan in an open batch is held with its pages', async () => {
  const { outcome } = await prepare(stack.tiff, { orderFor: async () => open });
  expect(outcome).toMatchObject({ kind: 'hold', facts: { pages: { length: 5 } } });
}, 60_000);

test('a released batch is divided as the clerk left it: pages of several scans, turned, in a PDF', async () => {
  const held = async (bytes: Buffer, id: DocumentId) => {
    const { document, outcome } = await prepare(bytes, { orderFor: async () => open }, { id });
    if (outcome.kind !== 'hold') throw new Error(outcome.kind);
    const { mediaType, pages, reading } = outcome.facts;
    return { facts: outcome.facts, scan: { original: document.original, mediaType, pages, reading } };
  };
  const ids = [newId('doc'), newId('doc')] as const;
  const [pdf, tiff] = [await held(stack.pdf, ids[0]), await held(stack.tiff, ids[1])];
  const page = (documentId: DocumentId, number: number, more: Partial<LayoutPage> = {}): LayoutPage => ({
    documentId,
    page: number,
    turn: 0,
    dropped: null,
    isForRescan: false,
    ...more,
  });
  const parts: readonly LayoutPart[] = [
    {
      pages: [page(ids[0], 2), page(ids[0], 3, { dropped: 'rescanned' }), page(ids[1], 3, { turn: 90 })],
      cut: 'clerk',
      isDoubtful: false,
      given: null,
    },
    { pages: [page(ids[0], 5, { dropped: 'removed' })], cut: 'clerk', isDoubtful: false, given: null },
  ];
  const scans = new Map([
    [ids[0], pdf.scan],
    [ids[1], tiff.scan],
  ]);
  const { outcome, originals } = await divided(
    stack.pdf,
    { orderFor: async () => ({ kind: 'released', parts, scans }) },
    { id: ids[0], facts: { preparation: pdf.facts } },
  );
  expect(outcome.children).toHaveLength(1);
  const [first, second] = outcome.children[0]?.prepared?.facts.pages ?? [];
  const before = tiff.scan.pages[2];
  expect(first).toMatchObject({ number: 1, image: pdf.scan.pages[1]?.image });
  expect(second).toMatchObject({ number: 2, rotation: 90, widthMm: before?.heightMm, heightMm: before?.widthMm });
  expect(second?.image).not.toBe(before?.image);
  const streams = await streamsOf(originals[0] ?? Buffer.alloc(0));
  expect(streams.some((stream) => stream.equals(stack.jpegs[1] ?? Buffer.alloc(0)))).toBe(true);
  expect(streams.some((stream) => stream.equals(stack.jpegs[4] ?? Buffer.alloc(0)))).toBe(false);
}, 90_000);

const head = ['', 'Sabine Müller', '30159 Hannover', '12.10.2026', '', 'Sehr geehrte Damen und Herren,', ''].join('\n');
const letters = [`${head}ich kündige.`, 'Mit freundlichen Grüßen', `${head}ich widerspreche.`, `${head}ich ziehe um.`];
const byContent = { ...defaultSeparation, content: true };

test('a scan that separates by content is held with the signs of each page, each read once; no other is read', async () => {
  const plain = await scanStack(['Alpha', 'Anlage', 'Beta', 'Gamma'].map(text));
  const reader = createReaderByNumber(letters);
  const order: ScanOrder = { kind: 'open', readsContent: true };
  const { outcome } = await prepare(plain.tiff, { orderFor: async () => order }, {}, reader);
  if (outcome.kind !== 'hold') throw new Error(outcome.kind);
  expect(outcome.facts.pages.map(({ signs }) => [signs?.hasLetterhead, signs?.hasClosing])).toEqual([
    [true, false],
    [false, true],
    [true, false],
    [true, false],
  ]);
  expect(reader.pagesRead.sort()).toEqual([1, 2, 3, 4]);
  const unread = createReaderByNumber(letters);
  await prepare(plain.tiff, { orderFor: async () => open }, {}, unread);
  expect(unread.pagesRead).toEqual([]);
}, 60_000);

test('without a batch a letter that seems to begin cuts nothing, and the document says where to look', async () => {
  const plain = await scanStack(['Alpha', 'Anlage', 'Beta', 'Gamma'].map(text));
  const order: ScanOrder = { kind: 'alone', separation: byContent, isDuplex: false, dropsBlanks: false };
  const { outcome } = await prepare(plain.tiff, { orderFor: async () => order }, {}, createReaderByNumber(letters));
  expect(outcome).toMatchObject({
    kind: 'advance',
    facts: { remarks: [expect.stringContaining('Pages 3, 4 look like the beginning of a further letter.')] },
  });
  const separated = ['', ...letters.slice(0, 2), '', letters[2] ?? '', letters[3] ?? ''];
  const sheets = await scanStack([{ sheet: {} }, text('a'), text('b'), { sheet: {} }, text('c'), text('d')]);
  const mixed = await prepare(sheets.tiff, { orderFor: async () => order }, {}, createReaderByNumber(separated));
  if (mixed.outcome.kind !== 'divide') throw new Error(mixed.outcome.kind);
  expect(mixed.outcome.children.map(({ prepared }) => prepared?.facts.remarks)).toEqual([
    [],
    [expect.stringContaining('Page 2 looks like the beginning of a further letter.')],
  ]);
}, 60_000);
