import type { DocumentVector } from '../features/vectorise.ts';
import type { Model } from './model.ts';

/** The model's raw opinion: one number per class, not yet a probability. */
export function logitsOf({ card, weights, scales }: Model, { rows, values }: DocumentVector): Float64Array {
  const logits = Float64Array.from(card.bias);
  const classCount = logits.length;
  for (let feature = 0; feature < rows.length; feature += 1) {
    const row = rows[feature] ?? 0;
    const value = (values[feature] ?? 0) * (scales[row] ?? 0);
    const base = row * classCount;
    for (let column = 0; column < classCount; column += 1) {
      logits[column] = (logits[column] ?? 0) + value * (weights[base + column] ?? 0);
    }
  }
  return logits;
}
