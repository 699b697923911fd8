import type { ClassKey } from '../../src/domain/document-class.ts';
import type { Features } from '../features/extract-features.ts';
import type { Logits } from '../model/logits.ts';
import { indexOfHighest, softmax } from './softmax.ts';

/**
 * What tells a right first answer from a wrong one, beside its own probability: how far the others are behind, how much
 * of the text the model knows, and whether the phrases that people wrote say the same. Measured on 600 texts of a writer
 * whose texts nobody learnt from: with the probability alone 77 % could be decided at 99 % right, with all of it 84 %,
 * and of the same texts dressed and misread 57 % instead of 36 %.
 */
export const suresignCount = 12;

export interface Opinion {
  readonly logits: Float64Array;
  /** What whole words and pairs added to the logits; the rest is parts of words, phrases and bias. */
  readonly words: Float64Array;
  /** Scores of the phrases, one per class in the order of the logits. */
  readonly phrases: Float64Array;
  readonly knownShare: number;
  readonly wordCount: number;
}

export function opinionOf(
  { all, words }: Logits,
  knownShare: number,
  features: Features,
  classes: readonly ClassKey[],
): Opinion {
  return {
    logits: all,
    words,
    knownShare,
    wordCount: features.wordCount,
    phrases: Float64Array.from(classes, (key) => features.phrases.get(key) ?? 0),
  };
}

const pointsMax = 5;
const bounded = (points: number): number => Math.max(-pointsMax, Math.min(pointsMax, points)) / pointsMax;

/** The signs in a fixed order; a learnt weight belongs to each. */
export function signsOf({ logits, words, phrases, knownShare, wordCount }: Opinion, temperature: number): Float64Array {
  const first = indexOfHighest(logits);
  const probability = softmax(logits, temperature)[first] ?? 0;
  const top = logits[first] ?? 0;
  let second = -Infinity;
  let third = -Infinity;
  let otherPhrases = -Infinity;
  let otherWords = -Infinity;
  let otherParts = -Infinity;
  for (let column = 0; column < logits.length; column += 1) {
    if (column === first) continue;
    const logit = logits[column] ?? 0;
    if (logit > second) [second, third] = [logit, second];
    else if (logit > third) third = logit;
    otherPhrases = Math.max(otherPhrases, phrases[column] ?? 0);
    otherWords = Math.max(otherWords, words[column] ?? 0);
    otherParts = Math.max(otherParts, logit - (words[column] ?? 0));
  }
  const ownPhrases = phrases[first] ?? 0;
  const rest = Math.max(1e-6, 1 - probability);
  return Float64Array.of(
    1,
    Math.log(Math.max(1e-6, probability) / rest),
    top,
    finite(top - second),
    finite(top - third),
    knownShare,
    bounded(ownPhrases),
    bounded(finite(otherPhrases)),
    bounded(ownPhrases - finite(otherPhrases)),
    Math.log1p(wordCount) / 5,
    // Two witnesses: whole words, and the parts of words that a misread word still has.
    finite((words[first] ?? 0) - otherWords),
    finite(top - (words[first] ?? 0) - otherParts),
  );
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** How sure to be, 0 to 1, before the last correction along the curve. */
export function surenessOf(signs: Float64Array, weights: readonly number[]): number {
  let sum = 0;
  for (const [index, sign] of signs.entries()) sum += sign * (weights[index] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

export interface Verdict {
  readonly signs: Float64Array;
  readonly isRight: boolean;
  readonly weight: number;
}

const roundsMax = 30;
const ridge = 0.5;

/** Logistic regression on the signs by Newton's method: ten weights, a handful of rounds. */
export function learnSureness(verdicts: readonly Verdict[]): readonly number[] {
  const weights = new Float64Array(suresignCount);
  for (let round = 0; round < roundsMax; round += 1) {
    const slope = Float64Array.from(weights, (weight) => ridge * weight);
    const curve = Array.from({ length: suresignCount }, (_, row) => {
      const line = new Float64Array(suresignCount);
      line[row] = ridge;
      return line;
    });
    for (const { signs, isRight, weight } of verdicts) {
      const said = surenessOf(signs, [...weights]);
      const pull = weight * (said - (isRight ? 1 : 0));
      const bend = weight * said * (1 - said);
      for (let row = 0; row < suresignCount; row += 1) {
        const sign = signs[row] ?? 0;
        slope[row] = (slope[row] ?? 0) + pull * sign;
        const line = curve[row];
        if (line === undefined) continue;
        for (let column = 0; column < suresignCount; column += 1) {
          line[column] = (line[column] ?? 0) + bend * sign * (signs[column] ?? 0);
        }
      }
    }
    const step = solve(curve, slope);
    let longest = 0;
    for (const [row, by] of step.entries()) {
      weights[row] = (weights[row] ?? 0) - by;
      longest = Math.max(longest, Math.abs(by));
    }
    if (longest < 1e-6) break;
  }
  return [...weights].map((weight) => Math.round(weight * 1e6) / 1e6);
}

/** Gauss with pivots; the ridge keeps the system regular. */
function solve(lines: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const system = lines.map((line, row) => Float64Array.of(...line, right[row] ?? 0));
  for (let at = 0; at < size; at += 1) {
    let best = at;
    for (let row = at + 1; row < size; row += 1) {
      if (Math.abs(system[row]?.[at] ?? 0) > Math.abs(system[best]?.[at] ?? 0)) best = row;
    }
    const pivot = system[best];
    const moved = system[at];
    if (pivot === undefined || moved === undefined) continue;
    system[best] = moved;
    system[at] = pivot;
    for (const [row, line] of system.entries()) {
      if (row === at) continue;
      const share = (line[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column += 1)
        line[column] = (line[column] ?? 0) - share * (pivot[column] ?? 0);
    }
  }
  return Float64Array.from(system, (line, row) => (line[size] ?? 0) / (line[row] ?? 1));
}
