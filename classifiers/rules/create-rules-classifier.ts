import type { ClassAlternative, ClassEvidence, Classification } from '../../src/domain/document-class.ts';
import type { Classifier } from '../../src/ports/classifier.ts';
import { documentText } from '../features/document-text.ts';
import { scorePhrases } from './score-phrases.ts';
import { senderHints } from './sender-hints.ts';

const evidenceMax = 6;

/**
 * Classifies by phrases alone: nothing to train, every answer readable. For a company that starts with classes of its
 * own, and as a second opinion in tests. Its confidences are cautious guesses and not calibrated: never above 0.85.
 */
export function createRulesClassifier(): Classifier {
  const classifier = { name: 'phrases', version: '1' };
  return {
    ...classifier,
    classify(input): Classification {
      const text = documentText(input);
      if (text.subject.length + text.body.length === 0) {
        return { ranked: [], isUnknown: true, second: null, evidence: [], classifier };
      }
      const words = [...text.subject, ...text.body];
      const { byClass, hits } = scorePhrases(words);
      const scores = new Map(byClass);
      for (const { key } of scorePhrases(text.subject).hits.map(({ phrase }) => phrase)) {
        scores.set(key, (scores.get(key) ?? 0) + 1);
      }
      for (const { key, weight } of senderHints(input.senderEmail)) scores.set(key, (scores.get(key) ?? 0) + weight);
      const ranked = ranking(scores);
      const first = ranked[0];
      const evidence: ClassEvidence[] = hits
        .filter(({ phrase }) => phrase.key === first?.key && phrase.weight > 0)
        .sort((one, other) => other.phrase.weight - one.phrase.weight)
        .slice(0, evidenceMax)
        .map(({ phrase, first: from, last }) => ({
          text: surfaces(words.slice(from, last + 1)),
          weight: phrase.weight,
        }));
      return { ranked, isUnknown: first === undefined, second: null, evidence, classifier };
    },
  };
}

/** Shares of the exponentials, with one silent competitor so that a single weak phrase proves little. */
function ranking(scores: ReadonlyMap<string, number>): ClassAlternative[] {
  const positive = [...scores].filter(([, score]) => score > 0);
  const raised = positive.map(([key, score]) => [key, Math.exp(Math.min(score, 12) * 0.6)] as const);
  const sum = raised.reduce((total, [, value]) => total + value, Math.E);
  return raised
    .map(([key, value]): ClassAlternative => ({ key, confidence: Math.min(0.85, value / sum) }))
    .sort((one, other) => other.confidence - one.confidence || (one.key < other.key ? -1 : 1));
}

function surfaces(words: readonly { readonly surface: string }[]): string {
  return [...new Set(words.map(({ surface }) => surface))].join(' ');
}
