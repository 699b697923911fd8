/** As much of a TrueType font as it takes to look up glyphs and to cut a few of them out. */
export interface TrueTypeFont {
  readonly unitsPerEm: number;
  /** `[xMin, yMin, xMax, yMax]` in font units, with ascent and descent. */
  readonly bounds: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly characters: ReadonlyMap<number, number>;
  advanceOf(glyph: number): number;
  /** A font program with just these glyphs, renumbered in this order after glyph 0, and without hinting. */
  subset(glyphs: readonly number[]): Uint8Array;
}

export function parseTrueType(bytes: Buffer): TrueTypeFont {
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < bytes.readUInt16BE(4); index++) {
    const row = 12 + index * 16;
    const offset = bytes.readUInt32BE(row + 8);
    tables.set(bytes.toString('latin1', row, row + 4), bytes.subarray(offset, offset + bytes.readUInt32BE(row + 12)));
  }
  const table = (name: string): Buffer => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`The font has no ${name} table; a TrueType font is expected.`);
    return found;
  };

  const head = table('head');
  const hhea = table('hhea');
  const hmtx = table('hmtx');
  const loca = table('loca');
  const glyf = table('glyf');
  const metricCount = hhea.readUInt16BE(34);
  const isLongLoca = head.readInt16BE(50) === 1;

  const advanceOf = (glyph: number): number => hmtx.readUInt16BE(Math.min(glyph, metricCount - 1) * 4);
  const locate = (glyph: number): number =>
    isLongLoca ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2;
  const outlineOf = (glyph: number): Buffer => glyf.subarray(locate(glyph), locate(glyph + 1));

  function subset(wanted: readonly number[]): Uint8Array {
    const glyphs = [0, ...wanted];
    const numbers = new Map(glyphs.map((glyph, index) => [glyph, index]));
    const numberOf = (glyph: number): number => {
      let number = numbers.get(glyph);
      if (number === undefined) {
        // A part of a composite glyph (the dots of ä) that nobody asked for by itself.
        number = glyphs.push(glyph) - 1;
        numbers.set(glyph, number);
      }
      return number;
    };
    const outlines: Buffer[] = [];
    for (let index = 0; index < glyphs.length; index++)
      outlines.push(leanOutline(outlineOf(glyphs[index] ?? 0), numberOf));

    const newLoca = Buffer.alloc((glyphs.length + 1) * 4);
    const newHmtx = Buffer.alloc(glyphs.length * 4);
    let offset = 0;
    outlines.forEach((outline, index) => {
      offset += outline.byteLength;
      newLoca.writeUInt32BE(offset, (index + 1) * 4);
      newHmtx.writeUInt16BE(advanceOf(glyphs[index] ?? 0), index * 4);
      // The left side bearing equals the outline's xMin in this family (head flag bit 1).
      newHmtx.writeInt16BE(outline.byteLength > 0 ? outline.readInt16BE(2) : 0, index * 4 + 2);
    });
    const newHead = Buffer.from(head);
    newHead.writeUInt32BE(0, 8);
    newHead.writeInt16BE(1, 50);
    const newHhea = Buffer.from(hhea);
    newHhea.writeUInt16BE(glyphs.length, 34);
    const newMaxp = Buffer.from(table('maxp'));
    newMaxp.writeUInt16BE(glyphs.length, 4);
    return assembleFont([
      ['glyf', Buffer.concat(outlines)],
      ['head', newHead],
      ['hhea', newHhea],
      ['hmtx', newHmtx],
      ['loca', newLoca],
      ['maxp', newMaxp],
    ]);
  }

  return {
    unitsPerEm: head.readUInt16BE(18),
    bounds: [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)],
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    characters: readCharacters(table('cmap')),
    advanceOf,
    subset,
  };
}

/** Reads the segmented-coverage table (format 12), which covers everything beyond the first 65,536 characters too. */
function readCharacters(cmap: Buffer): Map<number, number> {
  const characters = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    if (table.readUInt16BE(0) !== 12) continue;
    for (let group = 0; group < table.readUInt32BE(12); group++) {
      const row = 16 + group * 12;
      const first = table.readUInt32BE(row);
      const last = table.readUInt32BE(row + 4);
      const glyph = table.readUInt32BE(row + 8);
      for (let code = first; code <= last; code++) characters.set(code, glyph + code - first);
    }
    return characters;
  }
  throw new Error('The font has no character table of format 12.');
}

/** Hinting is half of the bytes and nothing to a PDF viewer that smooths its glyphs. */
function leanOutline(outline: Buffer, numberOf: (glyph: number) => number): Buffer {
  if (outline.byteLength === 0) return outline;
  const contourCount = outline.readInt16BE(0);
  if (contourCount >= 0) {
    const at = 10 + contourCount * 2;
    const rest = outline.subarray(at + 2 + outline.readUInt16BE(at));
    return padded([outline.subarray(0, at), Buffer.alloc(2), rest]);
  }
  const copy = Buffer.from(outline);
  let at = 10;
  for (;;) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(flags & ~0x100, at);
    copy.writeUInt16BE(numberOf(copy.readUInt16BE(at + 2)), at + 2);
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    if ((flags & 0x20) === 0) return padded([copy.subarray(0, at)]);
  }
}

function padded(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return Buffer.concat([...parts, Buffer.alloc((4 - (length % 4)) % 4)]);
}

/** Puts tables together to a font program; they must come in the order of their names. */
export function assembleFont(tables: readonly (readonly [string, Buffer])[]): Uint8Array {
  const directory = Buffer.alloc(12 + tables.length * 16);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  [tables.length, power * 16, Math.log2(power), (tables.length - power) * 16].forEach((value, index) => {
    directory.writeUInt16BE(value, 4 + index * 2);
  });
  const bodies: Buffer[] = [];
  let offset = directory.byteLength;
  tables.forEach(([name, table], index) => {
    const body = padded([table]);
    const row = 12 + index * 16;
    directory.write(name, row, 'latin1');
    directory.writeUInt32BE(sumOf(body), row + 4);
    directory.writeUInt32BE(offset, row + 8);
    directory.writeUInt32BE(table.byteLength, row + 12);
    bodies.push(body);
    offset += body.byteLength;
  });
  return Buffer.concat([directory, ...bodies]);
}

function sumOf(body: Buffer): number {
  let sum = 0;
  for (let at = 0; at < body.byteLength; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
  return sum;
}
