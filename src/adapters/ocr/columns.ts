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
const solid = /[\p{L}\p{N}]/u;
const wordOfProse = /^[^\p{L}\p{N}]*\p{L}{2,}[\p{L}\-’']*[^\p{L}\p{N}]*$/u;

type Line = readonly Word[];

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
  return ordered.flatMap((line, number) => line.map((word) => ({ ...word, line: number })));
}

function inTurn(lines: readonly Line[]): readonly Line[] {
  const found = widestRun(lines);
  if (found === null) return lines;
  const { from, to, gutter } = found;
  const run = lines.slice(from, to);
  const side = (isLeft: boolean): readonly Line[] =>
    run.map((line) => line.filter((word) => middleOf(word) < gutter === isLeft)).filter((line) => line.length > 0);
  return [...inTurn(lines.slice(0, from)), ...inTurn(side(true)), ...inTurn(side(false)), ...inTurn(lines.slice(to))];
}

/** The gutter along which most lines stand side by side, and the lines from the first to the last of them. */
function widestRun(lines: readonly Line[]): Run | null {
  if (lines.length < linesMin) return null;
  const boxes = lines.flat().map(({ box }) => box);
  const left = Math.min(...boxes.map(([x]) => x));
  const width = Math.max(...boxes.map(([x, , w]) => x + w)) - left;
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

interface Run {
  readonly from: number;
  readonly to: number;
  readonly gutter: number;
  /** Lines that stand on both sides of the gutter. */
  readonly sideBySide: number;
}

/** For each step across the text whether a gutter there would cut a word of the line. A speck between columns is none. */
function takenSteps(line: Line, left: number, width: number): Uint8Array {
  const taken = new Uint8Array(steps + 1);
  const stepOf = (x: number): number => ((x - left) / width) * steps;
  for (const { text, box } of line) {
    if (!solid.test(text)) continue;
    const from = Math.max(0, Math.ceil(stepOf(box[0] - gutterMin / 2)));
    taken.fill(1, from, Math.max(from, Math.floor(stepOf(box[0] + box[2] + gutterMin / 2)) + 1));
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
  const prose = lines.slice(from, to).filter((line) => {
    const left = line.filter((word) => middleOf(word) < gutter);
    return isProse(left) && isProse(line.filter((word) => middleOf(word) >= gutter));
  });
  return prose.length >= sideBySide * proseShare;
}

/** Words of a line come from left to right. */
function isOnBoth(line: Line, gutter: number): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return first !== undefined && last !== undefined && middleOf(first) < gutter && middleOf(last) >= gutter;
}

const isProse = (line: Line): boolean =>
  line.length >= proseWords && line.filter(({ text }) => wordOfProse.test(text)).length >= line.length * proseShare;

const middleOf = ({ box: [x, , w] }: Word): number => x + w / 2;

function linesOf(words: readonly Word[]): readonly Line[] {
  const lines: Word[][] = [];
  for (const word of words) {
    const line = lines[word.line];
    if (line === undefined) lines[word.line] = [word];
    else line.push(word);
  }
  return lines.filter((line) => line !== undefined);
}
