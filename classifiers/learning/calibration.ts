import { indexOfHighest, softmax } from './softmax.ts';
import { learnSureness, type Opinion, signsOf, surenessOf } from './sureness.ts';

/** Turns logits into probabilities that mean what they say. */
export interface Calibration {
  readonly temperature: number;
  /** Weights of the signs that tell right from wrong first answers; none when there was too little to learn from. */
  readonly sureness: readonly number[];
  /** Knots (sureness of the first class → how often it was right), ascending in both; linear between. */
  readonly knots: readonly (readonly [raw: number, right: number])[];
  /** Below this sureness the answer is "unknown": so few right answers are as unsure that they are not worth the wrong ones. */
  readonly unknownBelow: number;
}

export interface Judged extends Opinion {
  readonly label: number;
  /** How much it counts; texts like those that will arrive count more than the hard ones of the folds. */
  readonly weight: number;
}

export const uncalibrated: Calibration = { temperature: 1, sureness: [], knots: [], unknownBelow: 0 };

/**
 * Learns from documents the model has not seen: one temperature by likelihood, what makes the first answer sure, then a
 * monotone curve from sureness to how often it was right (pool adjacent violators). `rejectShare` is the share of right
 * answers that may be given up to recognise what belongs to no class; `unknown` is the column of that class or -1.
 */
export function learnCalibration(
  judged: readonly Judged[],
  { rejectShare, unknown }: { readonly rejectShare: number; readonly unknown: number },
): Calibration {
  if (judged.length < knotSizeMin * 2) return uncalibrated;
  const temperature = bestTemperature(judged);
  const verdicts = judged.map((each) => ({
    signs: signsOf(each, temperature),
    isRight: indexOfHighest(each.logits) === each.label,
    weight: each.weight,
    isKnown: each.label !== unknown,
  }));
  const sureness = learnSureness(verdicts);
  const points = verdicts.map(({ signs, isRight, weight, isKnown }) => ({
    raw: surenessOf(signs, sureness),
    right: isRight ? 1 : 0,
    weight,
    isKnown,
  }));
  const rightOnes = points
    .filter(({ right, isKnown }) => right === 1 && isKnown)
    .map(({ raw }) => raw)
    .sort((one, other) => one - other);
  const unknownBelow = rejectShare === 0 ? 0 : (rightOnes[Math.floor(rightOnes.length * rejectShare)] ?? 0);
  return { temperature, sureness, knots: monotoneKnots(points), unknownBelow };
}

export interface CalibratedAnswer {
  readonly probabilities: Float64Array;
  readonly isUnsure: boolean;
}

/** Softmax at the temperature, with the first probability set by the sureness and the others sharing the rest. */
export function calibrated(opinion: Opinion, calibration: Calibration): CalibratedAnswer {
  const { temperature, sureness, knots, unknownBelow } = calibration;
  const probabilities = softmax(opinion.logits, temperature);
  if (knots.length === 0) return { probabilities, isUnsure: false };
  const first = indexOfHighest(probabilities);
  const raw = surenessOf(signsOf(opinion, temperature), sureness);
  const moved = alongKnots(raw, knots);
  const others = 1 - (probabilities[first] ?? 0);
  const scale = others <= 0 ? 0 : (1 - moved) / others;
  for (let column = 0; column < probabilities.length; column += 1) {
    // The first stays first whatever the curve says: calibration must not change an answer.
    probabilities[column] = column === first ? moved : Math.min(moved, (probabilities[column] ?? 0) * scale);
  }
  return { probabilities, isUnsure: raw < unknownBelow };
}

function bestTemperature(judged: readonly Judged[]): number {
  const loss = (temperature: number): number => {
    let sum = 0;
    for (const { logits, label, weight } of judged) {
      sum -= weight * Math.log(Math.max(1e-9, softmax(logits, temperature)[label] ?? 0));
    }
    return sum;
  };
  // Golden section on the logarithm: the loss has one valley.
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.05);
  let high = Math.log(5);
  for (let round = 0; round < 40; round += 1) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(Math.exp(left)) < loss(Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

const knotSizeMin = 25;

function monotoneKnots(
  points: readonly { readonly raw: number; readonly right: number; readonly weight: number }[],
): (readonly [number, number])[] {
  const sorted = [...points].sort((one, other) => one.raw - other.raw);
  const blocks: { raw: number; right: number; count: number }[] = [];
  for (let start = 0; start < sorted.length; start += knotSizeMin) {
    const end = sorted.length - start < knotSizeMin * 2 ? sorted.length : start + knotSizeMin;
    const part = sorted.slice(start, end);
    blocks.push({
      raw: part.reduce((sum, point) => sum + point.weight * point.raw, 0),
      right: part.reduce((sum, point) => sum + point.weight * point.right, 0),
      count: part.reduce((sum, point) => sum + point.weight, 0),
    });
    for (
      let last = blocks.length - 1;
      last > 0 && rate(blocks[last - 1]) >= rate(blocks[last]);
      last = blocks.length - 1
    ) {
      const upper = blocks.pop();
      const lower = blocks.pop();
      if (upper === undefined || lower === undefined) break;
      blocks.push({ raw: lower.raw + upper.raw, right: lower.right + upper.right, count: lower.count + upper.count });
    }
    if (end === sorted.length) break;
  }
  // Half a miss is added to every block: 25 of 25 right is not certainty.
  return blocks.map(({ raw, right, count }) => [raw / count, right / (count + 0.5)] as const);
}

function rate(block: { readonly right: number; readonly count: number } | undefined): number {
  return block === undefined ? 0 : block.right / block.count;
}

function alongKnots(raw: number, knots: Calibration['knots']): number {
  const after = knots.findIndex(([at]) => at >= raw);
  const low = after <= 0 ? ([0, 0] as const) : (knots[after - 1] ?? ([0, 0] as const));
  const last = knots.at(-1) ?? ([1, 1] as const);
  if (after === -1) return last[1];
  const high = knots[after] ?? last;
  const span = high[0] - low[0];
  return span <= 0 ? high[1] : low[1] + ((high[1] - low[1]) * (raw - low[0])) / span;
}
