import type { DocumentVector } from '../features/vectorise.ts';
import { randomOf, shuffle } from './random.ts';

/** One column per class, one row per feature; `weights[row * classCount + column]`. */
export interface LinearWeights {
  readonly classCount: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface LogisticOptions {
  readonly classCount: number;
  readonly rowCount: number;
  readonly epochs: number;
  /** Strength of the pull towards zero, per example. */
  readonly decay: number;
  /** First step length; steps shrink as 1/t afterwards. */
  readonly step: number;
  readonly seed: number;
}

export interface LabelledVector {
  readonly vector: DocumentVector;
  readonly label: number;
  /** How much the example counts; rare classes count more. */
  readonly weight: number;
}

/**
 * Multinomial logistic regression by stochastic gradient descent after Bottou: the pull towards zero is kept as one
 * factor of all weights, so a step costs only the features of its document. Deterministic by seed.
 */
export function* trainLogistic(
  examples: readonly LabelledVector[],
  options: LogisticOptions,
): Generator<number, LinearWeights> {
  const { classCount, rowCount, epochs, decay, step } = options;
  const weights = new Float32Array(rowCount * classCount);
  const bias = new Float32Array(classCount);
  const order = Int32Array.from(examples.keys());
  const random = randomOf(options.seed);
  const gradient = new Float64Array(classCount);
  const felt = new Int32Array(classCount);
  let factor = 1;
  let time = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const { rows, values } = example.vector;
      probabilities(rows, values, weights, bias, factor, gradient);
      gradient[example.label] = (gradient[example.label] ?? 0) - 1;

      const length = step / (1 + step * decay * time);
      time += 1;
      factor *= 1 - length * decay;
      const move = (length * example.weight) / factor;
      const active = columnsFelt(gradient, felt);
      for (let feature = 0; active > 0 && feature < rows.length; feature += 1) {
        const base = (rows[feature] ?? 0) * classCount;
        const by = move * (values[feature] ?? 0);
        for (let index = 0; index < active; index += 1) {
          const column = felt[index] ?? 0;
          weights[base + column] = (weights[base + column] ?? 0) - by * (gradient[column] ?? 0);
        }
      }
      // The bias learns slowly: it only says how usual a class is among examples that were chosen, not drawn.
      for (let column = 0; column < classCount; column += 1) {
        bias[column] = (bias[column] ?? 0) - 0.01 * length * example.weight * (gradient[column] ?? 0);
      }
      if (factor < 1e-6) factor = rescale(weights, factor);
    }
    yield (epoch + 1) / epochs;
  }
  rescale(weights, factor);
  return { classCount, weights, bias };
}

/** After the first epochs most classes have nothing to learn from most documents; leaving them out halves the time. */
const gradientMin = 1e-3;

function columnsFelt(gradient: Float64Array, into: Int32Array): number {
  let count = 0;
  for (let column = 0; column < gradient.length; column += 1) {
    if (Math.abs(gradient[column] ?? 0) < gradientMin) continue;
    into[count] = column;
    count += 1;
  }
  return count;
}

function rescale(weights: Float32Array, factor: number): 1 {
  for (let index = 0; index < weights.length; index += 1) weights[index] = (weights[index] ?? 0) * factor;
  return 1;
}

function probabilities(
  rows: Int32Array,
  values: Float32Array,
  weights: Float32Array,
  bias: Float32Array,
  factor: number,
  into: Float64Array,
): void {
  const classCount = bias.length;
  into.fill(0);
  for (let feature = 0; feature < rows.length; feature += 1) {
    const base = (rows[feature] ?? 0) * classCount;
    const value = values[feature] ?? 0;
    for (let column = 0; column < classCount; column += 1) {
      into[column] = (into[column] ?? 0) + value * (weights[base + column] ?? 0);
    }
  }
  let highest = -Infinity;
  for (let column = 0; column < classCount; column += 1) {
    const logit = (into[column] ?? 0) * factor + (bias[column] ?? 0);
    into[column] = logit;
    if (logit > highest) highest = logit;
  }
  let sum = 0;
  for (let column = 0; column < classCount; column += 1) {
    const raised = Math.exp((into[column] ?? 0) - highest);
    into[column] = raised;
    sum += raised;
  }
  for (let column = 0; column < classCount; column += 1) into[column] = (into[column] ?? 0) / sum;
}
