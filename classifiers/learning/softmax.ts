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
