import { glyphWidth } from './glyphless-font.ts';
import { pdfNumber, wellFormed } from './pdf-file.ts';
import type { RenditionPage } from './rendition-task.ts';

interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A line whose words together are this much taller than its tallest word runs askew; its words stand for themselves. */
const askew = 1.6;

/**
 * Content that writes a page's words over its picture without showing them (text render mode 3), each stretched to its
 * box. Words of a line share a baseline and are joined by blanks that fill the gaps, so that marking with the mouse goes
 * along the line and copied text has its blanks.
 */
export function invisibleWords(page: RenditionPage, widthPt: number, heightPt: number, fontName: string): string {
  const out = ['BT', '3 Tr'];
  for (const line of linesOf(page, widthPt, heightPt)) {
    const top = Math.max(...line.map((word) => word.top));
    const bottom = Math.min(...line.map((word) => word.bottom));
    const tallest = Math.max(...line.map((word) => word.top - word.bottom));
    const isStraight = top - bottom <= tallest * askew;
    line.forEach((word, index) => {
      const base = isStraight ? bottom : word.bottom;
      const size = Math.max(1, isStraight ? top - bottom : word.top - word.bottom);
      const next = line[index + 1];
      out.push(`/${fontName} ${pdfNumber(size)} Tf`, `1 0 0 1 ${pdfNumber(word.left)} ${pdfNumber(base)} Tm`);
      out.push(stretched(word.text, word.right - word.left, size));
      if (next !== undefined) out.push(stretched(' ', Math.max(0.5, next.left - word.right), size));
    });
  }
  out.push('ET');
  return out.join('\n');
}

function stretched(text: string, widthPt: number, size: number): string {
  const codes = Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
  const natural = (text.length * glyphWidth * size) / 1000;
  return `${pdfNumber(Math.max(0.1, (widthPt / natural) * 100))} Tz <${codes}> Tj`;
}

function linesOf(page: RenditionPage, widthPt: number, heightPt: number): readonly (readonly PlacedWord[])[] {
  const lines: PlacedWord[][] = [];
  let current = -1;
  const texts = page.text === '' ? [] : page.text.split('\n');
  texts.forEach((raw, index) => {
    const text = wellFormed(raw);
    const [left = 0, top = 0, width = 0, height = 0] = page.boxes.subarray(index * 4, index * 4 + 4);
    if (text === '') return;
    const word = {
      text,
      left: left * widthPt,
      right: (left + width) * widthPt,
      top: (1 - top) * heightPt,
      bottom: (1 - top - height) * heightPt,
    };
    const line = page.lines[index] ?? 0;
    if (line === current) lines.at(-1)?.push(word);
    else lines.push([word]);
    current = line;
  });
  return lines;
}
