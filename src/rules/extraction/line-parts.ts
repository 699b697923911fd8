import type { Word } from '../../domain/page.ts';
import { boxAround, columnGap, type TextLine, wordAt, wordStarts } from './text-lines.ts';

/** A stretch of one line between wide gaps: one column of a letterhead, one cell of a table. */
export interface Chunk {
  readonly line: TextLine;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly parts: readonly Part[];
}

/** What stands between commas, bullets and dashes in a chunk. */
export interface Part {
  readonly chunk: Chunk;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Readers take the dot between the parts of a return line for a colon or a full stop of its own. */
const separator = /\s*[,;•·|¦●▪*]\s*|\s+[-–—:.]\s+|\s{3,}/g;

export function chunksOf(line: TextLine): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const starts = wordStarts(line);
  let first = 0;
  for (let at = 1; at <= line.words.length; at += 1) {
    const before = line.words[at - 1]?.box;
    const here = line.words[at]?.box;
    if (at < line.words.length && before && here && here[0] - (before[0] + before[2]) < columnGap) continue;
    chunks.push(chunk(line, starts, first, at));
    first = at;
  }
  return chunks;
}

function chunk(line: TextLine, starts: readonly number[], first: number, end: number): Chunk {
  const words = line.words.slice(first, end);
  const parts: Part[] = [];
  const made: Chunk = {
    line,
    ...edgesOf(words),
    parts,
  };
  const start = starts[first] ?? 0;
  const stop = (starts[end - 1] ?? 0) + (line.words[end - 1]?.text.length ?? 0);
  const text = line.text.slice(start, stop);
  let from = 0;
  const push = (to: number) => {
    const piece = text.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    const bare = piece.trim();
    if (bare !== '')
      parts.push({ chunk: made, text: bare, from: start + from + lead, to: start + from + lead + bare.length });
  };
  for (const match of text.matchAll(separator)) {
    push(match.index);
    from = match.index + match[0].length;
  }
  push(text.length);
  return made;
}

function edgesOf(words: readonly Word[]) {
  const [left, top, width, height] = boxAround(words) ?? [0, 0, 0, 0];
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * What stands before this part as an address is read upwards: earlier parts of its chunk, then the chunks above in the
 * same column, nearest first. A line that already holds street and town is an address line and not the foot of a block.
 */
export function partsAbove(lines: readonly TextLine[], at: number, part: Part, most: number): readonly Part[] {
  const above = part.chunk.parts.slice(0, part.chunk.parts.indexOf(part)).reverse();
  const found = [...above].slice(0, most);
  if (found.length >= 2) return found;
  let reference = part.chunk;
  for (let up = at - 1; up >= Math.max(0, at - 8) && found.length < most; up -= 1) {
    const line = lines[up];
    if (!line || line.page !== reference.line.page) break;
    const height = Math.max(reference.bottom - reference.top, 0.004);
    // Lines that share a row with the block's own, in another column.
    const aligned = chunksOf(line).find((candidate) => isSameColumn(candidate, reference));
    if (!aligned) {
      if (reference.top - edgesOf(line.words).bottom > 1.8 * height) break;
      continue;
    }
    if (reference.top - aligned.bottom > 1.8 * height) break;
    found.push(...[...aligned.parts].reverse());
    reference = aligned;
  }
  return found.slice(0, most);
}

function isSameColumn(a: Chunk, b: Chunk): boolean {
  return (
    Math.abs(a.left - b.left) < 0.02 ||
    Math.abs(a.right - b.right) < 0.012 ||
    Math.abs(a.left + a.right - b.left - b.right) < 0.05
  );
}

export function wordsOfPart(part: Part) {
  const { line } = part.chunk;
  return line.words.slice(wordAt(line, part.from), wordAt(line, Math.max(part.from, part.to - 1)) + 1);
}
