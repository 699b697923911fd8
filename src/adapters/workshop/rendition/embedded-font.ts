import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import type { PdfFile } from './pdf-file.ts';
import { parseTrueType, type TrueTypeFont } from './true-type.ts';

/**
 * A slice of the font, cut out and compressed once per process and then copied into every document that needs it.
 * Cutting a subset per document costs 30–60 ms; a slice costs nothing and the Latin one is about 20 KB.
 */
export interface FontSlice {
  /** Name in a page's resource dictionary. */
  readonly name: string;
  /** Writes the font's objects and returns the number of its dictionary. */
  embed(file: PdfFile): number;
}

export interface Glyph {
  readonly slice: FontSlice;
  /** Four hexadecimal digits, ready for a string in a content stream. */
  readonly code: string;
  /** In thousandths of the font size. */
  readonly width: number;
}

export interface EmbeddedFont {
  /** Null when the font has no picture of this character. */
  glyphOf(codePoint: number): Glyph | null;
  /** Drawn where a picture is missing. Glyph 0 would be natural, but PDF/A forbids to show it. */
  readonly missing: Glyph;
}

/** DejaVu Sans covers Latin, Greek, Cyrillic and many signs; null until it is first needed. */
let font: EmbeddedFont | null = null;

export function textFont(): EmbeddedFont {
  if (font === null) {
    const path = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
    font = sliceFont('DejaVuSans', parseTrueType(readFileSync(path)));
  }
  return font;
}

/** Signs that belong to German and English letters although they stand outside the Latin blocks. */
const latinExtras = '‐‑–—‘’‚“”„†‡•…‰‹›€™←→−≈≠≤≥✓✗ẞ□�';

function sliceFont(name: string, program: TrueTypeFont): EmbeddedFont {
  const extras = new Set([...latinExtras].map((sign) => sign.codePointAt(0) ?? 0));
  const scale = 1000 / program.unitsPerEm;
  const glyphs = new Map<number, Glyph>();
  const cutSlices = new Set<number>();

  /** Slice 0 is Latin with its signs, the others are blocks of 256 characters. */
  const sliceIndexOf = (code: number): number => (code < 0x180 || extras.has(code) ? 0 : 1 + (code >> 8));

  function cut(index: number): void {
    const codes: number[] = [];
    const first = index === 0 ? 0x20 : Math.max(0x180, (index - 1) << 8);
    const last = index === 0 ? 0x17f : ((index - 1) << 8) + 0xff;
    for (let code = first; code <= last; code++) if (index === 0 || !extras.has(code)) codes.push(code);
    if (index === 0) codes.push(...extras);
    const present = codes.filter((code) => program.characters.has(code));
    if (present.length === 0) return;

    // Two characters may share a picture (Latin A, Greek Alpha in some fonts): each keeps a number of its own.
    const originals = present.map((code) => program.characters.get(code) ?? 0);
    const widths = originals.map((glyph) => Math.round(program.advanceOf(glyph) * scale));
    const slice = prepare(program, `${tagOf(index)}+${name}`, `F${index}`, present, originals, widths);
    present.forEach((code, at) => {
      glyphs.set(code, { slice, code: hex4(at + 1), width: widths[at] ?? 0 });
    });
  }

  function glyphOf(codePoint: number): Glyph | null {
    const known = glyphs.get(codePoint);
    const index = sliceIndexOf(codePoint);
    if (known !== undefined || cutSlices.has(index)) return known ?? null;
    cutSlices.add(index);
    cut(index);
    return glyphs.get(codePoint) ?? null;
  }

  const missing = glyphOf(0x25a1);
  if (missing === null) throw new Error('The font has no empty square to stand for missing characters.');
  return { glyphOf, missing };
}

function prepare(
  program: TrueTypeFont,
  fontName: string,
  resourceName: string,
  codes: readonly number[],
  originals: readonly number[],
  widths: readonly number[],
): FontSlice {
  const scale = 1000 / program.unitsPerEm;
  const fontFile = Buffer.from(program.subset(originals));
  const compressed = deflateSync(fontFile, { level: 9 });
  const toUnicode = deflateSync(Buffer.from(toUnicodeMap(codes), 'latin1'), { level: 9 });
  const [xMin, yMin, xMax, yMax] = program.bounds.map((bound) => Math.round(bound * scale));
  const descriptor =
    `<</Type/FontDescriptor/FontName/${fontName}/Flags 4/FontBBox[${xMin} ${yMin} ${xMax} ${yMax}]/ItalicAngle 0` +
    `/Ascent ${Math.round(program.ascent * scale)}/Descent ${Math.round(program.descent * scale)}/CapHeight 729/StemV 80`;

  function embed(file: PdfFile): number {
    const program = file.addStream(`/Length1 ${fontFile.byteLength}/Filter/FlateDecode`, compressed);
    const about = file.add(`${descriptor}/FontFile2 ${program} 0 R>>`);
    const descendant = file.add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${fontName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
        `/FontDescriptor ${about} 0 R/DW 600/W[1[${widths.join(' ')}]]/CIDToGIDMap/Identity>>`,
    );
    const unicode = file.addStream('/Filter/FlateDecode', toUnicode);
    return file.add(
      `<</Type/Font/Subtype/Type0/BaseFont/${fontName}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
    );
  }

  return { name: resourceName, embed };
}

/** The map from glyph numbers back to characters, which makes the text searchable. */
export function toUnicodeMap(codes: readonly number[]): string {
  const rows = codes.map((code, index) => `<${hex4(index + 1)}> <${utf16Hex(code)}>`);
  const blocks: string[] = [];
  // A block may hold a hundred rows at most.
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\n` +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend'
  );
}

/** Subset names carry six letters that differ between the slices of a document. */
function tagOf(index: number): string {
  let rest = index;
  let tag = '';
  for (let place = 0; place < 6; place++) {
    tag = String.fromCharCode(65 + (rest % 26)) + tag;
    rest = Math.floor(rest / 26);
  }
  return tag;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function utf16Hex(code: number): string {
  return code > 0xffff
    ? hex4(0xd800 + ((code - 0x10000) >> 10)) + hex4(0xdc00 + ((code - 0x10000) & 0x3ff))
    : hex4(code);
}
