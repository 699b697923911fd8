/** Turns logits into probabilities that mean what they say. */
export interface Calibration {
  readonly temperature: number;
  /** Knots (raw probability of the first class → how often it was right), ascending in both; linear between. */
  readonly knots: readonly (readonly [raw: number, right: number])[];
}

export interface Judged {
  readonly logits: Float64Array;
  readonly label: number;
}

export const uncalibrated: Calibration = { temperature: 1, knots: [] };

/**
 * Learns from documents the model has not seen: first one temperature by likelihood (it changes no ranking), then a
 * monotone curve for the first answer's probability (pool adjacent violators).
 */
export function learnCalibration(judged: readonly Judged[]): Calibration {
  if (judged.length < knotSizeMin * 2) return uncalibrated;
  const temperature = bestTemperature(judged);
  const points = judged.map(({ logits, label }) => {
    const probabilities = softmax(logits, temperature);
    const first = indexOfHighest(probabilities);
    return { raw: probabilities[first] ?? 0, right: first === label ? 1 : 0 };
  });
  return { temperature, knots: monotoneKnots(points) };
}

/** Softmax at the temperature, with the first probability moved along the curve and the others sharing the rest. */
export function calibrated(logits: Float64Array, { temperature, knots }: Calibration): Float64Array {
  const probabilities = softmax(logits, temperature);
  if (knots.length === 0) return probabilities;
  const first = indexOfHighest(probabilities);
  const raw = probabilities[first] ?? 0;
  const others = 1 - raw;
  const moved = alongKnots(raw, knots);
  if (others <= 0) {
    probabilities[first] = moved;
    return probabilities;
  }
  const scale = (1 - moved) / others;
  for (let column = 0; column < probabilities.length; column += 1) {
    // The first stays first whatever the curve says: calibration must not change an answer.
    probabilities[column] = column === first ? moved : Math.min(moved, (probabilities[column] ?? 0) * scale);
  }
  return probabilities;
}

export function softmax(logits: Float64Array, temperature: number): Float64Array {
  let highest = -Infinity;
  for (const logit of logits) if (logit > highest) highest = logit;
  const probabilities = logits.map((logit) => Math.exp((logit - highest) / temperature));
  let sum = 0;
  for (const probability of probabilities) sum += probability;
  return probabilities.map((probability) => probability / sum);
}

export function indexOfHighest(numbers: Float64Array): number {
  let best = 0;
  for (let index = 1; index < numbers.length; index += 1)
    if ((numbers[index] ?? 0) > (numbers[best] ?? 0)) best = index;
  return best;
}

function bestTemperature(judged: readonly Judged[]): number {
  const loss = (temperature: number): number => {
    let sum = 0;
    for (const { logits, label } of judged) sum -= Math.log(Math.max(1e-9, softmax(logits, temperature)[label] ?? 0));
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
  points: readonly { readonly raw: number; readonly right: number }[],
): (readonly [number, number])[] {
  const sorted = [...points].sort((one, other) => one.raw - other.raw);
  const blocks: { raw: number; right: number; count: number }[] = [];
  for (let start = 0; start < sorted.length; start += knotSizeMin) {
    const end = sorted.length - start < knotSizeMin * 2 ? sorted.length : start + knotSizeMin;
    const part = sorted.slice(start, end);
    blocks.push({
      raw: part.reduce((sum, point) => sum + point.raw, 0),
      right: part.reduce((sum, point) => sum + point.right, 0),
      count: part.length,
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
