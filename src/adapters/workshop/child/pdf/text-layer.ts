import type { Box, Word } from '../../../../domain/page.ts';
import { boxOf } from './page-geometry.ts';
import type { PdfPage } from './pdf-file.ts';
import type { Pdfium } from './pdfium.ts';

export interface TextLayer {
  readonly words: readonly Word[];
  /** Characters that are not blank. */
  readonly characters: number;
  /** Of these: replacement, private-use and control characters, and glyphs the font has no meaning for. */
  readonly senseless: number;
  /** Of these: letters that do not follow the one before to the right, as on a page that lies on its side. */
  readonly crooked: number;
  /** Of these: drawn invisibly, as scanners put what they read under their image. */
  readonly hidden: number;
}

/** A page of small print has 10,000. */
const charactersMax = 100_000;
const invisibleMode = 3;
/** PDFium's mark for a hyphen it thinks was put in at a line's end. */
const lineEndHyphen = 0x02;

interface Glyph {
  readonly text: string;
  readonly box: Box;
}

/** Reads the text a page carries, in the order it was written, with a box for every word. */
export function readTextLayer(pdfium: Pdfium, page: PdfPage): TextLayer {
  const { api, withMemory, readDoubles } = pdfium;
  const handle = api.FPDFText_LoadPage(page.handle);
  if (handle === 0) return { words: [], characters: 0, senseless: 0, crooked: 0, hidden: 0 };
  try {
    const toBox = boxOf(pdfium, page);
    const count = Math.min(Math.max(0, api.FPDFText_CountChars(handle)), charactersMax);
    const lines = createLines();
    let senseless = 0;
    let characters = 0;
    let hidden = 0;
    let lastObject = 0;
    let isHidden = false;
    withMemory(32, (pointer) => {
      for (let index = 0; index < count; index += 1) {
        const code = api.FPDFText_GetUnicode(handle, index);
        if (code === 0x0a || code === 0x0d) lines.endLine();
        else if (isSpace(code)) lines.endWord();
        else {
          characters += 1;
          const object = api.FPDFText_GetTextObject(handle, index);
          if (object !== lastObject) {
            lastObject = object;
            isHidden = object !== 0 && api.FPDFTextObj_GetTextRenderMode(object) === invisibleMode;
          }
          if (isHidden) hidden += 1;
          if (code !== lineEndHyphen && (isSenseless(code) || api.FPDFText_HasUnicodeMapError(handle, index) === 1))
            senseless += 1;
          api.FPDFText_GetCharBox(handle, index, pointer, pointer + 8, pointer + 16, pointer + 24);
          const [left = 0, right = 0, bottom = 0, top = 0] = readDoubles(pointer, 4);
          lines.add({ text: code === lineEndHyphen ? '-' : characterOf(code), box: toBox(left, bottom, right, top) });
        }
      }
    });
    return { words: lines.finish(), characters, senseless, crooked: lines.crooked(), hidden };
  } finally {
    api.FPDFText_ClosePage(handle);
  }
}

/** Gathers glyphs into words and words into lines. */
function createLines() {
  const words: Word[] = [];
  let glyphs: Glyph[] = [];
  let line = 0;
  let lineHasWords = false;
  let crooked = 0;

  const endWord = (): void => {
    // Ligatures become letters and a letter with a separate umlaut becomes one character; a soft hyphen inside is not seen.
    const text = glyphs
      .map((glyph) => glyph.text)
      .join('')
      .replace(/\u00ad(?!$)/g, '')
      .replace(/\u00ad$/, '-')
      .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
      .normalize('NFC');
    if (text !== '') {
      const box = around(glyphs.map((glyph) => glyph.box));
      const before = words.at(-1);
      // Some programs write a page without line ends: a word that starts lower down begins a line all the same.
      if (lineHasWords && before !== undefined && isOtherLine(before.box, box)) line += 1;
      words.push({ text, box, confidence: 1, line });
      lineHasWords = true;
    }
    glyphs = [];
  };

  return {
    add(glyph: Glyph): void {
      const before = glyphs.at(-1);
      if (before !== undefined && isCrooked(before, glyph)) crooked += 1;
      if (before !== undefined && isApart(before.box, glyph.box)) endWord();
      glyphs.push(glyph);
    },
    crooked: (): number => crooked,
    endWord,
    endLine(): void {
      endWord();
      if (lineHasWords) line += 1;
      lineHasWords = false;
    },
    finish(): readonly Word[] {
      endWord();
      return words;
    },
  };
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0xa0 ||
    code === 0x09 ||
    code === 0x0c ||
    code === 0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x202f ||
    code === 0xfeff
  );
}

function isSenseless(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    code === 0xfffd ||
    code === 0xfffe ||
    code === 0xffff ||
    (code >= 0xe000 && code <= 0xf8ff) ||
    code >= 0xf0000
  );
}

function characterOf(code: number): string {
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code >= 0x20;
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

/** Only scripts that run to the right tell anything. */
function isCrooked(before: Glyph, after: Glyph): boolean {
  if (!/[\p{Script=Latin}\p{N}]/u.test(before.text) || !/[\p{Script=Latin}\p{N}]/u.test(after.text)) return false;
  const across = after.box[0] + after.box[2] / 2 - (before.box[0] + before.box[2] / 2);
  const down = after.box[1] + after.box[3] / 2 - (before.box[1] + before.box[3] / 2);
  return across <= Math.abs(down);
}

/** Columns of a table that were written without a blank between them. */
function isApart(before: Box, after: Box): boolean {
  const height = Math.max(before[3], after[3]);
  if (height === 0) return false;
  return after[0] - (before[0] + before[2]) > 2.5 * height || isOtherLine(before, after);
}

function isOtherLine(before: Box, after: Box): boolean {
  const height = Math.max(before[3], after[3]);
  const distance = Math.abs(after[1] + after[3] / 2 - (before[1] + before[3] / 2));
  // Punctuation and raised figures leave the middle of the line by about half a height, the next line by a whole one.
  return height > 0 && distance > 1.2 * height && after[0] < before[0] + before[2];
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  const round = (fraction: number): number => Math.round(fraction * 1e5) / 1e5;
  return [left, top, round(right - left), round(bottom - top)];
}
