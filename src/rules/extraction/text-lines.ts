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
/** Small print has 1,500 words on a page; more than this is no page that anybody could read. */
const pageWordsMax = 8_000;
/** A longer line is no line of print; cut, so that what looks along a line looks at a bounded text. */
const lineWordsMax = 300;

/**
 * The lines of a reading. Lines of running text are joined into one for as long as the sentence goes on, because a number,
 * an address or a date is broken at a line's end as easily as any other words; lines of tables and address blocks stay.
 */
export function textLinesOf(reading: Reading): readonly TextLine[] {
  const lines: TextLine[] = [];
  let wordCount = 0;
  for (const page of reading.pages) {
    const words = page.words.length > pageWordsMax ? page.words.slice(0, pageWordsMax) : page.words;
    let from = 0;
    while (from < words.length && wordCount < wordsMax) {
      let to = endOfLine(words, from);
      let start = from;
      while (to < words.length && to - from < lineWordsMax) {
        const next = endOfLine(words, to);
        if (!goesOn(words, start, to, next)) break;
        start = to;
        to = next;
      }
      lines.push(textLine(page.number, page.source, words.slice(from, to)));
      wordCount += to - from;
      from = to;
    }
  }
  return lines;
}

function endOfLine(words: readonly Word[], from: number): number {
  let to = from + 1;
  while (to < words.length && to - from < lineWordsMax && words[to]?.line === words[from]?.line) to += 1;
  return to;
}

/** Wider than any gap between the words of a sentence, as a fraction of the page: 6 mm. */
export const columnGap = 0.03;
const sentenceEnd = /(?:[^\d][.!?:;]|\d[!?:;]|["”“)])$/;
const ownLine =
  /^(?:>|--|[-*•]|mit$|viele$|beste$|freundliche$|liebe$|herzliche$|hochachtungsvoll|mfg|von:|an:|betreff:?$|datum:?$|sehr$|guten$|hallo|liebe[rs]?$|moin|werte$|dear$|hi$|hello|to$)/i;

/** Whether the line `[from, to)` is full and the one behind it, `[to, next)`, is the same sentence. */
function goesOn(words: readonly Word[], from: number, to: number, next: number): boolean {
  const first = words[from];
  const last = words[to - 1];
  const following = words[to];
  if (!first || !last || !following) return false;
  const right = last.box[0] + last.box[2];
  // A full line of text begins at the left margin and ends near the right one; a sender's block on the right does not.
  if (first.box[0] > 0.3 || right < 0.6 || right - first.box[0] < 0.45) return false;
  if (Math.abs(following.box[0] - first.box[0]) > 0.03 || following.box[1] <= first.box[1]) return false;
  const pitch = following.box[1] - first.box[1];
  if (pitch > 3 * Math.max(first.box[3], 0.006)) return false;
  if (sentenceEnd.test(last.text) || ownLine.test(following.text)) return false;
  return !hasColumns(words, from, to) && !hasColumns(words, to, next);
}

function hasColumns(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) {
    const before = words[at - 1]?.box;
    const here = words[at]?.box;
    if (before && here && here[0] - (before[0] + before[2]) >= columnGap) return true;
  }
  return false;
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
