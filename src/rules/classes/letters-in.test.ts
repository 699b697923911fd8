import { describe, expect, it } from 'vitest';
import { lettersIn } from './letters-in.ts';

const letter = (text: string) => `Sehr geehrte Damen und Herren,\n${text}\nMit freundlichen Grüßen\nA. Behrends`;

describe('letters in a scan', () => {
  it.each([
    ['one page', [letter('ich kündige.')], 1],
    ['no page', [], 1],
    [
      'a letter that goes on over the page',
      ['Guten Tag,\nich schreibe Ihnen,', 'weil ich umziehe.\nViele Grüße\nA. B.'],
      1,
    ],
    ['a letter with its enclosure', [letter('anbei der Nachweis.'), 'Bescheinigung\nHiermit wird bestätigt'], 1],
    [
      'a letter with a copy of what the company wrote',
      [letter('Ihre Ablehnung ist falsch.'), 'Sehr geehrte Frau Behrends,\nwir lehnen ab.\nMit freundlichen Grüßen'],
      1,
    ],
    ['two letters behind each other', [letter('ich kündige.'), letter('ich bin umgezogen.')], 2],
    [
      'two English ones',
      ['Dear Sirs,\nI move.\nKind regards', 'Dear Sir or Madam,\nplease cancel.\nYours faithfully'],
      2,
    ],
  ])('%s', (_, pages, count) => {
    expect(lettersIn(pages)).toBe(count);
  });
});
