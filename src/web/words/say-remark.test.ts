import { expect, it } from 'vitest';
import { sayRemark } from './say-remark.ts';

it.each([
  [
    'Page 1 is torn: its lower part is missing. Scan it again if it matters.',
    'Seite 1 ist abgerissen: Der untere Teil fehlt. Bitte neu scannen, wenn es darauf ankommt.',
  ],
  [
    'Pages 2, 4 and 6 could not be read and were left out. Scan them again.',
    'Seiten 2, 4 und 6 ließen sich nicht lesen und fehlen. Bitte neu scannen.',
  ],
  [
    'Page 2 has 60,000 × 60,000 pixels, more than are opened (150,000,000), and was left out. Scan it again.',
    'Seite 2 hat 60.000 × 60.000 Bildpunkte, mehr als geöffnet werden (150.000.000), und fehlt. Bitte neu scannen.',
  ],
  [
    'The file breaks off; pages after the last one shown may be missing.',
    'Die Datei bricht ab; nach der letzten gezeigten Seite können Seiten fehlen.',
  ],
  [
    'Only the first 300 pages were searched for beginnings of letters. Cut the others by hand.',
    'Nur die ersten 300 Seiten wurden nach Briefanfängen durchsucht. Die anderen bitte von Hand schneiden.',
  ],
])('%s', (remark, german) => {
  expect(sayRemark(remark, 'de')).toBe(german);
  expect(sayRemark(remark, 'en')).toBe(remark);
});

it('a remark that nobody knows stays as it was written', () => {
  expect(sayRemark('The moon is full.', 'de')).toBe('The moon is full.');
});
