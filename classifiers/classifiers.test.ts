import { describe, expect, it } from 'vitest';
import { describeClassifier } from './classifier.conformance.ts';
import { loadClassifier } from './load-classifier.ts';
import { createRulesClassifier } from './rules/create-rules-classifier.ts';

describeClassifier('phrases alone', async () => createRulesClassifier());
describeClassifier('the model that ships', () => loadClassifier({}));

describe('a second concern', () => {
  const classify = async (text: string) =>
    (await loadClassifier({})).classify({
      subject: null,
      text,
      senderEmail: null,
      channel: 'letter',
      language: 'de',
      pageCount: 1,
    });

  it('is named beside the first one', async () => {
    const { ranked, second } = await classify(
      'Hiermit kündige ich meinen Stromvertrag zum Jahresende und bitte um Bestätigung der Kündigung. ' +
        'Außerdem bin ich umgezogen, meine neue Anschrift lautet: Deichstraße 7, 26721 Emden.',
    );
    expect([ranked[0]?.key, second?.key].sort()).toEqual(['address_change', 'cancellation']);
  });

  it('is not claimed for a letter with one concern', async () => {
    const { second } = await classify(
      'Hiermit kündige ich meinen Stromvertrag fristgerecht zum Jahresende. Bitte bestätigen Sie mir die Kündigung.',
    );
    expect(second).toBeNull();
  });
});
