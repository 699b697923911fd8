import type { DocumentVector } from '../features/vectorise.ts';
import { randomOf, shuffle } from './random.ts';

/** One column per class, one row per feature; `weights[row * classCount + column]`. */
export interface LinearWeights {
  readonly classCount: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface DualDescentOptions {
  readonly classCount: number;
  readonly rowCount: number;
  readonly epochs: number;
  /** What an example on the wrong side costs, against the length of the weights: higher follows the examples closer. */
  readonly cost: number;
  readonly seed: number;
}

export interface LabelledVector {
  readonly vector: DocumentVector;
  readonly label: number;
  /** A further class that is right as well and is taught neither way; -1 for none. */
  readonly second: number;
  /** How much the example counts; rare classes count more. */
  readonly weight: number;
}

/** An example that moved nothing in its last visit is visited in one of three epochs only; it halves the time. */
const restingChance = 2 / 3;

/**
 * One linear support vector machine (squared hinge loss) per class against all others, by dual coordinate descent after
 * Hsieh et al. 2008, all classes in one pass over the features of a document. No step length to tune, near its optimum
 * after some eight epochs where the gradient descent it replaced took twenty, and of a document that all classes have
 * settled only the scores are computed. Deterministic by seed. Yields the share of the work done.
 */
export function* trainLinear(
  examples: readonly LabelledVector[],
  options: DualDescentOptions,
): Generator<number, LinearWeights> {
  const { classCount, rowCount, epochs, cost } = options;
  const weights = new Float32Array(rowCount * classCount);
  const bias = new Float32Array(classCount);
  const duals = new Float32Array(examples.length * classCount);
  const squares = Float64Array.from(examples, ({ vector }) => squareOf(vector.values) + biasValue * biasValue);
  const isResting = new Uint8Array(examples.length);
  const order = Int32Array.from(examples.keys());
  const random = randomOf(options.seed);
  const scores = new Float64Array(classCount);
  const moves = new Float64Array(classCount);
  const columns = new Int32Array(classCount);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    const isLast = epoch === epochs - 1;
    for (const index of order) {
      if (isResting[index] === 1 && !isLast && random.chance(restingChance)) continue;
      const example = examples[index];
      if (example === undefined) continue;
      const { rows, values } = example.vector;
      scoresOf(rows, values, weights, bias, scores);
      const ridge = 0.5 / (cost * example.weight);
      const curvature = (squares[index] ?? 1) + ridge;
      let moving = 0;
      for (let column = 0; column < classCount; column += 1) {
        if (column === example.second) continue;
        const side = column === example.label ? 1 : -1;
        const at = index * classCount + column;
        const dual = duals[at] ?? 0;
        const slope = side * (scores[column] ?? 0) - 1 + dual * ridge;
        if (dual === 0 && slope >= 0) continue;
        const after = Math.max(0, dual - slope / curvature);
        if (Math.abs(after - dual) < dualStepMin) continue;
        duals[at] = after;
        moves[moving] = (after - dual) * side;
        columns[moving] = column;
        moving += 1;
      }
      isResting[index] = moving === 0 ? 1 : 0;
      if (moving > 0) move(rows, values, weights, bias, { moves, columns, moving });
    }
    yield (epoch + 1) / epochs;
  }
  return { classCount, weights, bias };
}

const dualStepMin = 1e-5;
/** The bias is a feature of every document; a small one, for how usual a class is among chosen examples says little. */
const biasValue = 0.3;

function squareOf(values: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += (values[index] ?? 0) ** 2;
  return sum;
}

function scoresOf(
  rows: Int32Array,
  values: Float32Array,
  weights: Float32Array,
  bias: Float32Array,
  into: Float64Array,
): void {
  const classCount = into.length;
  for (let column = 0; column < classCount; column += 1) into[column] = bias[column] ?? 0;
  for (let feature = 0; feature < rows.length; feature += 1) {
    const base = (rows[feature] ?? 0) * classCount;
    const value = values[feature] ?? 0;
    for (let column = 0; column < classCount; column += 1) {
      into[column] = (into[column] ?? 0) + value * (weights[base + column] ?? 0);
    }
  }
}

function move(
  rows: Int32Array,
  values: Float32Array,
  weights: Float32Array,
  bias: Float32Array,
  { moves, columns, moving }: { readonly moves: Float64Array; readonly columns: Int32Array; readonly moving: number },
): void {
  const classCount = bias.length;
  for (let feature = 0; feature < rows.length; feature += 1) {
    const base = (rows[feature] ?? 0) * classCount;
    const value = values[feature] ?? 0;
    for (let index = 0; index < moving; index += 1) {
      const at = base + (columns[index] ?? 0);
      weights[at] = (weights[at] ?? 0) + value * (moves[index] ?? 0);
    }
  }
  for (let index = 0; index < moving; index += 1) {
    const column = columns[index] ?? 0;
    bias[column] = (bias[column] ?? 0) + biasValue * biasValue * (moves[index] ?? 0);
  }
}
