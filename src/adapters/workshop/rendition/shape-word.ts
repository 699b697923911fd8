import { type FontSlice, textFont } from './embedded-font.ts';
import { pdfTextString, wellFormed } from './pdf-file.ts';

export interface ShapedWord {
  /** The word as a reader should find it. */
  readonly text: string;
  /** How many UTF-16 units of the source went into it. */
  readonly consumed: number;
  /** In thousandths of the font size. */
  readonly width: number;
  readonly runs: readonly { readonly slice: FontSlice; readonly codes: string }[];
  /** The text as a PDF string, when what is drawn does not say it (missing pictures). */
  readonly actualText: string | null;
}

const ignorable = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** Looks a word's characters up in the font, as many as fit into `widthMax` but at least one. */
export function shapeWord(word: string, widthMax = Number.POSITIVE_INFINITY): ShapedWord {
  const font = textFont();
  const runs: { slice: FontSlice; codes: string }[] = [];
  let text = '';
  let width = 0;
  let consumed = 0;
  let isMissing = false;
  for (const sign of word) {
    if (sign > '~' ? ignorable.test(sign) : sign < ' ' || sign === '\x7f') {
      consumed += sign.length;
      continue;
    }
    const found = font.glyphOf(sign.codePointAt(0) ?? 0);
    const glyph = found ?? font.missing;
    if (text !== '' && width + glyph.width > widthMax) break;
    if (found === null) isMissing = true;
    const last = runs.at(-1);
    if (last !== undefined && last.slice === glyph.slice) last.codes += glyph.code;
    else runs.push({ slice: glyph.slice, codes: glyph.code });
    text += sign;
    width += glyph.width;
    consumed += sign.length;
  }
  text = wellFormed(text);
  return { text, consumed, width, runs, actualText: isMissing ? pdfTextString(text) : null };
}
