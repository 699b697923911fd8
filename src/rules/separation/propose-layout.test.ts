import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchLayout } from '../../domain/batch.ts';
import { type DocumentId, newId } from '../../domain/ids.ts';
import type { PageSigns } from '../../domain/page-signs.ts';
import { defaultSeparation, noSeparation, type SeparationMethod } from '../../domain/scan-profile.ts';
import type { FoundCode } from '../../domain/separator.ts';
import { joinDoubtful } from './join-doubtful.ts';
import { appendPages, type LayoutOptions, proposeLayout, type SearchedPage } from './propose-layout.ts';

const box = { x: 0, y: 0, width: 10, height: 10 };
const scan = newId('doc');
const text = (said: string): FoundCode => ({ format: 'qr', text: said, patch: null, box, confidence: 1, angle: 0 });
const patch = (confidence: number): FoundCode => ({ format: 'patch', text: '', patch: 'T', box, confidence, angle: 0 });

/** `x` print, `_` blank, `T` patch sheet, `t` patch of low confidence, `C` sheet with a class, `N` and `M` with an archive number, `A`/`B` archive labels. */
const codesOf: Readonly<Record<string, readonly FoundCode[]>> = {
  x: [],
  _: [],
  T: [patch(1)],
  t: [patch(0.5)],
  C: [patch(1), text('MAILROOM:SEP;class=claim')],
  N: [text('MAILROOM:SEP;archive=N7')],
  M: [patch(1), text('MAILROOM:SEP;archive=N8')],
  A: [text('ASN0001')],
  B: [text('ASN0002')],
};

const pagesOf = (drawn: string, documentId: DocumentId = scan): readonly SearchedPage[] =>
  Array.from(drawn, (kind, index) => ({
    documentId,
    page: index + 1,
    isBlank: kind === '_',
    codes: codesOf[kind] ?? [],
  }));

const plain: LayoutOptions = { dropsBlanks: false, isDuplex: false };

/** One line a part: kept pages, then what was dropped, the cut and what was given. */
function shown({ parts }: BatchLayout): readonly string[] {
  return parts.map(({ pages, cut, isDoubtful, given }) => {
    const kept = pages.filter((page) => page.dropped === null).map((page) => page.page);
    const data = given === null ? '' : ` ${given.classKey ?? '-'}/${given.archiveNumber ?? '-'}`;
    return `${kept.join(',')} ${cut}${isDoubtful ? '?' : ''}${data}`;
  });
}

const propose = (drawn: string, separation: Partial<SeparationMethod> = {}, options: Partial<LayoutOptions> = {}) =>
  shown(proposeLayout(pagesOf(drawn), { ...defaultSeparation, ...separation }, { ...plain, ...options }));

test('a separator sheet is in no document, and what it says goes to the document it opens alone', () => {
  expect(propose('xxCxxTx')).toEqual(['1,2 first', '4,5 separator claim/-', '7 patch']);
});

test('a scan that begins with a separator has no document before it', () => {
  expect(propose('Nxx')).toEqual(['2,3 separator -/N7']);
});

test('two separators in a row open one document, which gets what both of them say, the later one first', () => {
  expect(propose('xCTx')).toEqual(['1 first', '4 patch claim/-']);
  expect(propose('CNx')).toEqual(['3 separator claim/N7']);
  expect(propose('NCMx')).toEqual(['4 separator claim/N8']);
  expect(propose('CxNx')).toEqual(['2 separator claim/-', '4 separator -/N7']);
});

test('two separators in a row in two files: whose letter the first one meant is not known, so it says nothing', () => {
  const next = pagesOf('Nx', newId('doc'));
  const layout = appendPages(proposeLayout(pagesOf('xC'), defaultSeparation, plain), next, defaultSeparation, plain);
  expect(shown(layout)).toEqual(['1 first', '2 separator -/N7']);
});

test('a separator on the last page opens a part without pages, and none of its data goes back', () => {
  expect(propose('xC')).toEqual(['1 first', ' separator claim/-']);
});

test('a page with an archive label opens a document and stays in it; behind a sheet it joins what the sheet says', () => {
  expect(propose('xAxB')).toEqual(['1 first', '2,3 separator -/ASN0001', '4 separator -/ASN0002']);
  expect(propose('xCAx')).toEqual(['1 first', '3,4 separator claim/ASN0001']);
  expect(propose('xNAx')).toEqual(['1 first', '3,4 separator']);
});

test('a patch code that may be a table cuts doubtfully and keeps its page', () => {
  expect(propose('xtx')).toEqual(['1 first', '2,3 patch?']);
});

