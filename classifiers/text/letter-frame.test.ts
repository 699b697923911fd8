import { describe, expect, it } from 'vitest';
import { withoutFrame } from './letter-frame.ts';

const recipient = 'Nordlicht Versorgung und Service GmbH\nHafenstraße 12\n26721 Emden';
const concern = 'wir wohnen ab dem 1. Dezember in der Gartenstraße 4, 26506 Norden. Bitte ändern Sie das.';

describe('the frame of a letter', () => {
  it.each([
    ['a private letter', `Dr. Sabine Becker\nSegelkamp 23\n24118 Kiel\nTel. 0431 4042\n${recipient}\n16.11.2026`],
    ['a sender in one line', `Hans Hofmann, Schmiedestraße 16a, 39104 Magdeburg\n${recipient}\nNorden, den 16.11.2026`],
    ['a fax', `16.11.2026 17:44 0541/702778 FABIAN HOLTHOFF S. 01/01\nFabian Holthoff\n. +49 4931 96175\n${recipient}`],
    ['a letter with a customer number', `Jan Peters\nLindenweg 3\n26506 Norden\n${recipient}\nKundennummer: 40112233`],
    ['a date and a page number', `${recipient}\nDatum: 3. März 2026\nSeite 1 von 2`],
  ])('above the text is taken away: %s', (_, head) => {
    expect(withoutFrame(`${head}\nUmzug nach Norden\nGuten Tag,\n${concern}`)).toEqual({
      heading: 'Umzug nach Norden',
      body: `Guten Tag,\n${concern}`,
    });
  });

  it.each([
    ['name and telephone number', 'Mit freundlichen Grüßen\nSabine Becker\nTel. 0431 4042'],
    [
      'the three columns of a firm',
      'Viele Grüße\nMüller GmbH Tel. 0491 123456 Bankverbindung\nIBAN DE02 1203 0000 0000 2020 51',
    ],
    ['what a telephone adds', 'Von meinem Smartphone gesendet'],
    ['what a signature is read as', 'AN.N'],
  ])('below the text is taken away: %s', (_, foot) => {
    expect(withoutFrame(`Guten Tag,\n${concern}\n${foot}`).body).toBe(`Guten Tag,\n${concern}`);
  });

  it('the head that a laid-out mail begins with is taken away', () => {
    const head =
      'Umzug\nVon Eilers, Emma <emma@mail.example>\nAn service@nordlicht.example\nDatum 16. November 2026 um 15:19';
    expect(withoutFrame(`${head}\n${concern}`)).toEqual({ heading: '', body: concern });
  });

  it.each([
    [
      'a new address and a new account within the text',
      `Guten Tag,\nmeine neue Anschrift:\nDeichweg 7\n26725 Emden\nIBAN DE02 1203 0000 0000 2020 51\nBitte ändern Sie das in Ihren Unterlagen.`,
    ],
    ['all of a short message', 'Deichweg 7, 26725 Emden'],
    ['a court and a lawyer', `Amtsgericht Aurich\nSchloßplatz 2\n26603 Aurich\n${concern}`, 'Amtsgericht Aurich'],
    [
      'what is new beside what was',
      `${recipient}\nAnschrift neu: Am Handelshafen 20, 26725 Emden\n${concern}`,
      'Anschrift neu: Am Handelshafen 20, 26725 Emden',
    ],
    [
      'a postscript',
      `Guten Tag,\n${concern}\nViele Grüße\nE. Eilers\nP.S. Der Zähler steht auf 4711.`,
      'P.S. Der Zähler steht auf 4711.',
    ],
  ])('kept: %s', (_, text, line = text) => {
    const { heading, body } = withoutFrame(text);
    expect(`${heading}\n${body}`).toContain(line);
  });

  it('of a page that is all frame nothing is left to judge', () => {
    expect(withoutFrame(`Jan Peters\nLindenweg 3\n26506 Norden\n${recipient}`)).toEqual({ heading: '', body: '' });
  });

  it('a megabyte of anything is looked at in no time', () => {
    const started = performance.now();
    for (const piece of ['1:00 ', '12345 A', ' ', '.', '+49 ', 'a@b ', 'IBAN 1234 ', '\n1:00'])
      withoutFrame(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
