import { deflateSync } from 'node:zlib';
import type { PdfFile } from './pdf-file.ts';
import { assembleFont } from './true-type.ts';

/**
 * The font of invisible words: one empty glyph, half as wide as high, for every character. Codes are UTF-16, so any text
 * can be searched and copied, and the whole font takes 1 KB. (Tesseract's own PDFs do the same.)
 */
export const glyphWidth = 500;

const fontFile = buildFont();
const compressed = deflateSync(fontFile, { level: 9 });
/** Each of the 65,536 codes shows glyph 1: glyph 0 means "missing", and PDF/A forbids to show that. */
const glyphMap = deflateSync(Buffer.alloc(131_072, Buffer.of(0, 1)), { level: 9 });
const toUnicode = deflateSync(Buffer.from(identityMap(), 'latin1'), { level: 9 });

/** Writes the font and returns the number of its dictionary. */
export function embedGlyphlessFont(file: PdfFile): number {
  const program = file.addStream(`/Length1 ${fontFile.byteLength}/Filter/FlateDecode`, compressed);
  const name = 'AAAAAA+MailroomInvisible';
  const descriptor = file.add(
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[0 0 ${glyphWidth} 1000]/ItalicAngle 0/Ascent 1000/Descent 0` +
      `/CapHeight 1000/StemV 80/FontFile2 ${program} 0 R>>`,
  );
  const map = file.addStream('/Filter/FlateDecode', glyphMap);
  const descendant = file.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${descriptor} 0 R/DW ${glyphWidth}/CIDToGIDMap ${map} 0 R>>`,
  );
  const unicode = file.addStream('/Filter/FlateDecode', toUnicode);
  return file.add(
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  );
}

function buildFont(): Uint8Array {
  const head = Buffer.alloc(54);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt32BE(0x00010000, 4);
  head.writeUInt32BE(0x5f0f3cf5, 12);
  head.writeUInt16BE(0x000b, 16);
  head.writeUInt16BE(1000, 18);
  head.writeInt16BE(glyphWidth, 40);
  head.writeInt16BE(1000, 42);
  head.writeUInt16BE(8, 46);
  head.writeInt16BE(2, 48);
  head.writeInt16BE(1, 50);
  const hhea = Buffer.alloc(36);
  hhea.writeUInt32BE(0x00010000, 0);
  hhea.writeInt16BE(1000, 4);
  hhea.writeUInt16BE(glyphWidth, 10);
  hhea.writeUInt16BE(2, 34);
  const maxp = Buffer.alloc(32);
  maxp.writeUInt32BE(0x00010000, 0);
  maxp.writeUInt16BE(2, 4);
  maxp.writeUInt16BE(1, 14);
  const hmtx = Buffer.alloc(8);
  hmtx.writeUInt16BE(glyphWidth, 0);
  hmtx.writeUInt16BE(glyphWidth, 4);
  return assembleFont([
    ['glyf', Buffer.alloc(4)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    // Three places at the start of the table: both glyphs are empty.
    ['loca', Buffer.alloc(12)],
    ['maxp', maxp],
  ]);
}

/** Code to character, each for itself. A range may not leave its first byte, so there are 256 of them. */
function identityMap(): string {
  const rows = Array.from({ length: 256 }, (_, high) => {
    const page = high.toString(16).toUpperCase().padStart(2, '0');
    return `<${page}00> <${page}FF> <${page}00>`;
  });
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\n` +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend'
  );
}
