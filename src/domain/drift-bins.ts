/**
 * Where the bins of drift end: the same ones for a model's training time, which its card keeps, and for the post that
 * came since. Bin 0 lies below the first end.
 */
export const confidenceEnds: readonly number[] = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98];
export const knownEnds: readonly number[] = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];

/** How texts that the model had not seen spread over the bins when it was trained: counts, by number of the bin. */
export interface ModelSpread {
  readonly confidence: readonly number[];
  readonly knownWords: readonly number[];
}

/** Number of the bin a value lies in, as `width_bucket` counts them. */
export function binOf(ends: readonly number[], value: number): number {
  return ends.filter((end) => value >= end).length;
}

/** Where the bin begins: `0.90` holds 0.9 up to the next end. */
export function binName(ends: readonly number[], bin: number): string {
  return (ends[bin - 1] ?? 0).toFixed(2);
}

/** How many of these values lie in each bin. */
export function countBins(ends: readonly number[], values: readonly number[]): readonly number[] {
  const counts = Array.from({ length: ends.length + 1 }, () => 0);
  for (const value of values) {
    const bin = binOf(ends, value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
