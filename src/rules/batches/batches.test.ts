import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchLayout, LayoutPage, ScannedPage } from '../../domain/batch.ts';
import type { BatchEdit } from '../../domain/batch-edit.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { PreparedPage } from '../../domain/page.ts';
import { noSeparation } from '../../domain/scan-profile.ts';
import { applyEdit, keyOf } from './apply-edit.ts';
import { type Counted, countChain } from './count-chain.ts';
import { layOutBatch } from './lay-out-batch.ts';

const scan = 'doc_a' as DocumentId;
const rescan = 'doc_b' as DocumentId;
const at = (page: number, documentId = scan): ScannedPage => ({ documentId, page });
const laid = (page: number, changes: Partial<LayoutPage> = {}): LayoutPage => ({
  ...at(page),
  turn: 0,
  dropped: null,
  isForRescan: false,
  ...changes,
});
const layoutOf = (...parts: readonly (readonly LayoutPage[])[]): BatchLayout => ({
  parts: parts.map((pages) => ({ pages, cut: 'first', isDoubtful: false, given: null })),
});
const shape = (layout: BatchLayout): readonly (readonly string[])[] =>
  layout.parts.map((part) =>
    part.pages.map((page) => `${page.page}${page.dropped === null ? '' : `-${page.dropped}`}`),
  );
const edited = (layout: BatchLayout, ...edits: readonly BatchEdit[]): BatchLayout =>
  edits.reduce((before, edit) => {
    const result = applyEdit(before, edit);
    if (result.kind === 'refused') throw new Error(result.reason);
    return result.layout;
  }, layout);
const refusal = (layout: BatchLayout, edit: BatchEdit): string => {
  const result = applyEdit(layout, edit);
  return result.kind === 'refused' ? result.reason : 'not refused';
};

const options = { separation: noSeparation, dropsBlanks: true, isDuplex: false, isFilePerPage: false };
const prepared = (number: number, isBlank = false): PreparedPage => ({
  number,
  widthMm: 210,
  heightMm: 297,
  image: null,
  readingImage: null,
  rotation: 0,
  skewDegrees: 0,
  isBlank,
});

