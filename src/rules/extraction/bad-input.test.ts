import { describe, expect, test } from 'vitest';
import { company, sabine } from '../../testing/golden/golden-letter.ts';
import { readingFromText } from '../../testing/reading-from-text.ts';
import { extractionOf, understand } from '../../testing/understand.ts';
import { textLinesOf } from './text-lines.ts';

/** A page of small print: 45 lines of long sentences, with numbers, dates and accounts as such pages have them. */
const terms = (page: number) =>
  Array.from(
    { length: 45 },
    (_, line) =>
      `§ ${page}.${line} Die Allgemeinen Bedingungen gelten ab 01.01.2020 für alle Verträge ${100000 + page * 100 + line} gemäß Nr. 4 Abs. 2`,
  ).join('\n');

describe('bad input', () => {
  test('an empty page: no field, no customer, a question', async () => {
    for (const text of ['', '\n\n\n', ' \f ']) {
      const { fields, match, question } = await understand(text);
      expect(fields).toEqual([]);
      expect(match).toEqual({ decision: 'review', candidates: [] });
      expect(question?.code).toBe('customer.unknown');
    }
  });

  test('80 pages of terms and conditions around one sentence: the sentence’s fields are found, and no more', async () => {
    const letter = `${sabine}\n\n\n${company}\n\nHannover, 12.11.2026\n\nKündigung\n\nSehr geehrte Damen und Herren,\nhiermit kündige ich den Vertrag VN783771620 zum 31.12.2026.`;
    const pages = Array.from({ length: 80 }, (_, page) => terms(page + 1));
    const { fields, match } = await understand([letter, ...pages].join('\f'), { source: 'ocr' });
    expect(fields).toContainEqual(expect.objectContaining({ name: 'contractNumber', value: 'VN783771620', page: 1 }));
    expect(fields).toContainEqual(expect.objectContaining({ name: 'effectiveDate', value: '2026-12-31' }));
    expect(match.decision).toBe('auto');
    expect(fields.length).toBeLessThan(40);
  });

  test('one sentence in the middle of 80 pages is found as well', async () => {
    const pages = Array.from({ length: 80 }, (_, page) => terms(page + 1));
    pages[40] = 'Kundennummer: 40123456\nIch kündige. Sabine Müller';
    const { fields } = await understand(pages.join('\f'), { source: 'ocr' });
    expect(fields).toContainEqual(expect.objectContaining({ name: 'customerNumber', value: '40123456', page: 41 }));
  });

  test('time grows with the text and no faster, and a page that is nothing but numbers has a limit', () => {
    const wall = (pages: number) =>
      readingFromText(Array.from({ length: pages }, () => '40123456 '.repeat(60).concat('\n').repeat(60)).join('\f'));
    const milliseconds = (pages: number) => {
      const reading = wall(pages);
      // Processor time, because others may be at work on this machine.
      const times = Array.from({ length: 2 }, () => {
        const before = process.cpuUsage();
        const { identifiers, fields } = extractionOf(reading, { source: 'ocr' });
        expect(identifiers.length).toBeLessThanOrEqual(150);
        expect(fields.length).toBeLessThan(200);
        return process.cpuUsage(before).user / 1000;
      });
      return Math.min(...times);
    };
    milliseconds(2);
    // Ten times the pages; a rule that looks at every pair of lines would take a hundred times as long.
    expect(milliseconds(80)).toBeLessThan(40 * Math.max(milliseconds(8), 2));
  });

  test('a page of more words than anybody prints is read up to a limit', () => {
    const reading = readingFromText('Wort '.repeat(20_000), { source: 'ocr' });
    const words = textLinesOf(reading).reduce((sum, line) => sum + line.words.length, 0);
    expect(words).toBe(8_000);
  });

  test('two letters in one scan: the numbers of both are found and nobody is assigned', async () => {
    const second = `Erika Schulz\nGroße Straße 8\n49074 Osnabrück\n\n\n${company}\n\nKundennummer 40400001\n\nBitte um Rückruf.\n\nMit freundlichen Grüßen\nErika Schulz`;
    const { match, fields, question } = await understand(
      `${sabine}\n\n\n${company}\n\nKundennummer 40123456\n\nIch kündige.\n\nMit freundlichen Grüßen\nSabine Müller\f${second}`,
      { source: 'ocr' },
    );
    expect(match.decision).toBe('review');
    expect(question?.code).toBe('customer.contradictory');
    const numbers = fields.filter(({ name }) => name === 'customerNumber').map(({ value }) => value);
    expect(numbers).toEqual(expect.arrayContaining(['40123456', '40400001']));
  });

  test.each([
    [
      'Turkish',
      `${sabine}\n\n\n${company}\n\nSayın yetkili,\nsözleşmemi feshetmek istiyorum. Müşteri no 40123456.\nTelefon: +90 212 555 12 34\n\nSaygılarımla\nSabine Müller`,
      ['+902125551234'],
    ],
    [
      'Polish',
      `${sabine}\n\n\n${company}\n\nSzanowni Państwo,\nwypowiadam umowę VN783771620. Proszę dzwonić: +48 22 555 12 34.\n\nZ poważaniem\nSabine Müller`,
      ['+48225551234'],
    ],
  ])('a letter in %s: numbers, phone and sender are found all the same', async (_, text, values) => {
    const { fields, match } = await understand(text);
    expect(fields.map(({ value }) => value)).toEqual(expect.arrayContaining([...values, 'Sabine Müller']));
    expect(match.candidates[0]?.customerNumber).toBe('40123456');
  });

  test('an e-mail that quotes an older mail with another customer’s number: the quote gives no field', async () => {
    const text = `Hallo,\n\nich bleibe dabei.\n\nLG Sabine Müller\n\nAm 12.11.2026 um 10:00 schrieb Nordlicht Service <service@nordlicht.example>:\n> Kundennummer 40400001, IBAN DE02 1203 0000 0000 2020 51\n> Betrag 99,00 EUR bis 01.12.2026, Tel. 0441 123456`;
    const { fields, match } = await understand(text, {
      source: 'layout',
      header: { from: 'sabine.mueller@example.org', fromName: 'Sabine Müller' },
    });
    expect(fields.filter(({ source }) => source !== 'header').map(({ name }) => name)).toEqual([]);
    expect(match.candidates[0]?.customerNumber).toBe('40123456');
  });
});
