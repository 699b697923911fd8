/** One measured claim: runs the real product on generated input and says whether the figure is reached. */
export interface Bench {
  readonly name: string;
  /** The figure to reach, in words. */
  readonly target: string;
  run(order: BenchOrder): Promise<BenchResult>;
}

export interface BenchOrder {
  /** Overrides the usual amount: mails, documents or pages. */
  readonly count: number | null;
  readonly seed: string;
  readonly options: ReadonlyMap<string, string>;
  /** Scratch space, removed afterwards. */
  readonly folder: string;
  say(sentence: string): void;
}

export interface BenchResult {
  readonly isReached: boolean;
  readonly figures: Readonly<Record<string, number | string | boolean | null>>;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Three significant digits, so that a results file can be read. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
