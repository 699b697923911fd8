import { deflateSync } from 'node:zlib';
import type { PageReading, Reading, Word } from '../../../domain/page.ts';
import { finishArchivePdf } from './archive-frame.ts';
import { type FontSlice, textFont } from './embedded-font.ts';
import { createPdfFile, pdfNumber } from './pdf-file.ts';
import { type ShapedWord, shapeWord } from './shape-word.ts';

/** A4 in points. */
const page = { width: 595.28, height: 841.89, left: 62, right: 51, top: 54, bottom: 54 };
const noteHeight = 40;
const labelColumn = 92;
const blankLinesMax = 2;
const indentMax = 40;

export interface FlowStyle {
  /** In points. */
  readonly size: number;
  readonly leading: number;
  /** Stands in grey before the first line; the text hangs beside it. */
  readonly label?: string;
}

/** Sets text line by line on as many pages as are allowed. */
export interface PageSetter {
  /** Returns how many characters of `text` found a place. */
  flow(text: string, style: FlowStyle): number;
  gap(heightPt: number): void;
  rule(): void;
  /** Goes to the foot of the last page, where room was kept for it. */
  note(text: string): void;
  finish(document: { readonly title: string; readonly createdAt: Date }): {
    readonly pdf: Uint8Array;
    readonly reading: Reading;
    readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  };
}

interface PlacedWord {
  readonly word: ShapedWord;
  readonly x: number;
  /** Blanks of the same line before it; null for the first word of a line or column, which is placed by itself. */
  readonly blanksBefore: number | null;
  readonly isGrey: boolean;
}

interface OpenPage {
  readonly content: string[];
  readonly slices: Set<FontSlice>;
  readonly words: Word[];
  lineCount: number;
}

