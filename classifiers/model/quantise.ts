import { type Vocabulary, vocabularyOf } from '../features/vocabulary.ts';

export interface QuantisedWeights {
  readonly vocabulary: Vocabulary;
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Keeps the `rowsMax` rows that can move a decision most and rounds each to 255 steps of its own scale. Measured on the
 * evaluation texts this changes no first answer.
 */
export function quantise(
  vocabulary: Vocabulary,
  dense: { readonly weights: Float32Array; readonly classCount: number },
  rowsMax: number,
): QuantisedWeights {
  const { classCount } = dense;
  const strength = Float32Array.from(vocabulary.buckets, (_, row) => {
    let highest = 0;
    for (let column = 0; column < classCount; column += 1) {
      highest = Math.max(highest, Math.abs(dense.weights[row * classCount + column] ?? 0));
    }
    return highest;
  });
  const felt = strength.map((value, row) => value * (vocabulary.rarity[row] ?? 0));
  const floor = felt.length <= rowsMax ? 0 : (Float32Array.from(felt).sort().at(-rowsMax) ?? 0);
  const kept: number[] = [];
  for (const [row, value] of felt.entries()) if (value > 0 && value >= floor && kept.length < rowsMax) kept.push(row);

  const weights = new Int8Array(kept.length * classCount);
  const scales = new Float32Array(kept.length);
  for (const [row, from] of kept.entries()) {
    const scale = (strength[from] ?? 0) / 127;
    scales[row] = scale;
    for (let column = 0; column < classCount; column += 1) {
      weights[row * classCount + column] = Math.round((dense.weights[from * classCount + column] ?? 0) / scale);
    }
  }
  return {
    vocabulary: vocabularyOf(
      Int32Array.from(kept, (row) => vocabulary.buckets[row] ?? 0),
      Float32Array.from(kept, (row) => vocabulary.rarity[row] ?? 0),
    ),
    weights,
    scales,
  };
}
