import type { Word } from '../../domain/page.ts';

/** Fewer lines side by side than this are an address beside a box of numbers, and are read across. */
const linesMin = 8;
/** Of the page's width: narrower is the space between two words of justified print. */
const gutterMin = 0.012;
/** A gutter lies between these, as fractions of the width of the text. */
const [edgeFrom, edgeTo] = [0.2, 0.8];
const steps = 240;
/** Prose fills its lines with words; rows of a table do not. */
const [proseWords, proseShare] = [3, 0.75];
/** Of the longest line of its column: prose fills its lines to the edge, the labels of a form end where they end. */
const fillMin = 0.75;
/** Of the usual distance of lines: a longer column goes on below the other one at the same pace. */
const paceMax = 1.6;
const solid = /[\p{L}\p{N}]/u;
const wordOfProse = /^[^\p{L}\p{N}]*\p{L}{2,}(?:[-’']+\p{L}+)*[^\p{L}\p{N}]*$/u;

interface Token {
  readonly word: Word;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly isSolid: boolean;
  readonly isProse: boolean;
}
/** Words of a line come from left to right. */
type Line = readonly Token[];

/**
 * Puts words that were read across columns of running text into the order in which people read them: the whole left
 * column, then the right one, for any number of columns. Told by a gutter, a white strip that runs through many lines with
 * prose on both of its sides; tables, forms and address blocks have none and keep their rows. Lines are numbered anew
 * where a column was parted.
 */
export function columnsInTurn(words: readonly Word[]): readonly Word[] {
  const lines = linesOf(words);
  const ordered = inTurn(lines);
  if (ordered === lines) return words;
  return ordered.flatMap((line, number) => line.map(({ word }) => ({ ...word, line: number })));
}

function inTurn(lines: readonly Line[]): readonly Line[] {
  const found = widestRun(lines);
  if (found === null) return lines;
  const { from, gutter } = found;
  const to = endOfColumn(lines, found);
  const run = lines.slice(from, to);
  const side = (isLeft: boolean): readonly Line[] =>
    run.map((line) => line.filter(({ middle }) => middle < gutter === isLeft)).filter((line) => line.length > 0);
  return [...inTurn(lines.slice(0, from)), ...inTurn(side(true)), ...inTurn(side(false)), ...inTurn(lines.slice(to))];
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly gutter: number;
  /** Lines that stand on both sides of the gutter. */
  readonly sideBySide: number;
}

/** The gutter along which most lines stand side by side, and the lines from the first to the last of them. */
function widestRun(lines: readonly Line[]): Run | null {
  if (lines.length < linesMin) return null;
  let [left, right] = [Infinity, -Infinity];
  for (const line of lines)
    for (const token of line) [left, right] = [Math.min(left, token.left), Math.max(right, token.right)];
  const width = right - left;
  if (!(width > 0)) return null;
  const taken = lines.map((line) => takenSteps(line, left, width));
  let best: Run | null = null;
  for (let step = Math.round(steps * edgeFrom); step <= steps * edgeTo; step += 1) {
    const gutter = left + (width * step) / steps;
    for (const run of runsAlong(lines, taken, step, gutter))
      if (run.sideBySide > (best?.sideBySide ?? 0) && isOfProse(lines, run)) best = run;
  }
  return best;
}

/** For each step across the text whether a gutter there would cut a word of the line. A speck between columns is none. */
function takenSteps(line: Line, left: number, width: number): Uint8Array {
  const taken = new Uint8Array(steps + 1);
  const stepOf = (x: number): number => ((x - left) / width) * steps;
  for (const token of line) {
    if (!token.isSolid) continue;
    const from = Math.max(0, Math.ceil(stepOf(token.left - gutterMin / 2)));
    taken.fill(1, from, Math.max(from, Math.floor(stepOf(token.right + gutterMin / 2)) + 1));
  }
  return taken;
}

/**
 * Stretches of lines that leave the gutter free. A line on one side only, as a column's last, belongs to the stretch
 * when it lies between two that are on both.
 */
function runsAlong(lines: readonly Line[], taken: readonly Uint8Array[], step: number, gutter: number): readonly Run[] {
  const runs: Run[] = [];
  let [from, to, sideBySide] = [-1, -1, 0];
  for (let at = 0; at <= lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || taken[at]?.[step] === 1) {
      if (sideBySide >= linesMin) runs.push({ from, to, gutter, sideBySide });
      [from, to, sideBySide] = [-1, -1, 0];
    } else if (isOnBoth(line, gutter)) {
      if (from < 0) from = at;
      to = at + 1;
      sideBySide += 1;
    }
  }
  return runs;
}

function isOfProse(lines: readonly Line[], { from, to, gutter, sideBySide }: Run): boolean {
  const both = lines.slice(from, to).filter((line) => isOnBoth(line, gutter));
  const columns = [true, false].map((isLeft) =>
    both.map((line) => line.filter(({ middle }) => middle < gutter === isLeft)),
  );
  const prose = both.filter((_, at) => columns.every((column) => isProse(column[at] ?? [])));
  return prose.length >= sideBySide * proseShare && columns.every(isFilled);
}

function isProse(line: Line): boolean {
  // The label of a form's line says so itself.
  if (line.length < proseWords || line.at(-1)?.word.text.endsWith(':')) return false;
  return line.filter((token) => token.isProse).length >= line.length * proseShare;
}

function isFilled(column: readonly Line[]): boolean {
  const lengths = column.map((line) => (line.at(-1)?.right ?? 0) - (line[0]?.left ?? 0)).sort((a, b) => a - b);
  return (lengths[lengths.length >> 2] ?? 0) >= fillMin * (lengths.at(-1) ?? 0);
}

/** Where the run ends when a longer column goes on alone below the other one: at the same pace, from the same edge. */
function endOfColumn(lines: readonly Line[], { from, to, gutter }: Run): number {
  const run = lines.slice(from, to);
  const tops = run.map(topOf);
  const paces = tops.slice(1).map((top, at) => top - (tops[at] ?? 0));
  const pace = paces.sort((a, b) => a - b)[paces.length >> 1] ?? 0;
  let end = to;
  for (; end < lines.length; end += 1) {
    const [line, before] = [lines[end] ?? [], lines[end - 1] ?? []];
    const first = line[0];
    if (first === undefined || topOf(line) - topOf(before) > pace * paceMax) break;
    const isLeft = first.middle < gutter;
    if (line.some(({ left, right }) => (isLeft ? right > gutter : left < gutter))) break;
    const edge = Math.min(...run.flat().flatMap(({ left, middle }) => (middle < gutter === isLeft ? [left] : [])));
    if (Math.abs(first.left - edge) > 2 * gutterMin) break;
  }
  return end;
}

function isOnBoth(line: Line, gutter: number): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return first !== undefined && last !== undefined && first.middle < gutter && last.middle >= gutter;
}

const topOf = (line: Line): number => line[0]?.word.box[1] ?? 0;

function linesOf(words: readonly Word[]): readonly Line[] {
  const lines: Token[][] = [];
  for (const word of words) {
    const [left, , width] = word.box;
    const token = {
      ...{ word, left, right: left + width, middle: left + width / 2 },
      isSolid: solid.test(word.text),
      isProse: wordOfProse.test(word.text),
    };
    const line = lines[word.line];
    if (line === undefined) lines[word.line] = [token];
    else line.push(token);
  }
  return lines.filter((line) => line !== undefined);
}
