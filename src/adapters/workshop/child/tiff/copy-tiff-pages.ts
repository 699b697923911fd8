import { readEntries, readHeader, type TiffEntry, typeBytes, uint, type Window } from './tiff-directory.ts';
import { readTiffPages, withTiff } from './tiff-pages.ts';

/** A page of a TIFF file, from 1, thumbnails not counted. */
export interface TiffPlace {
  readonly path: string;
  readonly filePage: number;
}

interface CopiedPage {
  readonly isLittle: boolean;
  readonly entries: readonly TiffEntry[];
  readonly isTiled: boolean;
  readonly strips: readonly Buffer[];
}

/**
 * What belongs to a page's pixels: sizes, compression, colours, resolution. Descriptions, names, thumbnails, metadata and
 * makers' tags may speak of the whole stack of paper and are left out.
 */
const pixelTags: ReadonlySet<number> = new Set([
  254, 256, 257, 258, 259, 262, 266, 274, 277, 278, 280, 281, 282, 283, 284, 290, 291, 292, 293, 296, 301, 317, 318,
  319, 320, 321, 322, 323, 326, 327, 328, 332, 334, 338, 339, 340, 341, 347, 529, 530, 531, 532, 34675,
]);
const [stripOffsets, stripLengths, tileOffsets, tileLengths, compressionTag] = [273, 279, 324, 325, 259];
/** Whose pixels lie nowhere but in their strips. The old JPEG (6) keeps tables at places of the file. */
const compressions: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 32773, 32946, 50000, 50001]);
const long = 4;

/**
 * A TIFF of exactly these pages, strips and tiles copied as they are. Null when that cannot be done: different byte
 * orders, or a page whose pixels do not lie in strips alone.
 *
 * A strip ends at the latest where the next one of the file begins: writers that state too great a length would
 * otherwise carry the next letter along.
 */
export function copyTiffPages(places: readonly TiffPlace[], pagesMax: number): Buffer | null {
  const pages: CopiedPage[] = [];
  const starts = new Map<string, readonly number[]>();
  for (const { path, filePage } of places) {
    const known = starts.get(path) ?? stripStarts(path, pagesMax);
    starts.set(path, known);
    const page = withTiff(path, (window) => takePage(window, path, filePage, pagesMax, known));
    if (page === null || page.isLittle !== (pages[0] ?? page).isLittle) return null;
    pages.push(page);
  }
  return pages.length === 0 ? null : written(pages);
}

function takePage(
  window: Window,
  path: string,
  filePage: number,
  pagesMax: number,
  starts: readonly number[],
): CopiedPage | null {
  const order = readHeader(window);
  const place = readTiffPages(path, pagesMax).pages[filePage - 1];
  const entries = order === null || place === undefined ? null : readEntries(window, order, place.offset);
  if (order === null || entries === null) return null;
  const numbers = (tag: number): readonly number[] => numbersOf(entries, tag, order.isLittle);
  if (!compressions.has(numbers(compressionTag)[0] ?? 1)) return null;
  const isTiled = numbers(tileOffsets).length > 0;
  const offsets = numbers(isTiled ? tileOffsets : stripOffsets);
  const lengths = numbers(isTiled ? tileLengths : stripLengths);
  if (offsets.length === 0 || lengths.length !== offsets.length) return null;
  const strips = offsets.map((start, index) => {
    const end = Math.min(start + (lengths[index] ?? 0), nextAfter(starts, start), window.byteLength);
    return end <= start ? Buffer.alloc(0) : (window.read(start, end - start) ?? Buffer.alloc(0));
  });
  const kept = entries.filter(({ tag }) => pixelTags.has(tag));
  return { isLittle: order.isLittle, entries: kept, isTiled, strips };
}

/** Where pixels begin anywhere in the file, in order. */
function stripStarts(path: string, pagesMax: number): readonly number[] {
  const { pages } = readTiffPages(path, pagesMax);
  return withTiff(path, (window) => {
    const order = readHeader(window);
    if (order === null) return [];
    const starts = pages.flatMap(({ offset }) => {
      const entries = readEntries(window, order, offset) ?? [];
      return [stripOffsets, tileOffsets].flatMap((tag) => numbersOf(entries, tag, order.isLittle));
    });
    return [...new Set(starts)].sort((a, b) => a - b);
  });
}

function nextAfter(starts: readonly number[], start: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return starts[low] ?? Number.POSITIVE_INFINITY;
}

function numbersOf(entries: readonly TiffEntry[], tag: number, isLittle: boolean): readonly number[] {
  const entry = entries.find((one) => one.tag === tag);
  const size = entry === undefined ? 0 : (typeBytes[entry.type] ?? 0);
  if (entry === undefined || size === 0) return [];
  return Array.from({ length: entry.count }, (_, index) => uint(entry.bytes, index * size, size, isLittle));
}

/** Header, then page by page its strips, its longer values and its directory, each on an even place. */
function written(pages: readonly CopiedPage[]): Buffer {
  const isLittle = pages[0]?.isLittle ?? true;
  const chunks: Buffer[] = [];
  let length = 0;
  const append = (bytes: Buffer): number => {
    const at = length;
    const padded = bytes.length % 2 === 0 ? [bytes] : [bytes, Buffer.alloc(1)];
    chunks.push(...padded);
    length += bytes.length + (bytes.length % 2);
    return at;
  };
  const number = (value: number, size: 2 | 4): Buffer => {
    const bytes = Buffer.alloc(size);
    if (isLittle) bytes.writeUIntLE(value, 0, size);
    else bytes.writeUIntBE(value, 0, size);
    return bytes;
  };
  const longs = (tag: number, values: readonly number[]): TiffEntry => ({
    tag,
    type: long,
    count: values.length,
    bytes: Buffer.concat(values.map((value) => number(value, 4))),
  });

  append(Buffer.concat([Buffer.from(isLittle ? 'II' : 'MM', 'latin1'), number(42, 2), number(0, 4)]));
  let link: Buffer = chunks[0] ?? Buffer.alloc(8);
  let linkAt = 4;
  for (const { entries, isTiled, strips } of pages) {
    const places = strips.map(append);
    const all = [
      ...entries,
      longs(isTiled ? tileOffsets : stripOffsets, places),
      longs(
        isTiled ? tileLengths : stripLengths,
        strips.map((strip) => strip.length),
      ),
    ].sort((a, b) => a.tag - b.tag);
    const rows = all.map(({ tag, type, count, bytes }) => {
      const value =
        bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : number(append(bytes), 4);
      return Buffer.concat([number(tag, 2), number(type, 2), number(count, 4), value]);
    });
    const directory = Buffer.concat([number(rows.length, 2), ...rows, number(0, 4)]);
    number(append(directory), 4).copy(link, linkAt);
    link = directory;
    linkAt = directory.length - 4;
  }
  return Buffer.concat(chunks);
}
