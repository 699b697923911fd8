import { type Features, featureGroup } from './extract-features.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A document as the linear model sees it. */
export interface DocumentVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** `featureGroup` of each value. */
  readonly kinds: Uint8Array;
  /** Share of the word features (words and pairs count alike) that the model knows, 0 to 1. */
  readonly knownShare: number;
}

/** How much each group may say; words and parts are brought to length one first, hints are small numbers already. */
export interface GroupWeights {
  readonly words: number;
  readonly parts: number;
  readonly hints: number;
  /** Words that occur together anywhere; none by default. */
  readonly company?: number | undefined;
}

export const defaultGroupWeights: GroupWeights = { words: 1, parts: 1, hints: 0.3 };

export function vectorise(features: Features, vocabulary: Vocabulary, weights: GroupWeights): DocumentVector {
  const { buckets, counts, groups } = features;
  const rows = new Int32Array(buckets.length);
  const values = new Float32Array(buckets.length);
  const kinds = new Uint8Array(buckets.length);
  const squares = [0, 0, 0, 0];
  let size = 0;
  let wordCount = 0;
  let knownCount = 0;
  for (let index = 0; index < buckets.length; index += 1) {
    const row = vocabulary.rowOfBucket[buckets[index] ?? 0] ?? -1;
    const group = groups[index] ?? 0;
    if (group === featureGroup.words) wordCount += 1;
    if (row < 0) continue;
    if (group === featureGroup.words) knownCount += 1;
    const value = (counts[index] ?? 0) * (vocabulary.rarity[row] ?? 0);
    rows[size] = row;
    values[size] = value;
    kinds[size] = group;
    squares[group] = (squares[group] ?? 0) + value * value;
    size += 1;
  }
  const scales = [
    weights.words / Math.sqrt(squares[featureGroup.words] || 1),
    weights.parts / Math.sqrt(squares[featureGroup.parts] || 1),
    weights.hints,
    (weights.company ?? 0) / Math.sqrt(squares[featureGroup.company] || 1),
  ];
  for (let index = 0; index < size; index += 1) values[index] = (values[index] ?? 0) * (scales[kinds[index] ?? 0] ?? 0);
  return {
    rows: rows.slice(0, size),
    values: values.slice(0, size),
    kinds: kinds.slice(0, size),
    knownShare: wordCount === 0 ? 0 : knownCount / wordCount,
  };
}
