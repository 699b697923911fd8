import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { MailroomError } from '../../domain/errors.ts';
import type { Reading } from '../../domain/page.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** 2,000 pages of 1,000 words take about 160 MB as JSON and 30 MB compressed. */
const defaultTextBytesMax = 256 * 1024 * 1024;
const compressedBytesMax = 64 * 1024 * 1024;

const share = z.number().min(0).max(1);
const readingShape = z.object({
  pages: z.array(
    z.object({
      number: z.number().int().positive(),
      confidence: share,
      source: z.enum(['text-layer', 'ocr', 'layout']),
      words: z.array(
        z.object({
          text: z.string(),
          box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
          confidence: share,
          line: z.number().int().nonnegative(),
        }),
      ),
    }),
  ),
});

/**
 * Readings as gzip-compressed JSON. Equal readings give equal bytes: the keys are written in one order, and gzip
 * carries no time here. What is read back is bounded and checked, because an object may have come from elsewhere.
 */
export function createReadingStore(
  store: ObjectStore,
  { textBytesMax = defaultTextBytesMax }: { readonly textBytesMax?: number } = {},
): ReadingStore {
  return {
    async save(reading) {
      const { sha256 } = await store.put(await compress(JSON.stringify(ordered(reading)), { level: 6 }));
      return sha256;
    },

    async load(sha256) {
      const chunks: Uint8Array[] = [];
      let byteLength = 0;
      for await (const chunk of await store.open(sha256)) {
        byteLength += chunk.byteLength;
        if (byteLength > compressedBytesMax) throw corrupt();
        chunks.push(chunk);
      }
      try {
        const json = await decompress(Buffer.concat(chunks), { maxOutputLength: textBytesMax });
        return readingShape.parse(JSON.parse(json.toString()));
      } catch {
        throw corrupt();
      }
    },
  };

  function corrupt(): MailroomError {
    return new MailroomError(
      'object.corrupt',
      'The stored text of a document cannot be read back. Let the document be read again.',
    );
  }
}

function ordered(reading: Reading): Reading {
  return {
    pages: reading.pages.map(({ number, words, confidence, source }) => ({
      number,
      words: words.map(({ text, box, confidence, line }) => ({ text, box, confidence, line })),
      confidence,
      source,
    })),
  };
}
