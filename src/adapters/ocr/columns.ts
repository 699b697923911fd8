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
function widestRun(lines: readonly Line[]): { from: number; to: number; gutter: number } | null {
  if (lines.length < linesMin) return null;
  const boxes = lines.flat().map(({ box }) => box);
  const left = Math.min(...boxes.map(([x]) => x));
  const width = Math.max(...boxes.map(([x, , w]) => x + w)) - left;
  let best: { from: number; to: number; gutter: number; sideBySide: number } | null = null;
  for (let step = Math.round(steps * edgeFrom); step <= steps * edgeTo; step += 1) {
    const gutter = left + (width * step) / steps;
    for (const { from, to, sideBySide } of runsAlong(lines, gutter))
      if (sideBySide >= linesMin && sideBySide > (best?.sideBySide ?? 0)) best = { from, to, gutter, sideBySide };
  }
  return best;
}

/** Stretches of lines that leave the gutter free. A line on one side only, as a column's last, belongs to the stretch between two that are on both. */
function* runsAlong(lines: readonly Line[], gutter: number) {
  let from = -1;
  let to = -1;
  let sideBySide = 0;
  let prose = 0;
  const end = () => (from >= 0 && prose >= sideBySide * proseShare ? [{ from, to, sideBySide }] : []);
  for (const [at, line] of lines.entries()) {
    if (line.some(({ box: [x, , w] }) => x < gutter + gutterMin / 2 && x + w > gutter - gutterMin / 2)) {
      yield* end();
      [from, to, sideBySide, prose] = [-1, -1, 0, 0];
      continue;
    }
    const left = line.filter((word) => middleOf(word) < gutter);
    if (left.length === 0 || left.length === line.length) continue;
    if (from < 0) from = at;
    to = at + 1;
    sideBySide += 1;
    if (isProse(left) && isProse(line.filter((word) => !left.includes(word)))) prose += 1;
  }
  yield* end();
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
