import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import type { PageReading, Word } from '../../domain/page.ts';
import { textOfPage } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { OcrEngine } from '../../ports/ocr-engine.ts';
import { type DrawnPage, drawTextPage } from '../../testing/draw-text-page.ts';

export interface EngineLimits {
  readonly store: ObjectStore;
  readonly poolSize: number;
  readonly pageSecondsMax: number;
}

const never = new AbortController().signal;
const german =
  'Sehr geehrte Damen und Herren,\n\nhiermit kündige ich den Vertrag VN123456789 zum Jahresende.\nViele Grüße\nJörg Weiß\n';
const english = 'Dear Sir or Madam,\n\nplease cancel my contract and confirm in writing.\n';

/** The guarantees of `ports/ocr-engine.ts`, run by every engine. */
export function describeOcrEngine(name: string, open: (limits: EngineLimits) => OcrEngine): void {
  describe(`OCR engine: ${name}`, () => {
    const store = openMemoryStore();
    let engine: OcrEngine;
    let letter: DrawnPage;
    let letterImage: Sha256;
    let reading: PageReading;

    beforeAll(async () => {
      engine = open({ store, poolSize: 1, pageSecondsMax: 60 });
      letter = await drawTextPage(german);
      letterImage = (await store.put(letter.image)).sha256;
      reading = await engine.read(letterImage, { number: 3, languages: ['de'] }, never);
    });
    afterAll(async () => {
      await engine[Symbol.asyncDispose]();
    });

    it('answers its probe when it can read', async () => {
      await expect(engine.probe()).resolves.toBeUndefined();
    });

    it('reads German words with umlauts and numbers, in the order of their lines', () => {
      expect(reading).toMatchObject({ number: 3, source: 'ocr' });
      const lines = textOfPage(reading).split('\n');
      expect(lines).toContain('hiermit kündige ich den Vertrag VN123456789 zum Jahresende.');
      expect(lines.at(-1)).toBe('Jörg Weiß');
    });

    it('gives each word its place on the page within 2 mm', () => {
      for (const text of ['kündige', 'VN123456789', 'Grüße']) {
        const [found, true_] = [middleOf(reading, text), middleOf(letter.truth, text)];
        expect(Math.abs(found[0] - true_[0]) * letter.widthMm).toBeLessThan(2);
        expect(Math.abs(found[1] - true_[1]) * letter.heightMm).toBeLessThan(2);
      }
    });

    it('is sure of clean print, word by word and for the page', () => {
      expect(reading.confidence).toBeGreaterThan(0.85);
      for (const word of reading.words) {
        expect(word.confidence).toBeGreaterThan(0);
        expect(word.confidence).toBeLessThanOrEqual(1);
      }
    });

    it('reads English when asked for English', async () => {
      const { image } = await drawTextPage(english);
      const { sha256 } = await store.put(image);
      const read = await engine.read(sha256, { number: 1, languages: ['en'] }, never);
      expect(textOfPage(read)).toContain('please cancel my contract and confirm in writing.');
    });

    it('reads the image for people another way when asked, and the next page in the usual way again', async () => {
      const webp = await store.put(await sharp(letter.image).webp({ quality: 50 }).toBuffer());
      const read = await engine.read(webp.sha256, { number: 1, languages: ['de'], way: 'other' }, never);
      expect(textOfPage(read)).toContain('kündige ich den Vertrag');
      expect(await engine.read(letterImage, { number: 3, languages: ['de'] }, never)).toEqual(reading);
    });

    it('answers a page without words with an empty reading', async () => {
      const white = { width: 827, height: 1169, channels: 3, background: 'white' } as const;
      const blank = await store.put(await sharp({ create: white }).png().toBuffer());
      const read = await engine.read(blank.sha256, { number: 1, languages: ['de'] }, never);
      expect(read).toEqual({ number: 1, words: [], baselines: [], confidence: 0, source: 'ocr' });
    });

    it('lets calls beyond its capacity wait their turn', async () => {
      const reads = [1, 2, 3].map((number) => engine.read(letterImage, { number, languages: ['de'] }, never));
      expect((await Promise.all(reads)).map((read) => read.number)).toEqual([1, 2, 3]);
    });

    it('ends an aborted page with document.too_slow and reads the next one', async () => {
      const giveUp = new AbortController();
      const aborted = engine.read(letterImage, { number: 1, languages: ['de'] }, giveUp.signal);
      const waiting = engine.read(letterImage, { number: 2, languages: ['de'] }, giveUp.signal);
      const next = engine.read(letterImage, { number: 3, languages: ['de'] }, never);
      giveUp.abort();
      for (const ended of await Promise.allSettled([aborted, waiting])) {
        expect(ended).toMatchObject({ status: 'rejected', reason: { code: 'document.too_slow' } });
      }
      expect((await next).words.length).toBe(reading.words.length);
    });

    it('ends a page beyond the time limit with document.too_slow and names the limit', async () => {
      await using hasty = open({ store, poolSize: 1, pageSecondsMax: 0.02 });
      await expect(hasty.read(letterImage, { number: 7, languages: ['de'] }, never)).rejects.toMatchObject({
        code: 'document.too_slow',
        params: { page: 7, secondsMax: 0.02 },
      });
    });

    it('ends only the page it fails on, with stage.failed', async () => {
      const { sha256 } = await store.put(Buffer.from('this is no image'));
      await expect(engine.read(sha256, { number: 1, languages: ['de'] }, never)).rejects.toMatchObject({
        code: 'stage.failed',
      });
      expect((await engine.read(letterImage, { number: 1, languages: ['de'] }, never)).words.length).toBeGreaterThan(5);
    });

    it('refuses to read once it is disposed, and what it was reading ends', async () => {
      const closing = open({ store, poolSize: 1, pageSecondsMax: 60 });
      const underWay = closing.read(letterImage, { number: 1, languages: ['de'] }, never);
      const ended = expect(underWay).rejects.toMatchObject({ code: 'stage.failed' });
      await closing[Symbol.asyncDispose]();
      await ended;
      await expect(closing.read(letterImage, { number: 1, languages: ['de'] }, never)).rejects.toMatchObject({
        code: 'stage.failed',
      });
    });
  });
}

function middleOf(page: PageReading, text: string): readonly [number, number] {
  const word = page.words.find((word: Word) => word.text.includes(text));
  if (word === undefined) throw new Error(`The page does not hold "${text}".`);
  const [left, top, width, height] = word.box;
  return [left + width / 2, top + height / 2];
}
