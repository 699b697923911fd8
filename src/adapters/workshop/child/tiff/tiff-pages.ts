import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type ByteOrder, readDirectory, readHeader, type TiffDirectory, type Window } from './tiff-directory.ts';

export interface TiffPage extends TiffDirectory {
  /** The page number libtiff knows it by, from 0. */
  readonly index: number;
  /** Where its directory stands in the file. */
  readonly offset: number;
}

export interface TiffPages {
  readonly pages: readonly TiffPage[];
  /** The chain of directories leads outside the file or back to itself: pages may be missing. */
  readonly isBroken: boolean;
}

/** Thumbnails are directories too; this many more than pages are walked before the chain counts as endless. */
const directoriesPerPageMax = 2;

/**
 * Walks a TIFF's chain of directories without touching the pixels. libtiff and sharp tell only the horizontal
 * resolution and follow whatever a hostile chain says; a page costs two small reads here, and a loop ends the walk.
 */
export function readTiffPages(path: string, pagesMax: number): TiffPages {
  return withTiff(path, (window) => {
    const header = readHeader(window);
    return header === null ? { pages: [], isBroken: true } : walk(window, header, pagesMax);
  });
}

/** Lends a view of the file for as long as `use` runs. */
export function withTiff<Result>(path: string, use: (window: Window) => Result): Result {
  const descriptor = openSync(path, 'r');
  try {
    const byteLength = fstatSync(descriptor).size;
    const window: Window = {
      byteLength,
      read(offset, length) {
        if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > byteLength) return null;
        const bytes = Buffer.alloc(length);
        return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : null;
      },
    };
    return use(window);
  } finally {
    closeSync(descriptor);
  }
}

function walk(window: Window, header: ByteOrder & { readonly first: number }, pagesMax: number): TiffPages {
  const pages: TiffPage[] = [];
  const visited = new Set<number>();
  let offset = header.first;
  let index = 0;
  while (offset !== 0) {
    // One page more than allowed is enough to know that there are too many.
    if (visited.has(offset) || visited.size > directoriesPerPageMax * pagesMax || pages.length > pagesMax) break;
    visited.add(offset);
    const directory = readDirectory(window, header, offset);
    if (directory === null) return { pages, isBroken: true };
    if (!directory.isThumbnail) pages.push({ ...directory, index, offset });
    index += 1;
    offset = directory.next;
  }
  return { pages, isBroken: visited.has(offset) };
}