test('no sequence of edits loses or doubles a page, or leaves an empty part', () => {
  const page = fc.integer({ min: 1, max: 8 }).map((number) => at(number));
  const pages = fc.uniqueArray(page, { minLength: 1, maxLength: 4, selector: keyOf });
  const before = fc.option(page, { nil: null });
  const edit: fc.Arbitrary<BatchEdit> = fc.oneof(
    fc.record({ kind: fc.constantFrom('cut' as const, 'merge' as const, 'confirmCut' as const), page }),
    fc.record({ kind: fc.constant('move' as const), pages, into: page, before }),
    fc.record({ kind: fc.constant('moveOut' as const), pages, before }),
    fc.record({
      kind: fc.constant('turn' as const),
      pages,
      by: fc.constantFrom(90 as const, 180 as const, 270 as const),
    }),
    fc.record({
      kind: fc.constant('drop' as const),
      pages,
      reason: fc.constantFrom('blank' as const, 'removed' as const),
    }),
    fc.record({ kind: fc.constant('restore' as const), pages }),
    fc.record({ kind: fc.constant('markForRescan' as const), pages, isForRescan: fc.boolean() }),
    fc.record({ kind: fc.constant('replace' as const), pages, by: pages }),
  );
  const begin = layoutOf([laid(1), laid(2), laid(3)], [laid(4)], [laid(5), laid(6), laid(7), laid(8)]);
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      let layout = begin;
      for (const each of edits) {
        const result = applyEdit(layout, each);
        if (result.kind === 'done') layout = result.layout;
        const keys = layout.parts.flatMap((part) => part.pages.map(({ page: number }) => number));
        expect([...keys].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
        expect(layout.parts.every((part) => part.pages.length > 0)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('a cut makes two documents and a merge makes one of them again; what a separator gave stays with the first', () => {
  const given = { classKey: 'cancellation', profile: null, archiveNumber: null };
  const begin: BatchLayout = {
    parts: [{ pages: [laid(1, { dropped: 'separator' }), laid(2), laid(3)], cut: 'patch', isDoubtful: false, given }],
  };
  const cut = edited(begin, { kind: 'cut', page: at(3) });
  expect(shape(cut)).toEqual([['1-separator', '2'], ['3']]);
  expect(cut.parts.map((part) => [part.cut, part.given])).toEqual([
    ['patch', given],
    ['clerk', null],
  ]);
  expect(edited(cut, { kind: 'merge', page: at(3) })).toEqual(begin);
  expect(refusal(begin, { kind: 'cut', page: at(2) })).toContain('begins a document already');
  expect(refusal(begin, { kind: 'merge', page: at(2) })).toContain('no document before');
});

test('pages move into a document at their place, or out of it as one of their own', () => {
  const begin = layoutOf([laid(1), laid(2)], [laid(3), laid(4)]);
  expect(shape(edited(begin, { kind: 'move', pages: [at(4), at(1)], into: at(2), before: at(2) }))).toEqual([
    ['4', '1', '2'],
    ['3'],
  ]);
  expect(shape(edited(begin, { kind: 'move', pages: [at(1), at(2)], into: at(3), before: null }))).toEqual([
    ['3', '4', '1', '2'],
  ]);
  expect(shape(edited(begin, { kind: 'moveOut', pages: [at(2)], before: at(3) }))).toEqual([['1'], ['2'], ['3', '4']]);
  expect(refusal(begin, { kind: 'move', pages: [at(1)], into: at(2), before: at(3) })).toContain('another document');
});

test('turns add up, drops can be undone, and what changes nothing is refused', () => {
  const begin = layoutOf([laid(1), laid(2)]);
  const turned = edited(begin, { kind: 'turn', pages: [at(1)], by: 270 }, { kind: 'turn', pages: [at(1)], by: 180 });
  expect(turned.parts[0]?.pages[0]?.turn).toBe(90);
  const dropped = edited(begin, { kind: 'drop', pages: [at(2)], reason: 'removed' });
  expect(shape(dropped)).toEqual([['1', '2-removed']]);
  expect(edited(dropped, { kind: 'restore', pages: [at(2)] })).toEqual(begin);
  expect(refusal(dropped, { kind: 'drop', pages: [at(2)], reason: 'blank' })).toContain('Nothing would change');
  expect(refusal(begin, { kind: 'turn', pages: [at(1, rescan)], by: 90 })).toContain('does not lie in this batch');
});

test('a rescan stands in the place of the page it replaces, which stays as a record', () => {
  const begin = layoutOf([laid(1), laid(2, { isForRescan: true }), laid(3)]);
  const scans = [
    { documentId: scan, pages: [prepared(1), prepared(2), prepared(3)], replaces: [] },
    { documentId: rescan, pages: [prepared(1), prepared(2, true)], replaces: [at(2)] },
  ];
  const layout = layOutBatch(begin, scans, options);
  expect(shape(layout)).toEqual([['1', '1', '2-blank', '2-rescanned', '3']]);
  expect(layout.parts[0]?.pages.map((page) => page.isForRescan)).not.toContain(true);
  expect(layOutBatch(layout, scans, options)).toEqual(layout);
});

test('what is scanned later lies behind what a clerk arranged', () => {
  const arranged = layoutOf([laid(2)], [laid(1)]);
  const scans = [
    { documentId: scan, pages: [prepared(1), prepared(2)], replaces: [] },
    { documentId: rescan, pages: [prepared(1)], replaces: [] },
  ];
  expect(shape(layOutBatch(arranged, scans, options))).toEqual([['2'], ['1'], ['1']]);
  expect(shape(layOutBatch(null, scans, options))).toEqual([['1', '2'], ['1']]);
});

const counted = (changes: Partial<Counted> = {}): Counted => ({
  announcedEnvelopes: null,
  announcedSheets: null,
  isDuplex: true,
  isFilePerPage: false,
  scans: [{ documentId: scan, state: 'laid', images: 6 }],
  layout: layoutOf(
    [laid(1, { dropped: 'separator' }), laid(2, { dropped: 'separator' }), laid(3), laid(4, { dropped: 'blank' })],
    [laid(5), laid(6)],
  ),
  workItems: null,
  ...changes,
});

test('a chain that adds up has no breaks, and its links sum to the images', () => {
  const chain = countChain(counted({ announcedSheets: 2, announcedEnvelopes: 2 }));
  expect(chain).toMatchObject({ sheetsScanned: 3, separatorSheets: 1, sheetsOfPost: 2, images: 6, documents: 2 });
  expect(chain.kept + chain.blank + chain.separators + chain.removed + chain.rescanned).toBe(6);
  expect(chain.breaks).toEqual([]);
});

test.each<[string, Partial<Counted>, object]>([
  ['a missing sheet', { announcedSheets: 3 }, { key: 'sheets-missing', expected: 3, counted: 2 }],
  ['a sheet too many', { announcedSheets: 1 }, { key: 'sheets-extra', expected: 1, counted: 2 }],
  ['a lost envelope', { announcedEnvelopes: 3 }, { key: 'envelopes-missing', expected: 3, counted: 2 }],
  [
    'a side that is missing in duplex',
    { scans: [{ documentId: scan, state: 'laid', images: 5 }] },
    { key: 'images-odd', expected: 6, counted: 5 },
  ],
  [
    'a scan that is under way',
    { scans: [...counted().scans, { documentId: rescan, state: 'under-way', images: 0 }] },
    { key: 'scans-under-way', expected: 0, counted: 1 },
  ],
  [
    'a scan that failed',
    { scans: [...counted().scans, { documentId: rescan, state: 'failed', images: 0 }] },
    { key: 'scans-failed', expected: 0, counted: 1 },
  ],
  [
    'a scan that breaks off',
    { scans: [{ documentId: scan, state: 'laid', images: 6, isTorn: true }] },
    { key: 'scan-torn', expected: 0, counted: 1 },
  ],
  [
    'a scan that came before',
    { scans: [{ documentId: scan, state: 'laid', images: 6, isRepeated: true }] },
    { key: 'scans-repeated', expected: 0, counted: 1 },
  ],
  [
    'a page nobody scanned again yet',
    { layout: layoutOf([laid(1), laid(2, { isForRescan: true }), laid(3), laid(4), laid(5), laid(6)]) },
    { key: 'rescans-open', expected: 0, counted: 1 },
  ],
  ['an image in no part', { layout: layoutOf([laid(1)]) }, { key: 'pages-unplaced', expected: 6, counted: 1 }],
])('the chain names %s', (_, changes, expected) => {
  expect(countChain(counted(changes)).breaks).toContainEqual(expected);
});

test('a page scanned again from the flatbed, one side only, is no missing side', () => {
  const layout = layoutOf([
    { ...laid(1), documentId: rescan },
    laid(1, { dropped: 'rescanned' }),
    ...[2, 3, 4, 5, 6].map((page) => laid(page)),
  ]);
  const scans = (isRescan: boolean): Counted['scans'] => [
    ...counted().scans,
    { documentId: rescan, state: 'laid', images: 1, isRescan },
  ];
  expect(countChain(counted({ scans: scans(true), layout })).breaks).toEqual([]);
  expect(countChain(counted({ scans: scans(false), layout })).breaks.map(({ key }) => key)).toContain('images-odd');
});

test('a torn scan of which every page was scanned again or removed breaks no chain', () => {
  const torn = { scans: [{ documentId: scan, state: 'laid', images: 2, isTorn: true }] } as const;
  const givenUp = layoutOf([laid(1, { dropped: 'rescanned' }), laid(2, { dropped: 'removed' })]);
  const keys = (layout: BatchLayout) => countChain(counted({ ...torn, layout })).breaks.map(({ key }) => key);
  expect(keys(givenUp)).not.toContain('scan-torn');
  expect(keys(layoutOf([laid(1, { dropped: 'blank' }), laid(2, { dropped: 'blank' })]))).toContain('scan-torn');
});

test('a scan that came before breaks no chain once its letters are set aside', () => {
  const scans = [{ documentId: scan, state: 'laid', images: 2, isRepeated: true }] as const;
  const layout = layoutOf([laid(1, { dropped: 'removed' }), laid(2, { dropped: 'blank' })]);
  expect(countChain(counted({ scans, layout })).breaks.map(({ key }) => key)).not.toContain('scans-repeated');
});

test('a sheet that was scanned again counts once', () => {
  const chain = countChain(
    counted({
      announcedSheets: 1,
      scans: [
        { documentId: scan, state: 'laid', images: 2 },
        { documentId: rescan, state: 'laid', images: 2 },
      ],
      layout: layoutOf([
        { ...laid(1), documentId: rescan },
        { ...laid(2), documentId: rescan },
        laid(1, { dropped: 'rescanned' }),
        laid(2, { dropped: 'blank' }),
      ]),
    }),
  );
  expect(chain).toMatchObject({ sheetsScanned: 2, rescannedSheets: 1, sheetsOfPost: 1, breaks: [] });
});
