import { describe, expect, it } from 'vitest';
import { wordsOfText } from '../text/words-of-text.ts';
import { phraseFinder } from './find-phrases.ts';
import { phrasesOf } from './phrase.ts';
import { scorePhrases } from './score-phrases.ts';
import { senderHints } from './sender-hints.ts';

const find = (phrase: string, text: string): number =>
  phraseFinder(phrasesOf('x', { 1: [phrase] }))(wordsOfText(text, 'de')).length;

describe('a phrase', () => {
  it.each([
    ['kündige … vertrag*', 'ich kündige hiermit meinen alten Vertragstarif', 1],
    ['kündige … vertrag*', 'KUENDIGE den Vertrag!', 1],
    ['kündige … vertrag*', 'kündige eins zwei drei vier fünf sechs sieben Vertrag', 0],
    ['kündige vertrag', 'kündige den Vertrag', 0],
    ['mandat|ermächtigung', 'die Ermächtigung', 1],
    ['mahn*', 'Mahnung', 1],
    ['mahn', 'Mahnung', 0],
    ['kündigung', 'dies ist keine Kündigung', 0],
    ['kündigung', 'nicht als Kündigung gemeint', 0],
    ['nicht auf einmal', 'kann nicht auf einmal zahlen', 1],
  ])('%s in "%s" is found %i times', (phrase, text, count) => {
    expect(find(phrase, text)).toBe(count);
  });

  it('counts once however often it is written', () => {
    const once = scorePhrases(wordsOfText('Mahnung', 'de')).byClass.get('dunning');
    expect(scorePhrases(wordsOfText('Mahnung Mahnung Mahnung', 'de')).byClass.get('dunning')).toBe(once);
  });

  it('can speak against a class: a mandate revoked is no withdrawal', () => {
    const { byClass } = scorePhrases(
      wordsOfText('Hiermit widerrufe ich das SEPA-Lastschriftmandat. Widerruf der Einzugsermächtigung.', 'de'),
    );
    expect(byClass.get('bank_details_change')).toBeGreaterThan(byClass.get('withdrawal') ?? 0);
  });
});

describe('a sender', () => {
  it('hints at a class by parts of the address', () => {
    expect(senderHints('MAILER-DAEMON@mx.example')).toMatchObject([{ key: 'returned_mail' }]);
    expect(senderHints('jan@mail.example')).toEqual([]);
    expect(senderHints(null)).toEqual([]);
  });
});