test('the blank back of a separator sheet goes with it, whichever side was fed up; a printed back is a page', () => {
  expect(propose('xxT_xx', {}, { isDuplex: true })).toEqual(['1,2 first', '5,6 patch']);
  expect(propose('xx_Txx', {}, { isDuplex: true })).toEqual(['1,2 first', '5,6 patch']);
  expect(propose('xxTTxx', {}, { isDuplex: true })).toEqual(['1,2 first', '5,6 patch']);
  expect(propose('xxTxxx', {}, { isDuplex: true })).toEqual(['1,2 first', '4,5,6 patch']);
  expect(propose('x_CTx_', {}, { isDuplex: true })).toEqual(['1,2 first', '5,6 separator claim/-']);
});

test('blank sheets separate when they shall, in duplex only with both sides blank; blank sides are dropped when they shall', () => {
  expect(propose('xx_x', { blankSheets: true })).toEqual(['1,2 first', '4 blank']);
  expect(propose('x___x_', { blankSheets: true }, { isDuplex: true })).toEqual(['1,2 first', '5,6 blank']);
  expect(propose('xx_x')).toEqual(['1,2,3,4 first']);
  expect(propose('xx_x', {}, { dropsBlanks: true })).toEqual(['1,2,4 first']);
});

test('a page that was left out of its file moves no back to another sheet', () => {
  const whole = pagesOf('xx__xx');
  // The third page of the file could not be read: what follows is counted one less, and lies on the same sheets.
  const rest = whole
    .filter(({ page }) => page !== 3)
    .map((page, index) => ({ ...page, page: index + 1, filePage: page.page }));
  const method = { ...noSeparation, blankSheets: true };
  const options = { dropsBlanks: false, isDuplex: true };
  expect(shown(proposeLayout(whole, method, options))).toEqual(['1,2 first', '5,6 blank']);
  // All that is left of the blank sheet is blank.
  expect(shown(proposeLayout(rest, method, options))).toEqual(['1,2 first', '4,5 blank']);
});

test('documents of a fixed page count begin after so many pages, blank sides counted', () => {
  expect(propose('xxxxx', { pagesEach: 2 })).toEqual(['1,2 first', '3,4 count', '5 count']);
  expect(propose('x_x_', { pagesEach: 2 }, { dropsBlanks: true })).toEqual(['1 first', '3 count']);
  expect(propose('xTxxx', { pagesEach: 2 })).toEqual(['1 first', '3,4 patch', '5 count']);
});

test('what the profile does not separate by is content', () => {
  expect(shown(proposeLayout(pagesOf('xTCNAtx_x'), noSeparation, plain))).toEqual(['1,2,3,4,5,6,7,8,9 first']);
});

test('a file begins a document, except from a device that writes a file a page', () => {
  const other = newId('doc');
  const pages = [...pagesOf('xC'), ...pagesOf('xx', other)];
  expect(shown(proposeLayout(pages, defaultSeparation, plain))).toEqual(['1 first', '1,2 separator? claim/-']);
  const single = [...pagesOf('x'), ...pagesOf('x', other)];
  expect(shown(proposeLayout(single, defaultSeparation, plain))).toEqual(['1 first', '1 first']);
  expect(shown(proposeLayout(single, defaultSeparation, { ...plain, isFilePerPage: true }))).toEqual(['1,1 first']);
});

test('what a separator said of a letter that was taken out, or came out blank, is said of no other letter', () => {
  const other = newId('doc');
  const before = proposeLayout(pagesOf('Cxx'), defaultSeparation, plain);
  const removed: BatchLayout = {
    parts: before.parts.map((part) => ({
      ...part,
      pages: part.pages.map((page) => ({ ...page, dropped: page.dropped ?? 'removed' })),
    })),
  };
  expect(shown(appendPages(removed, pagesOf('xx', other), defaultSeparation, plain))).toEqual([
    ' separator claim/-',
    '1,2 first',
  ]);
  const blank = { ...plain, dropsBlanks: true };
  const upsideDown = proposeLayout([...pagesOf('C__'), ...pagesOf('xx', other)], defaultSeparation, blank);
  expect(shown(upsideDown)).toEqual([' separator claim/-', '1,2 first']);
  expect(propose('C_Nx', {}, { dropsBlanks: true })).toEqual([' separator claim/-', '4 separator -/N7']);
});

