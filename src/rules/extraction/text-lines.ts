import type { Box, Reading, Word } from '../../domain/page.ts';

/** One printed line: its words and their text, so that what a pattern finds in the text can be put back on the page. */
export interface TextLine {
  readonly page: number;
  readonly source: 'text-layer' | 'ocr' | 'layout';
  readonly words: readonly Word[];
  /** The words joined by blanks. */
  readonly text: string;
}

export interface Place {
  readonly page: number | null;
  readonly box: Box | null;
  /** How surely the words were read: the least sure one counts, since one wrong digit makes a wrong number. */
  readonly confidence: number;
}

/** More words than any letter has; what stands behind them in 2,000 pages of annexes is not searched. */
const wordsMax = 400_000;
/** A longer line is no line of print; cut, so that what looks along a line looks at a bounded text. */
const lineWordsMax = 200;

export function textLinesOf(reading: Reading): readonly TextLine[] {
  const lines: TextLine[] = [];
  let wordCount = 0;
  for (const page of reading.pages) {
    const { words } = page;
    let from = 0;
    while (from < words.length && wordCount < wordsMax) {
      let to = from + 1;
      while (to < words.length && to - from < lineWordsMax && words[to]?.line === words[from]?.line) to += 1;
      lines.push(textLine(page.number, page.source, words.slice(from, to)));
      wordCount += to - from;
      from = to;
    }
  }
  return lines;
}

function textLine(page: number, source: TextLine['source'], words: readonly Word[]): TextLine {
  return { page, source, words, text: words.map((word) => word.text).join(' ') };
}

/**
 * Where each word begins in the line's text. Made when asked: few lines hold anything, and keeping the offsets of all
 * took a third of the time for a long document.
 */
export function wordStarts(line: TextLine): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  for (const word of line.words) {
    starts.push(start);
    start += word.text.length + 1;
  }
  return starts;
}

/** Index of the word that covers this offset of the line's text. */
export function wordAt(line: TextLine, offset: number): number {
  let end = 0;
  for (const [at, word] of line.words.entries()) {
    end += word.text.length + 1;
    if (offset < end) return at;
  }
  return Math.max(0, line.words.length - 1);
}

/** The words that `[from, to)` of the line's text touches. */
export function wordsBetween(line: TextLine, from: number, to: number): readonly Word[] {
  return to > from ? line.words.slice(wordAt(line, from), wordAt(line, to - 1) + 1) : [];
}

export function placeOf(line: TextLine, from: number, to: number): Place {
  return placeOfWords(line.page, wordsBetween(line, from, to));
}

export function placeOfWords(page: number, words: readonly Word[]): Place {
  return {
    page,
    box: boxAround(words),
    confidence: words.reduce((least, word) => Math.min(least, word.confidence), 1),
  };
}

/** The smallest box around all words; null for none. */
export function boxAround(words: readonly Word[]): Box | null {
  if (words.length === 0) return null;
  let left = 1;
  let top = 1;
  let right = 0;
  let bottom = 0;
  for (const { box } of words) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[0] + box[2]);
    bottom = Math.max(bottom, box[1] + box[3]);
  }
  return [round(left), round(top), round(Math.max(0, right - left)), round(Math.max(0, bottom - top))];
}

/** A ten-thousandth of a page is 0.03 mm; more digits only make the record longer. */
function round(fraction: number): number {
  return Math.round(fraction * 10_000) / 10_000;
}
