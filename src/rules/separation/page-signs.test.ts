import { describe, expect, it } from 'vitest';
import type { Word } from '../../domain/page.ts';
import { beginsByContent, readSigns } from './page-signs.ts';

/** A page of lines, evenly from top to bottom. */
const pageOf = (...lines: readonly string[]) => ({
  words: lines.flatMap((text, line): Word[] =>
    text.split(' ').map((word) => ({
      text: word,
      box: [0.1, 0.05 + (0.9 * line) / Math.max(1, lines.length - 1), 0.1, 0.01],
      confidence: 0.9,
      line,
    })),
  ),
});
const filler = Array.from({ length: 12 }, () => 'der Vertrag wurde am angegebenen Tag geschlossen');
const letter = (...more: readonly string[]) =>
  readSigns(
    pageOf(
      'Sabine Müller',
      'Bergstr. 74',
      '30159 Hannover',
      '12.10.2026',
      'Sehr geehrte Damen und Herren,',
      ...filler,
      ...more,
    ),
  );
const end = readSigns(pageOf(...filler, 'Mit freundlichen Grüßen', 'Sabine Müller'));
const middle = readSigns(pageOf(...filler));

describe('signs of a page', () => {
  it.each([
    ['Seite 1 von 3', { number: 1, of: 3 }],
    ['Page 2 of 3', { number: 2, of: 3 }],
    ['Blatt 2/4', { number: 2, of: 4 }],
    ['- Seite 2 -', { number: 2, of: null }],
    ['Seite 5 von 3', null],
    ['siehe Anlage 3 von 4', null],
  ])('%s at the foot of a page is read for what it says', (text, pageNumber) => {
    expect(readSigns(pageOf(...filler, text)).pageNumber).toEqual(pageNumber);
  });

  it('a page number within the text is no page number of the page', () => {
    expect(readSigns(pageOf(...filler, 'Seite 2', ...filler)).pageNumber).toBeNull();
  });

  it('address and date are a letterhead only in the upper part', () => {
    expect(letter()).toMatchObject({ hasLetterhead: true, hasSalutation: true });
    expect(readSigns(pageOf(...filler, '30159 Hannover', '12.10.2026')).hasLetterhead).toBe(false);
  });

  it('a closing formula is known on a poor scan too', () => {
    expect(readSigns(pageOf('Mit freundlichen GriiBen')).hasClosing).toBe(true);
  });
});

describe('where a letter seems to begin', () => {
  it('a first page begins one and a second page never does', () => {
    expect(beginsByContent(letter('Seite 1 von 2'), middle)).toBe(true);
    expect(beginsByContent(letter('Seite 2 von 2'), end)).toBe(false);
  });

  it('a head with a salutation begins one, and after an ended letter one of them is enough', () => {
    expect(beginsByContent(letter(), middle)).toBe(true);
    const greeting = readSigns(pageOf('Guten Tag,', ...filler));
    expect(beginsByContent(greeting, end)).toBe(true);
    expect(beginsByContent(greeting, middle)).toBe(false);
  });

  it('after a page of a numbered letter that is not its last, less than head and salutation begins nothing', () => {
    const first = readSigns(pageOf(...filler, 'Mit freundlichen Grüßen', 'Seite 1 von 3'));
    expect(beginsByContent(readSigns(pageOf('Guten Tag,', ...filler)), first)).toBe(false);
    expect(beginsByContent(letter(), first)).toBe(true);
    const last = readSigns(pageOf(...filler, 'Seite 3 von 3'));
    expect(beginsByContent(readSigns(pageOf('Guten Tag,', ...filler)), last)).toBe(true);
  });

  it('pages of a report and pages without words begin nothing', () => {
    expect(beginsByContent(middle, middle)).toBe(false);
    expect(beginsByContent(readSigns({ words: [] }), end)).toBe(false);
  });
});
