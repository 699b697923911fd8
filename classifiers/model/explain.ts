import type { ClassEvidence, ClassKey } from '../../src/domain/document-class.ts';
import type { ClassificationInput } from '../../src/ports/classifier.ts';
import { documentText } from '../features/document-text.ts';
import { bucketsOfWord } from '../features/extract-features.ts';
import type { DocumentVector } from '../features/vectorise.ts';
import { scorePhrases } from '../rules/score-phrases.ts';
import type { TextWord } from '../text/words-of-text.ts';
import type { Model } from './model.ts';

const evidenceMax = 6;
const lettersMin = 4;

/**
 * Words and phrases of this document that spoke for the class, strongest first. The weight is what they added to the
 * class's score beyond the mean of all classes.
 */
export function explain(
  model: Model,
  input: ClassificationInput,
  vector: DocumentVector,
  key: ClassKey,
): ClassEvidence[] {
  const column = model.card.classes.indexOf(key);
  const contributions = contributionsTo(model, vector, column);
  const text = documentText(input);
  const words = [...text.subject, ...text.body];
  const bySurface = new Map<string, ClassEvidence>();
  for (const evidence of phraseEvidence(words, key, model)) bySurface.set(evidence.text.toLowerCase(), evidence);
  const covered = [...bySurface.keys()].join(' ');
  for (const word of words) {
    const name = word.surface.toLowerCase();
    if (!word.isWord || word.folded.length < lettersMin || bySurface.has(name) || covered.includes(name)) continue;
    let weight = 0;
    bucketsOfWord(word, (bucket) => {
      weight += contributions.get(model.vocabulary.rowOfBucket[bucket] ?? -1) ?? 0;
    });
    if (weight > 0) bySurface.set(name, { text: word.surface, weight });
  }
  return [...bySurface.values()]
    .sort((one, other) => other.weight - one.weight || (one.text < other.text ? -1 : 1))
    .slice(0, evidenceMax)
    .map(({ text: surface, weight }) => ({ text: surface, weight: Math.round(weight * 100) / 100 }));
}

function contributionsTo(
  { card, weights, scales }: Model,
  { rows, values }: DocumentVector,
  column: number,
): Map<number, number> {
  const classCount = card.classes.length;
  const contributions = new Map<number, number>();
  for (const [feature, row] of rows.entries()) {
    const base = row * classCount;
    let sum = 0;
    for (let other = 0; other < classCount; other += 1) sum += weights[base + other] ?? 0;
    const beyondMean = (weights[base + column] ?? 0) - sum / classCount;
    contributions.set(row, (values[feature] ?? 0) * (scales[row] ?? 0) * beyondMean);
  }
  return contributions;
}

function phraseEvidence(words: readonly TextWord[], key: ClassKey, model: Model): ClassEvidence[] {
  const temperature = model.card.calibration.temperature;
  return scorePhrases(words)
    .hits.filter(({ phrase }) => phrase.key === key && phrase.weight > 0)
    .map(({ phrase, first, last }) => ({
      text: surfaceOf(words, first, last),
      // A phrase is readable where a sum of word parts is not, so it is shown as strong as it was written down.
      weight: (phrase.weight / 3) * temperature * 2,
    }));
}

function surfaceOf(words: readonly TextWord[], first: number, last: number): string {
  const surfaces: string[] = [];
  for (const { surface } of words.slice(first, last + 1)) if (surfaces.at(-1) !== surface) surfaces.push(surface);
  return surfaces.join(' ');
}
