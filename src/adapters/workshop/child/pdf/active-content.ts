import { closeSync, openSync, readSync } from 'node:fs';
import { constants, inflateSync } from 'node:zlib';

export interface ActiveContent {
  /** An action that starts a program or opens a file on the reader's machine. */
  readonly hasLaunch: boolean;
  readonly hasJavaScript: boolean;
}

const chunkBytes = 4 * 1024 * 1024;
/** Names and streams across the edge of two chunks are found in the overlap. */
const overlapBytes = 256 * 1024;
const objectStreamsMax = 5000;
const inflatedBytesMax = 4 * 1024 * 1024;
const inflatedTotalMax = 64 * 1024 * 1024;

/**
 * Looks for active content in the raw bytes and in compressed object streams, as no PDF library lists it all. Names may
 * be written with escapes (`/L#61unch`), so both spellings count. Nothing found is ever run.
 */
export function findActiveContent(path: string): ActiveContent {
  const descriptor = openSync(path, 'r');
  const budget = { streams: objectStreamsMax, bytes: inflatedTotalMax };
  const found = { hasLaunch: false, hasJavaScript: false };
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let position = 0; ; position += chunkBytes - overlapBytes) {
      const length = readSync(descriptor, chunk, 0, chunkBytes, position);
      const bytes = chunk.subarray(0, length);
      note(found, bytes);
      for (const inflated of objectStreams(bytes, budget)) note(found, inflated);
      if (length < chunkBytes || (found.hasLaunch && found.hasJavaScript)) return found;
    }
  } finally {
    closeSync(descriptor);
  }
}

function note(found: { hasLaunch: boolean; hasJavaScript: boolean }, bytes: Buffer): void {
  found.hasLaunch ||= hasAction(bytes, 'Launch');
  found.hasJavaScript ||= hasAction(bytes, 'JavaScript');
}

/** `/S /Launch` with any white space; compressed page content can hold such bytes by chance only without the `/S`. */
function hasAction(bytes: Buffer, name: string): boolean {
  for (const spelling of [`/${name}`, '#']) {
    for (let at = bytes.indexOf(spelling); at !== -1; at = bytes.indexOf(spelling, at + 1)) {
      const from = Math.max(0, at - 40);
      const around = bytes
        .toString('latin1', from, at + 60)
        .replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      if (new RegExp(`/S\\s*/${name}\\b`).test(around)) return true;
    }
  }
  return false;
}

function* objectStreams(bytes: Buffer, budget: { streams: number; bytes: number }): Generator<Buffer> {
  for (
    let at = bytes.indexOf('/ObjStm');
    at !== -1 && budget.streams > 0 && budget.bytes > 0;
    at = bytes.indexOf('/ObjStm', at + 7)
  ) {
    budget.streams -= 1;
    const start = bytes.indexOf('stream', at);
    if (start === -1 || start - at > 2000) continue;
    const first = start + 6 + (bytes[start + 6] === 0x0d ? 2 : 1);
    try {
      // The end is found by the compressed data itself; what follows it is ignored.
      const inflated = inflateSync(bytes.subarray(first), {
        maxOutputLength: inflatedBytesMax,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      budget.bytes -= inflated.length;
      yield inflated;
    } catch {
      // Encrypted, or compressed in another way: PDFium's own list of scripts is asked besides.
    }
  }
}