export function createPageSetter(pagesMax: number): PageSetter {
  const pages: OpenPage[] = [];
  const blankWidth = textFont().glyphOf(0x20)?.width ?? 318;
  const rightEdge = page.width - page.right;
  /** Baseline position measured from the top. */
  let y = 0;
  let current = openPage();

  function openPage(): OpenPage {
    const opened = { content: [], slices: new Set<FontSlice>(), words: [], lineCount: 0 };
    pages.push(opened);
    y = page.top;
    return opened;
  }

  /** Moves down one line, onto a new page if need be; false when no page is left. */
  function advance(leading: number): boolean {
    const foot = page.bottom + (pages.length === pagesMax ? noteHeight : 0);
    if (y + leading > page.height - foot) {
      if (pages.length >= pagesMax) return false;
      current = openPage();
    }
    y += leading;
    return true;
  }

  function setLine(words: readonly PlacedWord[], size: number): void {
    const blank = textFont().glyphOf(0x20);
    let slice: FontSlice | null = null;
    const out = ['BT'];
    const draw = (run: ShapedWord['runs'][number]): void => {
      if (run.slice !== slice) {
        slice = run.slice;
        current.slices.add(slice);
        out.push(`/${slice.name} ${size} Tf`);
      }
      out.push(`<${run.codes}>Tj`);
    };
    for (const { word, x, blanksBefore, isGrey } of words) {
      if (blanksBefore === null) {
        out.push(`${isGrey ? '0.4' : '0'} g 1 0 0 1 ${pdfNumber(x)} ${pdfNumber(page.height - y)} Tm`);
      }
      // Blanks stay outside of a marked word, whose replacement text would swallow them.
      if (blank !== null && blanksBefore !== null && blanksBefore > 0) {
        draw({ slice: blank.slice, codes: blank.code.repeat(blanksBefore) });
      }
      if (word.actualText !== null) out.push(`/Span<</ActualText${word.actualText}>>BDC`);
      word.runs.forEach(draw);
      if (word.actualText !== null) out.push('EMC');
      current.words.push({
        text: word.text,
        box: [
          fraction(x / page.width),
          fraction((y - size * 0.8) / page.height),
          fraction((word.width * size) / 1000 / page.width),
          fraction((size * 1.04) / page.height),
        ],
        confidence: 1,
        line: current.lineCount,
      });
    }
    out.push('ET');
    current.content.push(out.join('\n'));
    current.lineCount += 1;
  }

  function flow(text: string, style: FlowStyle): number {
    const { size, leading } = style;
    const widthOf = (word: ShapedWord): number => (word.width * size) / 1000;
    const blankPt = (blankWidth * size) / 1000;
    let line: PlacedWord[] = [];
    let edge = page.left;
    if (style.label !== undefined) {
      const label = shapeWord(style.label);
      line.push({ word: label, x: page.left, blanksBefore: null, isGrey: true });
      edge = page.left + Math.max(labelColumn, widthOf(label) + blankPt * 2);
    }
    let x = edge;
    let isFresh = true;
    let blanks = 0;
    let emptyLines = 0;
    /** Everything before this index is on paper. */
    let settled = 0;

    function endLine(next: number): boolean {
      if (!advance(leading)) return false;
      if (line.length > 0) setLine(line, size);
      line = [];
      x = edge;
      isFresh = true;
      settled = next;
      return true;
    }

    function place(word: ShapedWord, at: number): boolean {
      if (!isFresh && x + blanks * blankPt + widthOf(word) > rightEdge) {
        if (!endLine(at)) return false;
        blanks = 0;
      }
      x += blanks * blankPt;
      line.push({ word, x, blanksBefore: isFresh ? null : blanks, isGrey: false });
      x += widthOf(word);
      isFresh = false;
      blanks = 0;
      return true;
    }

    const tokens = /\n|[^\S\n]+|\S+/gu;
    for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
      const [found] = token;
      if (found === '\n') {
        emptyLines = isFresh ? emptyLines + 1 : 0;
        blanks = 0;
        if (emptyLines <= blankLinesMax && !endLine(tokens.lastIndex)) return settled;
      } else if (found.trim() === '') {
        blanks = Math.min(indentMax, blanks + countBlanks(found));
      } else {
        for (const piece of shapePieces(found, ((rightEdge - edge) * 1000) / size)) {
          if (!place(piece.word, token.index + piece.at)) return settled;
        }
      }
    }
    if (line.length > 0) endLine(text.length);
    else settled = text.length;
    return settled;
  }

  function gap(heightPt: number): void {
    y += heightPt;
  }

  function rule(): void {
    if (!advance(8)) return;
    const height = pdfNumber(page.height - y);
    current.content.push(`0.7 G 0.6 w ${page.left} ${height} m ${pdfNumber(rightEdge)} ${height} l S`);
  }

  function note(text: string): void {
    y = Math.max(y, page.height - page.bottom - noteHeight);
    pagesMax += 1;
    flow(text, { size: 9, leading: 12 });
  }

  function finish(document: { readonly title: string; readonly createdAt: Date }): ReturnType<PageSetter['finish']> {
    const file = createPdfFile();
    const fonts = new Map<FontSlice, number>();
    const archivePages = pages.map((opened) => {
      const resources = [...opened.slices].map((slice) => {
        const number = fonts.get(slice) ?? slice.embed(file);
        fonts.set(slice, number);
        return `/${slice.name} ${number} 0 R`;
      });
      const content = deflateSync(Buffer.from(opened.content.join('\n'), 'latin1'));
      return {
        widthPt: page.width,
        heightPt: page.height,
        content: file.addStream('/Filter/FlateDecode', content),
        resources: `/Font<<${resources.join('')}>>`,
      };
    });
    const pdf = finishArchivePdf(file, { ...document, language: 'und' }, archivePages);
    const readings = pages.map(
      (opened, index): PageReading => ({
        number: index + 1,
        words: opened.words,
        confidence: opened.words.length > 0 ? 1 : 0,
        source: 'layout',
      }),
    );
    return { pdf, reading: { pages: readings }, pages: pages.map(() => ({ widthMm: 210, heightMm: 297 })) };
  }

  return { flow, gap, rule, note, finish };
}

/** Cuts a word that is wider than a line where the line ends; `at` counts characters from the word's start. */
function* shapePieces(word: string, widthMax: number): Generator<{ word: ShapedWord; at: number }> {
  let rest = word;
  let at = 0;
  while (rest !== '') {
    const shaped = shapeWord(rest, widthMax);
    if (shaped.text !== '') yield { word: shaped, at };
    at += shaped.consumed;
    rest = rest.slice(shaped.consumed);
  }
}

function countBlanks(space: string): number {
  let count = 0;
  for (const sign of space.slice(0, indentMax)) count += sign === '\t' ? 4 : 1;
  return count;
}

function fraction(value: number): number {
  return Math.round(Math.max(0, value) * 1e5) / 1e5;
}
