import type { PageReading, Reading, Word } from '../domain/page.ts';

/** A typewriter's page: 2 mm a character, 4.5 mm a line, from 15 mm below the upper and 20 mm beside the left edge of A4. */
const characterMm = 2;
const lineMm = 4.5;
const topMm = 15;
const leftMm = 20;

/**
 * A reading of plain text as a typewriter would have put it on paper, so that columns and zones can be drawn with
 * blanks and empty lines in a test. Pages are separated by a form feed.
 */
export function readingFromText(
  text: string,
  options: { readonly source?: PageReading['source']; readonly confidence?: number } = {},
): Reading {
  const confidence = options.confidence ?? (options.source === 'ocr' ? 0.96 : 1);
  const pages = text.split('\f').map((pageText, index): PageReading => {
    const words: Word[] = [];
    for (const [line, content] of pageText.replace(/^\n/, '').split('\n').entries()) {
      for (const match of content.matchAll(/\S+/g)) {
        const left = (leftMm + match.index * characterMm) / 210;
        const top = (topMm + line * lineMm) / 297;
        const width = (match[0].length * characterMm) / 210;
        words.push({ text: match[0], box: [left, top, width, 3.5 / 297], confidence, line });
      }
    }
    return {
      number: index + 1,
      words,
      confidence: words.length > 0 ? confidence : 0,
      source: options.source ?? 'text-layer',
    };
  });
  return { pages };
}
