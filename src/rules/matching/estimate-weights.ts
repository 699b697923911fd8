import { type Comparison, type Feature, features, type Level, levels } from './comparison.ts';

/** How often each level is seen; null where no pair says anything. */
export type Shares = Readonly<Record<Feature, Readonly<Record<Level, number>> | null>>;

export interface Estimate {
  /** Share of the compared pairs that belong together. */
  readonly matchShare: number;
  /** Levels among pairs that belong together. */
  readonly m: Shares;
  /** Levels among the compared pairs that do not: more alike than strangers, since something led to them. */
  readonly uCompared: Shares;
  /** How likely each pair belongs together, in the order given. */
  readonly posteriors: readonly number[];
  readonly rounds: number;
}

const roundsMax = 200;
const settled = 1e-6;
/** Added to every count, so that what was never seen is rare and not impossible. */
const smoothing = 0.5;
const startM: Readonly<Record<Level, number>> = { differ: 0.05, partial: 0.15, agree: 0.8 };
const startU: Readonly<Record<Level, number>> = { differ: 0.8, partial: 0.15, agree: 0.05 };

/**
 * The frequencies of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969) by expectation and maximisation
 * without a single labelled pair (Winkler, Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model of
 * Record Linkage, ASA 1988): two kinds of pairs, features independent within each. What is missing says nothing. `start`:
 * how likely each pair was taken to belong together so far; of several answers that fit, the nearest is found.
 */
export function estimateWeights(pairs: readonly Comparison[], start: readonly number[] | null = null): Estimate {
  let matchShare = 0.2;
  let m: Shares = sharesOf(() => startM);
  let u: Shares = sharesOf(() => startU);
  if (start !== null) {
    matchShare = shareOf(start);
    m = weighedShares(pairs, start);
    u = weighedShares(
      pairs,
      start.map((value) => 1 - value),
    );
  }
  let posteriors: number[] = pairs.map(() => matchShare);
  let rounds = 0;
  for (; rounds < roundsMax; rounds += 1) {
    const next = pairs.map((pair) => posteriorOf(pair, matchShare, m, u));
    const change = next.reduce((most, value, at) => Math.max(most, Math.abs(value - (posteriors[at] ?? 0))), 0);
    posteriors = next;
    matchShare = shareOf(next);
    m = weighedShares(pairs, next);
    u = weighedShares(
      pairs,
      next.map((value) => 1 - value),
    );
    if (rounds > 0 && change < settled) break;
  }
  return { matchShare, m, uCompared: u, posteriors, rounds };
}

function posteriorOf(pair: Comparison, matchShare: number, m: Shares, u: Shares): number {
  let logOdds = Math.log(matchShare / (1 - matchShare));
  for (const feature of features) {
    const level = pair[feature];
    const [ofMatch, ofOther] = [m[feature], u[feature]];
    if (level !== null && ofMatch && ofOther) logOdds += Math.log(ofMatch[level] / ofOther[level]);
  }
  return 1 / (1 + Math.exp(-logOdds));
}

/** Levels among pairs, each counted as far as its weight says. */
export function weighedShares(pairs: readonly Comparison[], weights: readonly number[]): Shares {
  return sharesOf((feature) => {
    const counts: Record<Level, number> = { differ: smoothing, partial: smoothing, agree: smoothing };
    let isSaid = false;
    for (const [at, pair] of pairs.entries()) {
      const level = pair[feature];
      if (level === null) continue;
      isSaid = true;
      counts[level] += weights[at] ?? 0;
    }
    if (!isSaid) return null;
    const total = levels.reduce((sum, level) => sum + counts[level], 0);
    return { differ: counts.differ / total, partial: counts.partial / total, agree: counts.agree / total };
  });
}

function sharesOf(share: (feature: Feature) => Readonly<Record<Level, number>> | null): Shares {
  return {
    number: share('number'),
    iban: share('iban'),
    email: share('email'),
    phone: share('phone'),
    name: share('name'),
    address: share('address'),
    birthDate: share('birthDate'),
  };
}

function shareOf(posteriors: readonly number[]): number {
  const sum = posteriors.reduce((total, value) => total + value, 0);
  return Math.min(0.999, Math.max(0.001, sum / Math.max(1, posteriors.length)));
}
