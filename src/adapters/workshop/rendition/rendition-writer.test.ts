import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { collect } from '../../../../storage/bytes.ts';
import { openMemoryStore } from '../../../../storage/memory.ts';
import { defaultLimits } from '../../../domain/limits.ts';
import type { PageReading, PreparedPage } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import { silentLog } from '../../../ports/log.ts';
import type { RenditionRequest } from '../../../ports/rendition-writer.ts';
import { copyPdfText, type DrawnPage, drawPdfPage, drawTextPage } from '../../../testing/draw-text-page.ts';
import { studyPaper } from '../child/image/paper.ts';
import { makeReadingImage } from '../child/image/reading-image.ts';
import { createWorkshop } from '../workshop.ts';
import { layOutText } from './lay-out-text.ts';
import { createRenditionWriter } from './rendition-writer.ts';

const never = new AbortController().signal;
const letter = 'Sehr geehrte Damen und Herren,\n\nhiermit kündige ich den Vertrag VN123456789.\nViele Grüße';

describe('rendition writer', () => {
  const store = openMemoryStore();
  const workshop = createWorkshop({ store, limits: defaultLimits, processes: 1, log: silentLog });
  const writer = createRenditionWriter({ workshop, store });
  afterAll(() => workshop[Symbol.asyncDispose]());

  async function scan(drawn: DrawnPage, tint: string | null = null): Promise<PreparedPage> {
    const { data, info } = await sharp(drawn.image).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const grey = { bytes: data, widthPx: info.width, heightPx: info.height, channels: 1 as const };
    const reading = await store.put(makeReadingImage(grey, studyPaper(grey), 0, info.width / (drawn.widthMm / 25.4)));
    const stamp = { create: { width: 200, height: 120, channels: 3, background: tint ?? 'white' } } as const;
    const page = sharp(drawn.image).toColourspace('srgb');
    const people = tint === null ? page : page.composite([{ input: stamp, left: 900, top: 1800 }]);
    const image = await store.put(await people.webp({ quality: 50 }).toBuffer());
    const { widthMm, heightMm } = drawn;
    return {
      number: 1,
      widthMm,
      heightMm,
      image: image.sha256,
      readingImage: reading.sha256,
      rotation: 0,
      skewDegrees: 0,
      isBlank: false,
    };
  }

  async function write(pages: RenditionRequest['pages'], pdf: Sha256 | null = null): Promise<Buffer> {
    const createdAt = new Date('2026-11-20T08:15:00Z');
    const ref = await writer.write({ title: 'Kündigung', createdAt, language: 'de', pdf, pages }, never);
    return collect(await store.open(ref.sha256));
  }

  const ocr = ({ truth }: DrawnPage): PageReading => ({ ...truth, source: 'ocr' });

  it('shows the page as it was scanned, and its words can be copied in their order', async () => {
    const drawn = await drawTextPage(letter);
    const pdf = await write([{ page: await scan(drawn), reading: ocr(drawn) }]);
    const shown = await drawPdfPage(pdf, 0, 100);
    const original = await sharp(drawn.image)
      .resize(shown.widthPx, shown.heightPx, { fit: 'fill' })
      .extractChannel(0)
      .raw()
      .toBuffer();
    let difference = 0;
    for (const [at, level] of original.entries()) difference += Math.abs(level - (shown.pixels[at] ?? 0));
    expect(difference / original.length).toBeLessThan(4);
    expect((await copyPdfText(pdf, 0)).split(/\s+/)).toEqual(drawn.truth.words.map((word) => word.text));
  });

  it('keeps a black-and-white letter in black and white, below 150 KB', async () => {
    const drawn = await drawTextPage(`${letter}\n`.repeat(8), { dpi: 300 });
    const pdf = await write([{ page: await scan(drawn), reading: ocr(drawn) }]);
    expect(pdf.includes('/BitsPerComponent 1')).toBe(true);
    expect(pdf.byteLength).toBeLessThan(150_000);
  });

  it.each(['#c02020', '#9a9a9a'])('keeps the tones of a page with a stamp of colour %s', async (tint) => {
    const drawn = await drawTextPage(letter);
    const pdf = await write([{ page: await scan(drawn, tint), reading: ocr(drawn) }]);
    expect(pdf.toString('latin1')).toContain('/DCTDecode');
  });

  it('hands on a PDF that already holds all its text, without a new object', async () => {
    const laid = await layOutText({ title: 'Mail', headerLines: [], text: letter, createdAt: new Date(0) });
    const original = await store.put(laid.pdf);
    const before = (await store.list(null, 1000)).length;
    const page = {
      number: 1,
      widthMm: 210,
      heightMm: 297,
      image: null,
      readingImage: null,
      rotation: 0,
      skewDegrees: 0,
      isBlank: false,
    } as const;
    const [reading] = laid.reading.pages;
    if (reading === undefined) throw new Error('no page');
    const ref = await writer.write(
      { title: 'Mail', createdAt: new Date(0), language: 'de', pdf: original.sha256, pages: [{ page, reading }] },
      never,
    );
    expect(ref).toEqual(original);
    expect((await store.list(null, 1000)).length).toBe(before);
  });

  it('draws the born-digital pages of a PDF of which another page had to be read', async () => {
    const laid = await layOutText({
      title: 'Anlage',
      headerLines: [],
      text: 'Digital geboren',
      createdAt: new Date(0),
    });
    const { sha256 } = await store.put(laid.pdf);
    const drawn = await drawTextPage(letter);
    const born = {
      number: 1,
      widthMm: 210,
      heightMm: 297,
      image: null,
      readingImage: null,
      rotation: 0,
      skewDegrees: 0,
      isBlank: false,
    } as const;
    const scanned = { ...(await scan(drawn)), number: 2 };
    const [reading] = laid.reading.pages;
    if (reading === undefined) throw new Error('no page');
    const pdf = await write(
      [
        { page: born, reading },
        { page: scanned, reading: ocr(drawn) },
      ],
      sha256,
    );
    expect(await copyPdfText(pdf, 0)).toContain('Digital geboren');
    expect(await copyPdfText(pdf, 1)).toContain('VN123456789');
    const { pixels } = await drawPdfPage(pdf, 0, 50);
    expect(pixels.some((level) => level < 100)).toBe(true);
  });

  it('writes a page without words and words that no font knows', async () => {
    const drawn = await drawTextPage('Leer');
    const page = await scan(drawn);
    const empty: PageReading = { number: 1, words: [], confidence: 0, source: 'ocr' };
    const strange = { text: '日本 🎉 \ud800', box: [0.1, 0.1, 0.2, 0.02] as const, confidence: 0.5, line: 0 };
    const pdf = await write([
      { page, reading: empty },
      { page, reading: { ...empty, words: [strange] } },
    ]);
    expect((await copyPdfText(pdf, 0)).trim()).toBe('');
    expect(await copyPdfText(pdf, 1)).toContain('日本');
  });

  it('writes the same bytes for the same request', async () => {
    const drawn = await drawTextPage(letter);
    const page = await scan(drawn, '#c02020');
    const run = () => write([{ page, reading: ocr(drawn) }]);
    expect((await run()).equals(await run())).toBe(true);
  });
});
