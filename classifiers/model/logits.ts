import { featureGroup } from '../features/extract-features.ts';
import type { DocumentVector } from '../features/vectorise.ts';
import type { Model } from './model.ts';

/** The model's raw opinion, one number per class, not yet a probability, and what its words alone added to it. */
export interface Logits {
  readonly all: Float64Array;
  readonly words: Float64Array;
}

export function logitsOf({ card, weights, scales }: Model, { rows, values, kinds }: DocumentVector): Logits {
  const all = Float64Array.from(card.bias);
  const classCount = all.length;
  const words = new Float64Array(classCount);
  for (let feature = 0; feature < rows.length; feature += 1) {
    const row = rows[feature] ?? 0;
    const value = (values[feature] ?? 0) * (scales[row] ?? 0);
    const base = row * classCount;
    const isWord = kinds[feature] === featureGroup.words;
    for (let column = 0; column < classCount; column += 1) {
      const added = value * (weights[base + column] ?? 0);
      all[column] = (all[column] ?? 0) + added;
      if (isWord) words[column] = (words[column] ?? 0) + added;
    }
  }
  return { all, words };
}