const drawings = fc.array(fc.constantFrom(...Object.keys(codesOf)), { maxLength: 24 }).map((kinds) => kinds.join(''));
const methods = fc.record({
  patches: fc.constantFrom<SeparationMethod['patches']>(['T'], []),
  codes: fc.boolean(),
  archivePrefixes: fc.constantFrom(['ASN'], []),
  blankSheets: fc.boolean(),
  pagesEach: fc.option(fc.integer({ min: 1, max: 4 })),
  content: fc.constant(false),
});
const ways = fc.record({ dropsBlanks: fc.boolean(), isDuplex: fc.boolean() });

test('every page stands in exactly one part, in its order, and only the last part may be separators alone', () => {
  fc.assert(
    fc.property(drawings, methods, ways, (drawn, method, options) => {
      const { parts } = proposeLayout(pagesOf(drawn), method, options);
      const numbers = parts.flatMap((part) => part.pages.map((page) => page.page));
      expect(numbers).toEqual(Array.from(drawn, (_, index) => index + 1));
      const empty = parts.findIndex((part) => part.pages.every((page) => page.dropped === 'separator'));
      expect(empty === -1 || empty === parts.length - 1).toBe(true);
    }),
  );
});

test('what a separator says is given to the part it stands in, and to no other', () => {
  fc.assert(
    fc.property(drawings, methods, ways, (drawn, method, options) => {
      for (const { pages, given } of proposeLayout(pagesOf(drawn), method, options).parts) {
        const kinds = pages.map((page) => drawn[page.page - 1] ?? '');
        if (given?.classKey) expect(kinds).toContain('C');
        if (given?.archiveNumber === 'N7') expect(kinds).toContain('N');
        if (given?.archiveNumber === 'ASN0001') expect(kinds).toContain('A');
        if (given?.archiveNumber === 'ASN0002') expect(kinds).toContain('B');
      }
    }),
  );
});

test('pages that arrive in a further scan come out as if all had arrived at once, and the same pages give the same layout', () => {
  const other = newId('doc');
  fc.assert(
    fc.property(drawings, drawings, methods, ways, (one, two, method, options) => {
      const [first, second] = [pagesOf(one), pagesOf(two, other)];
      const atOnce = proposeLayout([...first, ...second], method, options);
      expect(appendPages(proposeLayout(first, method, options), second, method, options)).toEqual(atOnce);
      expect(proposeLayout([...first, ...second], method, options)).toEqual(atOnce);
      expect(appendPages(atOnce, [], method, options)).toEqual(atOnce);
    }),
  );
});

const begins: PageSigns = { pageNumber: null, hasLetterhead: true, hasSalutation: true, hasClosing: false };
const goesOn: PageSigns = { pageNumber: null, hasLetterhead: false, hasSalutation: false, hasClosing: false };
const signed = (drawn: string, beginnings: readonly number[]) =>
  pagesOf(drawn).map((page) => ({ ...page, signs: beginnings.includes(page.page) ? begins : goesOn }));

test('a letter that seems to begin is a doubtful cut, and only where the profile separates by content', () => {
  const content = { ...noSeparation, content: true };
  expect(proposeLayout(signed('xxxx', [1, 3]), content, plain).parts).toMatchObject([
    { cut: 'first', isDoubtful: false, pages: [{ page: 1 }, { page: 2 }] },
    { cut: 'content', isDoubtful: true, pages: [{ page: 3 }, { page: 4 }] },
  ]);
  expect(proposeLayout(signed('xxxx', [1, 3]), noSeparation, plain).parts).toHaveLength(1);
});

test('what a separator opened is not cut again by its head, and keeps what the separator said', () => {
  const { parts } = proposeLayout(signed('Cxx', [2]), { ...defaultSeparation, content: true }, plain);
  expect(parts).toMatchObject([{ isDoubtful: false, given: { classKey: 'claim' } }]);
});

test('no letter begins on the back of a sheet', () => {
  const duplex = { ...plain, isDuplex: true };
  const content = { ...noSeparation, content: true };
  expect(proposeLayout(signed('xxxx', [2]), content, duplex).parts).toHaveLength(1);
  expect(proposeLayout(signed('xxxx', [3]), content, duplex).parts).toHaveLength(2);
});

test('where no clerk confirms them, doubtful cuts are taken back, and it is known where they were', () => {
  const layout = proposeLayout(signed('xxTxx', [2, 5]), { ...defaultSeparation, content: true }, plain);
  const joined = joinDoubtful(layout);
  expect(joined.map(({ part, perhaps }) => [part.cut, part.pages.length, perhaps.map(({ page }) => page)])).toEqual([
    ['first', 2, [2]],
    ['patch', 3, [5]],
  ]);
});
