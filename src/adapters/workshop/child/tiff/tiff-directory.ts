/** A bounded view of a file: null for what lies outside. */
export interface Window {
  readonly byteLength: number;
  read(offset: number, length: number): Buffer | null;
}

export interface ByteOrder {
  readonly isLittle: boolean;
  /** BigTIFF: counts and offsets of eight bytes. */
  readonly isBig: boolean;
}

export interface TiffDirectory {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isBilevel: boolean;
  readonly samples: number;
  readonly isPalette: boolean;
  /** Pixels per inch, or null when the file does not say. */
  readonly dpiX: number | null;
  readonly dpiY: number | null;
  /** EXIF numbering, 1 to 8. */
  readonly orientation: number;
  readonly isThumbnail: boolean;
  /** Some of the page's pixels lie beyond the end of the file. */
  readonly isTorn: boolean;
  readonly next: number;
}

const entriesMax = 512;
/** Strips of one page; a strip is usually the whole page or some rows of it. */
const stripsMax = 100_000;
export const typeBytes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

export function readHeader(window: Window): (ByteOrder & { readonly first: number }) | null {
  const head = window.read(0, 8);
  if (head === null) return null;
  const isLittle = head.toString('latin1', 0, 2) === 'II';
  const order = { isLittle, isBig: uint(head, 2, 2, isLittle) === 43 };
  if (!order.isBig) return { ...order, first: uint(head, 4, 4, isLittle) };
  const long = window.read(8, 8);
  return long === null ? null : { ...order, first: uint(long, 0, 8, isLittle) };
}

/** One directory, or null when it lies outside the file or makes no sense. */
export function readDirectory(window: Window, order: ByteOrder, offset: number): TiffDirectory | null {
  const { isLittle, isBig } = order;
  const countBytes = isBig ? 8 : 2;
  const entryBytes = isBig ? 20 : 12;
  const nextBytes = isBig ? 8 : 4;
  const head = window.read(offset, countBytes);
  if (head === null) return null;
  const count = uint(head, 0, countBytes, isLittle);
  if (count === 0 || count > entriesMax) return null;
  const body =
    window.read(offset + countBytes, count * entryBytes + nextBytes) ??
    window.read(offset + countBytes, count * entryBytes);
  if (body === null) return null;

  const values = (tag: number, most: number): number[] | null => {
    for (let entry = 0; entry < count; entry += 1) {
      const at = entry * entryBytes;
      if (uint(body, at, 2, isLittle) === tag)
        return entryValues(window, order, body.subarray(at, at + entryBytes), most);
    }
    return null;
  };
  const value = (tag: number, otherwise: number): number => values(tag, 1)?.[0] ?? otherwise;

  const widthPx = value(256, 0);
  const heightPx = value(257, 0);
  if (widthPx <= 0 || heightPx <= 0) return null;
  const perUnit = value(296, 2) === 3 ? 2.54 : value(296, 2) === 2 ? 1 : 0;
  const starts = values(273, stripsMax) ?? values(324, stripsMax) ?? [];
  const lengths = values(279, stripsMax) ?? values(325, stripsMax) ?? [];
  const orientation = value(274, 1);
  return {
    widthPx,
    heightPx,
    isBilevel: value(258, 1) === 1 && value(277, 1) === 1,
    samples: value(277, 1),
    isPalette: value(262, 0) === 3,
    dpiX: resolution(value(282, 0) * perUnit),
    dpiY: resolution(value(283, 0) * perUnit),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    isThumbnail: (value(254, 0) & 1) === 1,
    isTorn: starts.length === 0 || starts.some((start, index) => start + (lengths[index] ?? 1) > window.byteLength),
    next: body.length === count * entryBytes + nextBytes ? uint(body, count * entryBytes, nextBytes, isLittle) : 0,
  };
}

export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** The values as stored, in the file's byte order. */
  readonly bytes: Buffer;
}

/** An ICC profile or JPEG tables have kilobytes, the offsets of the strips of a page at most this. */
const entryBytesMax = 8 * stripsMax;

/** Everything a directory holds, unjudged; null when a part of it lies outside the file. */
export function readEntries(window: Window, { isLittle, isBig }: ByteOrder, offset: number): TiffEntry[] | null {
  const [countBytes, entryBytes, inlineBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const head = window.read(offset, countBytes);
  const count = head === null ? 0 : uint(head, 0, countBytes, isLittle);
  const body = count > 0 && count <= entriesMax ? window.read(offset + countBytes, count * entryBytes) : null;
  if (body === null) return null;
  const entries: TiffEntry[] = [];
  for (let at = 0; at < body.length; at += entryBytes) {
    const type = uint(body, at + 2, 2, isLittle);
    const values = uint(body, at + 4, isBig ? 8 : 4, isLittle);
    const byteLength = values * (typeBytes[type] ?? 0);
    if (byteLength === 0 || byteLength > entryBytesMax) continue;
    const place = at + entryBytes - inlineBytes;
    const bytes =
      byteLength <= inlineBytes
        ? body.subarray(place, place + byteLength)
        : window.read(uint(body, place, inlineBytes, isLittle), byteLength);
    if (bytes === null) return null;
    entries.push({ tag: uint(body, at, 2, isLittle), type, count: values, bytes });
  }
  return entries;
}

function entryValues(window: Window, { isLittle, isBig }: ByteOrder, entry: Buffer, most: number): number[] | null {
  const type = uint(entry, 2, 2, isLittle);
  const size = typeBytes[type] ?? 0;
  const count = Math.min(uint(entry, 4, isBig ? 8 : 4, isLittle), most);
  if (size === 0 || count === 0) return null;
  const inlineAt = isBig ? 12 : 8;
  const inlineBytes = isBig ? 8 : 4;
  const declared = uint(entry, 4, isBig ? 8 : 4, isLittle) * size;
  const source =
    declared <= inlineBytes
      ? entry.subarray(inlineAt)
      : window.read(uint(entry, inlineAt, inlineBytes, isLittle), count * size);
  if (source === null) return null;
  return Array.from({ length: count }, (_, index) => {
    const at = index * size;
    if (type !== 5 && type !== 10) return uint(source, at, size, isLittle);
    const divisor = uint(source, at + 4, 4, isLittle);
    return divisor === 0 ? 0 : uint(source, at, 4, isLittle) / divisor;
  });
}

function resolution(dpi: number): number | null {
  return dpi >= 20 && dpi <= 10_000 ? dpi : null;
}

export function uint(bytes: Buffer, at: number, length: number, isLittle: boolean): number {
  if (length === 8) {
    const value = isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }
  return isLittle ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
}
