import { exactInterval } from './exact-interval.ts';

/** Sums over checked documents, each weighing the inverse of the probability with which it was drawn. */
export interface WeighedChecks {
  readonly count: number;
  readonly weight: number;
  readonly weightSquared: number;
  readonly rightCount: number;
  readonly rightWeight: number;
}

export interface ProvenShare {
  readonly checked: number;
  readonly wrong: number;
  /** Estimated share of right ones among all, 0 to 1; null before the first check. */
  readonly share: number | null;
  /** Between these it lies with 95 % confidence. */
  readonly from: number;
  readonly to: number;
}

export const noChecks: WeighedChecks = { count: 0, weight: 0, weightSquared: 0, rightCount: 0, rightWeight: 0 };

export function addChecks(one: WeighedChecks, other: WeighedChecks): WeighedChecks {
  return {
    count: one.count + other.count,
    weight: one.weight + other.weight,
    weightSquared: one.weightSquared + other.weightSquared,
    rightCount: one.rightCount + other.rightCount,
    rightWeight: one.rightWeight + other.rightWeight,
  };
}

/**
 * The share of right decisions among all that were made alone, after Horvitz and Thompson (as a ratio, after Hájek),
 * with an exact interval. Unequal weights carry less information than as many equal ones; Kish's effective count says
 * how much less.
 */
export function provenShare(checks: WeighedChecks): ProvenShare {
  const { count, weight, weightSquared, rightCount, rightWeight } = checks;
  if (count === 0 || weight <= 0) return { checked: 0, wrong: 0, share: null, from: 0, to: 1 };
  const share = Math.min(1, Math.max(0, rightWeight / weight));
  const [from, to] = exactInterval(share, (weight * weight) / weightSquared);
  return { checked: count, wrong: count - rightCount, share, from, to };
}
