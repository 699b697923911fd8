import { describe, expect, it } from 'vitest';
import { textOfPage, textOfReading } from '../../../domain/page.ts';
import { copyPdfText, drawPdfPage } from '../../../testing/draw-text-page.ts';
import { layOutText } from './lay-out-text.ts';

const createdAt = new Date('2026-11-20T08:15:00Z');
const mail = {
  title: 'Kündigung & Rückfrage <dringend>',
  headerLines: [
    ['Von', 'Jörg Weiß <joerg@beispiel.example>'],
    ['An', 'service@nordlicht.example'],
  ] as const,
  text: 'Guten Tag,\r\n\r\nhiermit kündige ich für 12,50 € – „sofort“.\r\n\r\n\tViele Grüße\r\nJörg',
  createdAt,
};
const lay = (text: string, pagesMax = 100) => layOutText({ ...mail, headerLines: [], text, pagesMax });

describe('layOutText', () => {
  it('lays a mail out on one A4 page: title, header lines and text, line by line', async () => {
    const { reading, pages, charactersLeftOut } = await layOutText(mail);
    expect(pages).toEqual([{ widthMm: 210, heightMm: 297 }]);
    expect(charactersLeftOut).toBe(0);
    expect(reading.pages[0]).toMatchObject({ number: 1, confidence: 1, source: 'layout' });
    expect(textOfReading(reading).split('\n')).toEqual([
      'Kündigung & Rückfrage <dringend>',
      'Von Jörg Weiß <joerg@beispiel.example>',
      'An service@nordlicht.example',
      'Guten Tag,',
      'hiermit kündige ich für 12,50 € – „sofort“.',
      'Viele Grüße',
      'Jörg',
    ]);
  });

  it('says the same in the PDF as in the reading, in Latin, Greek and Cyrillic', async () => {
    const { pdf, reading } = await lay('Größe ẞ Żółć · Ελληνικά · Кириллица · ✓ →');
    const copied = (await copyPdfText(pdf, 0)).split(/\s+/).filter((word) => word !== '');
    expect(copied).toEqual(reading.pages[0]?.words.map((word) => word.text));
  });

  it('puts the ink of a word where the reading says the word is', async () => {
    const { pdf, reading } = await lay('Der Zähler 4711 steht hier');
    const { pixels, widthPx, heightPx } = await drawPdfPage(pdf, 0, 100);
    for (const { text, box } of reading.pages[0]?.words ?? []) {
      const [left, top, width, height] = box.map((share, side) => share * (side % 2 === 0 ? widthPx : heightPx)) as [
        number,
        number,
        number,
        number,
      ];
      let ink = 0;
      for (let y = Math.floor(top); y < top + height; y += 1) {
        for (let x = Math.floor(left); x < left + width; x += 1) if ((pixels[y * widthPx + x] ?? 255) < 128) ink += 1;
      }
      expect(ink, text).toBeGreaterThan((width * height) / 20);
    }
  });

  it('wraps long lines between words and long words between letters, within the margins', async () => {
    const { reading } = await lay(`${'Wort '.repeat(60)}\n${'x'.repeat(300)}`);
    const [page] = reading.pages;
    expect(textOfPage(page ?? { words: [] }).replace(/\s/g, '')).toContain(`${'Wort'.repeat(60)}${'x'.repeat(300)}`);
    for (const { box } of page?.words ?? []) expect(box[0] + box[2]).toBeLessThanOrEqual(1 - 50 / 595.28);
  });

  it('shows a square for what the font does not have, and keeps the text', async () => {
    const { pdf, reading } = await lay('日本語 und 🎉 dazu');
    expect(textOfReading(reading)).toContain('日本語 und 🎉 dazu');
    expect((await copyPdfText(pdf, 0)).replace(/\s+/g, ' ')).toContain('日本語 und');
  });

  it('survives control characters, bidi marks, lone surrogates and right-to-left text', async () => {
    const { reading } = await lay('A\u0000\u0007B\u202e\u200bC \ud800 שלום \u{e0041}\ufeffEnde');
    expect(textOfReading(reading).split('\n')[1]).toBe('ABC \ufffd שלום Ende');
  });

  it('cuts a text of 5 MB at the page limit, and the last page says how much is missing', async () => {
    const text = 'Lorem ipsum dolor sit amet. '.repeat(190_000);
    const { reading, pages, charactersLeftOut } = await lay(text, 3);
    expect(pages).toHaveLength(3);
    const shown = reading.pages.flatMap((page) => page.words.filter((word) => word.text === 'Lorem')).length;
    expect(Math.abs(shown * 28 + charactersLeftOut - text.length)).toBeLessThan(100);
    const note = textOfPage(reading.pages[2] ?? { words: [] }).replace(/\n/g, ' ');
    expect(note).toContain(`Hier gekürzt: ${charactersLeftOut.toLocaleString('de-DE')} von`);
  });

  it.each([
    ['one endless word', 'x'.repeat(2_000_000)],
    ['only line breaks', '\n'.repeat(2_000_000)],
    ['only blanks', ' '.repeat(2_000_000)],
    ['only invisible characters', '\u200b'.repeat(500_000)],
    ['a header of megabytes', ''],
  ])('is done in time with %s', async (name, text) => {
    const value = name.startsWith('a header') ? 'x '.repeat(1_000_000) : '';
    const headerLines = Array.from({ length: 200 }, (_, index) => [`Zeile ${index}`, value] as const);
    const { pages } = await layOutText({ ...mail, title: value, headerLines, text, pagesMax: 5 });
    expect(pages.length).toBeLessThanOrEqual(5);
  });

  it('needs 20 to 60 KB for a page, and writes equal bytes for equal input', async () => {
    const { pdf } = await layOutText(mail);
    expect(pdf.byteLength).toBeGreaterThan(15_000);
    expect(pdf.byteLength).toBeLessThan(60_000);
    expect(Buffer.from((await layOutText(mail)).pdf).equals(pdf)).toBe(true);
  });
});
