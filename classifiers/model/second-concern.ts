import type { ClassAlternative, ClassKey } from '../../src/domain/document-class.ts';
import { unknownClass } from '../learning/example.ts';
import type { TextWord } from '../text/words-of-text.ts';

/** A sentence speaks for a class when the class is this likely by it alone, and this far ahead of all others. */
const sentenceScoreMin = -0.3;
const sentenceLeadMin = 0.5;
/** More than this many sentences of a letter are not asked one by one. */
const sentencesMax = 14;
/** By the score of the class over the whole text: below this no claim is made. */
const claimFrom = -0.5;
/**
 * How often a claim was right, by the class's score over the whole text (−1: the model is sure that it is not; 0:
 * undecided). Measured on texts kept apart, 150 of them joined from two: 61 found and 3 claims wrong; of 216 with one
 * concern 3 were claimed to have two. Asking the whole text only, with phrases, found 20 with 8 wrong and claimed 7.
 */
const rightShares: readonly (readonly [scoreMin: number, rightShare: number])[] = [
  [-0.35, 0.9],
  [claimFrom, 0.75],
];

export interface SecondQuestion {
  readonly classes: readonly ClassKey[];
  /** Scores of the whole text, one per class. */
  readonly logits: Float64Array;
  readonly first: ClassKey;
  readonly sentences: readonly (readonly TextWord[])[];
  /** Scores of a sentence by itself. */
  readonly judge: (sentence: readonly TextWord[]) => Float64Array;
}

/**
 * A further concern: a sentence that by itself plainly says another class than the whole text, as in "… and my new
 * address is", where the whole text does not speak against it. It becomes a note or a further task; none is claimed
 * rather than a wrong one.
 */
export function secondConcern({ classes, logits, first, sentences, judge }: SecondQuestion): ClassAlternative | null {
  if (sentences.length < 2) return null;
  // Most texts speak against all classes but one: then no sentence need be asked.
  const isOpen = classes.some((key, at) => key !== first && key !== unknownClass && (logits[at] ?? -1) >= claimFrom);
  if (!isOpen) return null;
  let best: ClassAlternative | null = null;
  let highest = -Infinity;
  for (const sentence of sentences.slice(0, sentencesMax)) {
    const scores = judge(sentence);
    const [column, runnerUp] = topTwo(scores);
    const key = classes[column] ?? unknownClass;
    const score = scores[column] ?? -1;
    if (key === first || key === unknownClass) continue;
    if (score < sentenceScoreMin || score - (scores[runnerUp] ?? -1) < sentenceLeadMin) continue;
    const share = rightShares.find(([scoreMin]) => (logits[column] ?? -1) >= scoreMin)?.[1];
    if (share === undefined || score + (logits[column] ?? -1) <= highest) continue;
    highest = score + (logits[column] ?? -1);
    best = { key, confidence: share };
  }
  return best;
}

function topTwo(scores: Float64Array): readonly [first: number, second: number] {
  let first = 0;
  let second = -1;
  for (let column = 1; column < scores.length; column += 1) {
    if ((scores[column] ?? 0) > (scores[first] ?? 0)) [first, second] = [column, first];
    else if (second < 0 || (scores[column] ?? 0) > (scores[second] ?? 0)) second = column;
  }
  return [first, second];
}
