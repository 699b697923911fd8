import type { PDFFont } from 'pdf-lib';

/** The standard fonts know Western European letters; what they lack is shown as a question mark. */
export function printable(line: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(line, (character) => (known.has(character.codePointAt(0) ?? 0) ? character : '?')).join('');
}
