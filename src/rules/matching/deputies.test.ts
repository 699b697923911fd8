import { describe, expect, test } from 'vitest';
import { company, sabine } from '../../testing/golden/golden-letter.ts';
import { extractionOf, understand } from '../../testing/understand.ts';

const decisionOf = async (text: string) => {
  const { match, question } = await understand(text);
  return { decision: match.decision, best: match.candidates[0]?.customerNumber, question: question?.code };
};

describe('whoever writes for somebody else is not taken for the customer', () => {
  test('a landlord who is a customer himself and writes about a tenant', async () => {
    const letter = `${sabine}\n\n\n${company}\n\nunsere Mieterin Nadine Weiß, Königsberger Straße 5, 26122 Oldenburg, ist ausgezogen.\n\nMit freundlichen Grüßen\nSabine Müller`;
    const { parties } = extractionOf(letter);
    expect(parties.filter(({ role }) => role === 'sender').map(({ capacity }) => capacity)).toContain('landlord');
    expect(parties.find(({ role }) => role === 'concerned')?.name).toEqual(
      expect.objectContaining({ firstNames: ['Nadine'], lastName: 'Weiß' }),
    );
    expect((await decisionOf(letter)).best).not.toBe('40123456');
  });

  test('the noun before a name is no part of it', () => {
    for (const noun of [
      'Mieterin',
      'unsere Mieterin',
      'Schuldnerin',
      'Kundin',
      'Frau',
      'die Betreute',
      'meine Mutter',
    ]) {
      const { parties } = extractionOf(`Betrifft: ${noun} Stefanie Vogeldiek, Am Deich 3, 26721 Emden`);
      expect(parties.map(({ name }) => name?.text)).toContain('Stefanie Vogeldiek');
    }
  });

  test('a guardian’s own name and address never assign a letter about the person in care', async () => {
    const letter = `${sabine}\n\n\n${company}\n\nich bin zum rechtlichen Betreuer von Thomas Beispielmann bestellt. Bitte senden Sie mir alle Unterlagen.\n\nMit freundlichen Grüßen\nSabine Müller`;
    expect((await decisionOf(letter)).decision).not.toBe('auto');
  });

  test('an heir writes, the contract is the deceased’s', async () => {
    const letter = `Petra Meier\nHolzweg 9\n80331 München\n\n\n${company}\n\nals Erbin der verstorbenen Erika Schulz, Große Straße 8, 49074 Osnabrück, kündige ich den Vertrag.\n\nMit freundlichen Grüßen\nPetra Meier`;
    expect(await decisionOf(letter)).toEqual(expect.objectContaining({ decision: 'auto', best: '40400001' }));
    expect(extractionOf(letter).parties.find(({ role }) => role === 'sender')?.capacity).toBe('heir');
  });

  test('a lawyer writing for three customers goes to a person', async () => {
    const letter = `Rechtsanwälte Klar & Partner mbB\nMarktplatz 3\n26122 Oldenburg\n\n\n${company}\n\nnamens unserer Mandanten Sabine Müller, Bergstraße 74, 30159 Hannover, Erika Schulz, Große Straße 8, 49074 Osnabrück, und Nadine Weiß, Königsberger Straße 5, 26122 Oldenburg, widersprechen wir der Preiserhöhung.`;
    const { decision, question } = await decisionOf(letter);
    expect(decision).toBe('review');
    expect(['customer.several', 'customer.contradictory']).toContain(question);
  });

  test('a lawyer for three customers of whom one has a number on it goes to a person as well', async () => {
    const letter = `Rechtsanwälte Klar & Partner mbB\nMarktplatz 3\n26122 Oldenburg\n\n\n${company}\n\nKundennummer 40123456\n\nnamens unserer Mandanten Sabine Müller, Bergstraße 74, 30159 Hannover, und Erika Schulz, Große Straße 8, 49074 Osnabrück, widersprechen wir.`;
    expect((await decisionOf(letter)).decision).toBe('review');
  });

  test('a landlord’s own contract stays the landlord’s when the number says so', async () => {
    const letter = `${sabine}\n\n\n${company}\n\nKundennummer 40123456\n\nmeine Mieterin Stefanie Vogeldiek ist ausgezogen, bitte melden Sie den Strom auf mich an.\n\nMit freundlichen Grüßen\nSabine Müller`;
    const { decision, best } = await decisionOf(letter);
    if (decision === 'auto') expect(best).toBe('40123456');
    expect(['auto', 'review']).toContain(decision);
  });
});
