import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { MailroomError } from '../../domain/errors.ts';
import type { Reading } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
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
      baselines: z.array(z.number()).exactOptional(),
    }),
  ),
});

/** Four stages load the same reading within a second; 32 MiB hold some 600 mails or 100 letters. */
const recentBytesMax = 32 * 1024 * 1024;
/** A word as an object, with its text and box, takes about this much. */
const wordBytes = 200;

/**
 * Readings as gzip-compressed JSON. Equal readings give equal bytes: the keys are written in one order, and gzip
 * carries no time here. What is read back is bounded and checked, because an object may have come from elsewhere.
 */
export function createReadingStore(
  store: ObjectStore,
  { textBytesMax = defaultTextBytesMax }: { readonly textBytesMax?: number } = {},
): ReadingStore {
  // Named by their content, so what is remembered cannot be out of date.
  const recent = new LRUCache<Sha256, Reading>({
    maxSize: recentBytesMax,
    sizeCalculation: ({ pages }) => 1 + wordBytes * pages.reduce((words, page) => words + page.words.length, 0),
  });

  return {
    async save(reading) {
      const { sha256 } = await store.put(await compress(JSON.stringify(ordered(reading)), { level: 6 }));
      recent.set(sha256, reading);
      return sha256;
    },

    async load(sha256) {
      const known = recent.get(sha256);
      if (known) return known;
      const chunks: Uint8Array[] = [];
      let byteLength = 0;
      for await (const chunk of await store.open(sha256)) {
        byteLength += chunk.byteLength;
        if (byteLength > compressedBytesMax) throw corrupt();
        chunks.push(chunk);
      }
      try {
        const json = await decompress(Buffer.concat(chunks), { maxOutputLength: textBytesMax });
        const reading = readingShape.parse(JSON.parse(json.toString()));
        recent.set(sha256, reading);
        return reading;
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
    pages: reading.pages.map(({ number, words, baselines, confidence, source }) => ({
      number,
      words: words.map(({ text, box, confidence, line }) => ({ text, box, confidence, line })),
      ...(baselines === undefined ? {} : { baselines }),
      confidence,
      source,
    })),
  };
}
