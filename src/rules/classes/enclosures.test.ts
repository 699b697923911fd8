import { describe, expect, it } from 'vitest';
import { type Enclosed, missingEnclosure } from './enclosures.ts';

const letter = (text: string, more: Partial<Enclosed> = {}): Enclosed => ({
  text,
  language: 'de',
  furtherParts: 0,
  isLetter: true,
  ...more,
});
const cover = 'Guten Tag, anbei sende ich Ihnen den unterschriebenen Vertrag zurück.';

describe('a missing enclosure', () => {
  it.each([
    ['is said by the name that the class gives it', letter(cover), 'contract', null, 'kein Vertrag liegt bei'],
    [
      'is said in English of an English letter',
      letter('Please find my certificate attached.', { language: 'en' }),
      'certificate',
      null,
      'no certificate enclosed',
    ],
    [
      'is said of any class whose text names one',
      letter('Die Sterbeurkunde liegt in Kopie bei.'),
      'cancellation',
      null,
      'eine Anlage wird genannt, keine liegt bei',
    ],
    [
      'of the class that nearly won is a reason against it',
      letter('Bitte zum nächstmöglichen Termin abschalten.'),
      'cancellation',
      'contract',
      'kein Vertrag liegt bei',
    ],
    ['is not claimed where a page or an attachment is', letter(cover, { furtherParts: 1 }), 'contract', null, null],
    ['is not claimed of the paper itself', letter(cover, { isLetter: false }), 'contract', null, null],
    ['is not claimed where none is named', letter('Ich kündige.'), 'cancellation', 'withdrawal', null],
    [
      'is not claimed where the company is asked for one',
      letter('Bitte fügen Sie die Rechnung beigefügt an.'),
      'complaint',
      null,
      null,
    ],
    ['is not claimed of what nobody knows', letter(cover), null, 'contract', null],
  ] as const)('%s', (_, enclosed, first, runnerUp, said) => {
    expect(missingEnclosure(enclosed, first, runnerUp)?.text ?? null).toBe(said);
  });
});
