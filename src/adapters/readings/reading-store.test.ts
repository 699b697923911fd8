import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import type { Reading } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import { createReadingStore } from './reading-store.ts';

const reading: Reading = {
  pages: [
    {
      number: 1,
      words: [{ text: 'Kündigung €🎉', box: [0.1, 0.2, 0.3, 0.01], confidence: 0.97, line: 0 }],
      baselines: [0.21],
      confidence: 0.97,
      source: 'ocr',
    },
    { number: 2, words: [], confidence: 0, source: 'text-layer' },
  ],
};

describe('reading store', () => {
  const store = openMemoryStore();
  const readings = createReadingStore(store, { textBytesMax: 1024 * 1024 });

  it('gives back what was saved', async () => {
    expect(await readings.load(await readings.save(reading))).toEqual(reading);
  });

  it('saves equal readings under one name, whatever the order of their keys', async () => {
    const shuffled: Reading = {
      pages: reading.pages.map(({ source, confidence, words, number, ...rest }) => ({
        ...rest,
        source,
        confidence,
        words: words.map(({ line, confidence, box, text }) => ({ line, confidence, box, text })),
        number,
      })),
    };
    expect(await readings.save(shuffled)).toBe(await readings.save(reading));
  });

  it('refuses bytes that are no reading, and a compressed bomb, with object.corrupt', async () => {
    const bomb = gzipSync(Buffer.alloc(2 * 1024 * 1024));
    for (const bytes of [Buffer.from('x'), gzipSync('{"pages":[{}]}'), gzipSync('no json'), bomb]) {
      const { sha256 } = await store.put(bytes);
      await expect(readings.load(sha256)).rejects.toMatchObject({ code: 'object.corrupt' });
    }
  });

  it('says object.missing for a name nobody stored', async () => {
    await expect(readings.load('0'.repeat(64) as Sha256)).rejects.toMatchObject({ code: 'object.missing' });
  });
});
