import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { looksForeign } from './foreign.ts';
import { ownWords } from './own-words.ts';
import { looksEnglish, wordsOfText } from './words-of-text.ts';

describe('folding', () => {
  it.each([
    ['KÜNDIGUNG', 'kundigung'],
    ['Kuendigung', 'kundigung'],
    ['Straße', 'strasse'],
    ['Jérôme Yılmaz', 'jerome yılmaz'],
    ['neue Steuer, treue Quelle', 'neue steuer, treue quelle'],
  ])('%s is written as %s', (given, folded) => {
    expect(foldText(given)).toBe(folded);
  });
});

describe('own words', () => {
  const forwarded = 'Ich kündige meinen Vertrag zum Jahresende und bitte um Bestätigung.';

  it.each([
    [
      'a German mail program',
      `Das stimmt so leider gar nicht, bitte prüfen.\n\nVon: Service\nGesendet: Montag\nAn: mich\nBetreff: x\n\n${forwarded}`,
    ],
    [
      'an English mail program',
      `That is not correct, please check it again.\n\nOn Mon, 2 Nov 2026 at 10:01, Service wrote:\n${forwarded}`,
    ],
    [
      'a web mailer',
      `Das stimmt so leider gar nicht, bitte prüfen.\n\nAm 02.11.2026 um 10:01 schrieb Service:\n> ${forwarded}`,
    ],
    [
      'an old mail program',
      `Das stimmt so leider gar nicht, bitte prüfen.\n\n-----Ursprüngliche Nachricht-----\n${forwarded}`,
    ],
  ])('end where the history of %s begins', (_, text) => {
    const { own, quoted } = ownWords(text);
    expect(own).not.toContain('kündige');
    expect(quoted).toContain('kündige');
  });

  it('are what was forwarded when the sender adds next to nothing', () => {
    const { own, quoted } = ownWords(
      `Zur Info\nViele Grüße\n\n-----Original Message-----\nFrom: A\nSubject: B\n\n${forwarded}`,
    );
    expect(own).toContain('kündige');
    expect(own).not.toContain('Subject');
    expect(quoted).toBe('');
  });

  it('do not end at the head a mail prints above itself', () => {
    const { own } = ownWords(`Von: A <a@mail.example>\nAn: B\nDatum: heute\nBetreff: Kündigung\n\n${forwarded}`);
    expect(own).toContain('kündige');
  });

  it('do not end at a form field called Von', () => {
    expect(ownWords('Nachsendeauftrag\nVon: 1.12.2026\nBis: 31.12.2026\nBitte nachsenden').own).toContain(
      'Bitte nachsenden',
    );
  });

  it('leave out the register court and the notice of confidentiality, which are no court and no concern', () => {
    const { own } = ownWords(
      'Anbei die Rechnung.\n\nSitz der Gesellschaft: Aurich, Amtsgericht Aurich HRB 2001\nGeschäftsführer: J. Fokken\n\n' +
        'Diese E-Mail enthält vertrauliche Informationen.\nWenn Sie nicht der richtige Adressat sind, löschen Sie diese Mail.\n\nP. S. Danke',
    );
    expect(own).toContain('Anbei die Rechnung.');
    expect(own).toContain('P. S. Danke');
    expect(own).not.toMatch(/Amtsgericht|vertraulich|löschen/);
  });

  it('are joined where a line ends within a word', () => {
    expect(ownWords('Ich erkläre die Kündi-\ngung').own).toBe('Ich erkläre die Kündigung');
  });
});

describe('words', () => {
  const stems = (text: string, language: 'de' | 'en' = 'de') => wordsOfText(text, language).map(({ stem }) => stem);

  it('are stemmed in their language', () => {
    expect(stems('Rechnungen')).toEqual(stems('Rechnung'));
    expect(stems('cancellations', 'en')).toEqual(stems('cancellation', 'en'));
  });

  it('that are numbers become what kind of number they are, but law keeps its article', () => {
    expect(stems('am 12.04.2026 1.042,80 a@b.example Nr. 88213 Art. 15')).toEqual([
      'am',
      '#date',
      '#amount',
      '#email',
      'nr',
      '#number',
      'art',
      '15',
    ]);
  });

  it('keep how they were written, for people', () => {
    expect(wordsOfText('(Kündigung,', 'de').map(({ surface }) => surface)).toEqual(['Kündigung']);
  });

  it('tell German from English', () => {
    expect(looksEnglish('I would like to cancel my contract with you')).toBe(true);
    expect(looksEnglish('Ich möchte den Vertrag mit Ihnen nicht verlängern')).toBe(false);
  });
});

describe('a foreign language', () => {
  it.each([
    [
      'Turkish',
      'Elektrik sözleşmemi iptal etmek istiyorum, lütfen yazılı olarak onaylayın. Saygılarımla Ahmet Yılmaz',
      true,
    ],
    ['Polish', 'Szanowni Państwo, proszę o rozwiązanie mojej umowy z dniem 31 grudnia. Numer klienta 40112233.', true],
    ['French', 'Monsieur, je souhaite résilier mon contrat avec vous pour la fin du mois. Cordialement', true],
    ['Ukrainian', 'Шановні пані та панове, прошу розірвати мій договір на електроенергію з кінця року', true],
    [
      'German',
      'Hiermit kündige ich den Vertrag meines Onkels Recep Yılmaz, der für eine Reise nach Polen fährt.',
      false,
    ],
    ['English', 'Please cancel the contract of my late husband Jan Kowalski at the end of the month.', false],
    ['a form of names and numbers', 'Yılmaz Ahmet 40112233 Emden Gartenweg 4 DE02120300000000202051', false],
  ])('%s', (_, text, isForeign) => {
    expect(looksForeign(text)).toBe(isForeign);
  });
});
