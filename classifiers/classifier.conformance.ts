import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../src/domain/channel.ts';
import type { ClassificationInput, Classifier } from '../src/ports/classifier.ts';

const letter = (text: string, more: Partial<ClassificationInput> = {}): ClassificationInput => ({
  subject: null,
  text,
  senderEmail: null,
  channel: 'letter',
  language: 'de',
  pageCount: 1,
  ...more,
});

const plainLetters: readonly (readonly [key: string, text: string, language: 'de' | 'en'])[] = [
  [
    'cancellation',
    'Hiermit kündige ich meinen Stromvertrag fristgerecht zum nächstmöglichen Zeitpunkt. Bitte bestätigen Sie mir die Kündigung.',
    'de',
  ],
  [
    'withdrawal',
    'Hiermit widerrufe ich den vor einer Woche geschlossenen Vertrag und mache von meinem Widerrufsrecht Gebrauch.',
    'de',
  ],
  [
    'bank_details_change',
    'Ich habe die Bank gewechselt. Meine neue Bankverbindung lautet: IBAN DE02 1203 0000 0000 2020 51. Ich erteile ein SEPA-Lastschriftmandat.',
    'de',
  ],
  [
    'job_application',
    'Hiermit bewerbe ich mich auf Ihre Stellenanzeige. Lebenslauf und Zeugnisse liegen bei. Über ein Vorstellungsgespräch freue ich mich.',
    'de',
  ],
  [
    'data_protection_request',
    'Ich verlange Auskunft nach Art. 15 DSGVO über alle personenbezogenen Daten, die Sie über mich gespeichert haben.',
    'de',
  ],
  [
    'payment_plan_request',
    'I cannot pay the full amount at once and would like to pay in six monthly instalments. Please agree to a payment plan.',
    'en',
  ],
];

/** The guarantees of `ports/classifier.ts`, kept by every classifier. */
export function describeClassifier(name: string, open: () => Promise<Classifier>): void {
  describe(`classifier: ${name}`, () => {
    let classifier: Classifier;

    beforeAll(async () => {
      classifier = await open();
    });

    it.each(plainLetters)('a plain letter of class %s is recognised', (key, text, language) => {
      const { ranked, isUnknown } = classifier.classify(letter(text, { language }));
      expect(ranked[0]?.key).toBe(key);
      expect(isUnknown).toBe(false);
    });

    it('any text is answered, ranked best first, with probabilities of at most one in sum and each class once', () => {
      const input = fc.record({
        subject: fc.option(fc.string({ unit: 'binary' })),
        text: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.lorem({ maxCount: 60 }),
          fc.constant('> \n> \u0000'),
        ),
        senderEmail: fc.option(fc.oneof(fc.emailAddress(), fc.string())),
        channel: fc.constantFrom(...channels),
        language: fc.constantFrom('de' as const, 'en' as const, 'und' as const),
        pageCount: fc.nat(),
      });
      fc.assert(
        fc.property(input, (given) => {
          const { ranked, evidence } = classifier.classify(given);
          const confidences = ranked.map(({ confidence }) => confidence);
          expect(confidences).toEqual([...confidences].sort((one, other) => other - one));
          expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
          expect(confidences.reduce((sum, confidence) => sum + confidence, 0)).toBeLessThan(1.000001);
          expect(new Set(ranked.map(({ key }) => key)).size).toBe(ranked.length);
          expect(evidence.every(({ weight }) => Number.isFinite(weight))).toBe(true);
        }),
        { seed: 7, numRuns: 200 },
      );
    });

    it('the same document is answered the same way however often it is asked', () => {
      for (const [, text, language] of plainLetters) {
        const input = letter(text, { language });
        expect(classifier.classify(input)).toEqual(classifier.classify(input));
      }
    });

    it('nothing to read is not guessed at', () => {
      for (const text of ['', ' \n\f ', '... --- |||']) {
        expect(classifier.classify(letter(text))).toMatchObject({ ranked: [], isUnknown: true, evidence: [] });
      }
    });

    it('what is no text is said to be unknown', () => {
      expect(classifier.classify(letter('xqv zzkj wrtp qqxz vbnm kjhgf ztrw pqxy')).isUnknown).toBe(true);
    });

    it('the middle of a megabyte is not read: the answer is that of its first and last pages', () => {
      const first = `${plainLetters[0]?.[1]} `.repeat(200);
      const last = 'Mit freundlichen Grüßen Anke Behrends. '.repeat(100);
      const long = classifier.classify(letter(first + 'Bewerbung als Koch '.repeat(55_000) + last));
      const other = classifier.classify(letter(first + 'Mahnung und Inkasso '.repeat(55_000) + last));
      expect(long).toEqual(other);
      expect(long.ranked[0]?.key).toBe('cancellation');
    });

    it('what is only quoted does not decide', () => {
      const reply = letter(
        'Guten Tag,\n\nhiermit kündige ich meinen Vertrag zum Jahresende, bitte bestätigen Sie mir die Kündigung.\n\nViele Grüße\nO. Peters\n\n' +
          'Von: Personalabteilung <hr@company.example>\nGesendet: Montag, 2. November 2026\nAn: O. Peters\nBetreff: Ihre Bewerbung\n\n' +
          'vielen Dank für Ihre Bewerbung auf unsere Stellenanzeige. Ihren Lebenslauf und Ihre Zeugnisse haben wir erhalten und laden Sie zum Vorstellungsgespräch ein.',
        { channel: 'email' },
      );
      expect(classifier.classify(reply).ranked[0]?.key).toBe('cancellation');
    });

    it('the reasons given are words of the document', () => {
      for (const [, text, language] of plainLetters) {
        const { evidence } = classifier.classify(letter(text, { language }));
        expect(evidence.length).toBeGreaterThan(0);
        for (const reason of evidence) {
          for (const word of reason.text.split(' ')) expect(text).toContain(word);
        }
      }
    });

    it('an answer says which classifier gave it', () => {
      const { name: called, version } = classifier;
      expect(classifier.classify(letter('Guten Tag')).classifier).toEqual({ name: called, version });
    });
  });
}
