import { type Comparison, type Feature, features, type Level, levels, placeOf } from './comparison.ts';
import { estimateWeights, weighedShares } from './estimate-weights.ts';
import type { Piece } from './piece.ts';

/** Bits by which reasons of a feature and level weigh more or less than the product says; what is not named stays. */
export type WeightShifts = Readonly<Partial<Record<`${Feature}.${Level}`, number>>>;

/** One compared pair with its reasons as the product weighs them. */
export interface ComparedPair {
  readonly comparison: Comparison;
  readonly pieces: readonly Piece[];
  /** How likely the pair belongs together by the weights in force. */
  readonly confidence: number;
}

export interface WeightLine {
  readonly feature: Feature;
  readonly level: Level;
  /** Pairs of this level, as far as they belong together; and random ones, of which none does. */
  readonly matches: number;
  readonly random: number;
  /** How often the level is seen among pairs that belong together, and among random ones. */
  readonly m: number;
  readonly u: number;
  /** Mean weight in force, in bits; null when the product has no reason for this level. */
  readonly oldBits: number | null;
  readonly estimatedBits: number;
  /** What would be in force: bounded, and never laxer on what speaks against. */
  readonly newBits: number | null;
  readonly note: string;
}

export interface Reestimate {
  readonly pairs: number;
  readonly randomPairs: number;
  readonly matches: number;
  readonly rounds: number;
  readonly lines: readonly WeightLine[];
  readonly shifts: WeightShifts;
}

/** Fewer pairs, or fewer that belong together, are chance. */
export const pairsMin = 1000;
export const matchesMin = 200;
/** A level seen less often than this, among matches or among random pairs, cannot be measured. */
const seenMin = 30;
/** Some letters write for two. */
const customersEachMax = 1.2;
const moreMax = 2;
const lessMax = 4;

/**
 * Weights from a company's own post. How often a level is seen with the right customer comes from EM over the candidates
 * of its documents; how often with a wrong one from random pairs, since candidates were fetched because they are alike.
 * Null when there is too little, or when the pairs do not fall into those that fit and those that do not.
 */
export function reestimateWeights(
  pairs: readonly ComparedPair[],
  random: readonly Comparison[],
  documents: number,
): Reestimate | null {
  if (pairs.length < pairsMin || random.length < pairsMin) return null;
  const { m, posteriors, rounds } = estimateWeights(
    pairs.map(({ comparison }) => comparison),
    pairs.map(({ confidence }) => confidence),
  );
  const matches = posteriors.reduce((sum, value) => sum + value, 0);
  // Most documents belong to one customer. More pairs that fit than documents are two kinds of pairs, but not ours: with
  // names and addresses alone nothing else tells them apart.
  if (matches < matchesMin || matches > documents * customersEachMax) return null;
  const u = weighedShares(
    random,
    random.map(() => 1),
  );
  const lines: WeightLine[] = [];
  for (const feature of features) {
    const [ofMatch, ofRandom] = [m[feature], u[feature]];
    if (!ofMatch || !ofRandom) continue;
    for (const level of levels) {
      const seen = pairs.reduce(
        (sum, { comparison }, at) => sum + (comparison[feature] === level ? (posteriors[at] ?? 0) : 0),
        0,
      );
      const randomly = random.reduce((sum, pair) => sum + (pair[feature] === level ? 1 : 0), 0);
      const oldBits = meanBits(pairs, posteriors, feature, level);
      const estimatedBits = Math.log2(ofMatch[level] / ofRandom[level]);
      lines.push({
        feature,
        level,
        matches: Math.round(seen),
        random: randomly,
        m: ofMatch[level],
        u: ofRandom[level],
        oldBits,
        estimatedBits: round(estimatedBits),
        ...judged(level, oldBits, estimatedBits, Math.min(seen, randomly)),
      });
    }
  }
  const shifts: Partial<Record<`${Feature}.${Level}`, number>> = {};
  for (const { feature, level, oldBits, newBits } of lines) {
    if (oldBits !== null && newBits !== null && newBits !== oldBits)
      shifts[`${feature}.${level}`] = round(newBits - oldBits);
  }
  return { pairs: pairs.length, randomPairs: random.length, matches: Math.round(matches), rounds, lines, shifts };
}

function judged(level: Level, oldBits: number | null, estimated: number, seen: number) {
  if (oldBits === null) return { newBits: null, note: 'no reason of its own' };
  if (seen < seenMin) return { newBits: oldBits, note: 'too rare to measure: kept' };
  const bounded = Math.max(oldBits - lessMax, Math.min(oldBits + moreMax, estimated));
  // What speaks against a customer may only speak louder: the guard against the wrong customer rests on it.
  if (level === 'differ' && bounded > oldBits) return { newBits: oldBits, note: 'would be laxer: kept' };
  return { newBits: round(bounded), note: Math.abs(bounded - estimated) > 0.05 ? 'bounded' : '' };
}

function meanBits(
  pairs: readonly ComparedPair[],
  posteriors: readonly number[],
  feature: Feature,
  level: Level,
): number | null {
  let [sum, weight] = [0, 0];
  for (const [at, { pieces }] of pairs.entries()) {
    for (const piece of pieces) {
      const place = placeOf(piece);
      if (place?.feature !== feature || place.level !== level) continue;
      const share = level === 'differ' ? 1 : (posteriors[at] ?? 0);
      sum += piece.weight * share;
      weight += share;
    }
  }
  return weight < 1 ? null : round(sum / weight);
}

/**
 * Reasons weighed by a company's own weights. Only the weight changes: what is a reason of its own, what may stand alone
 * and what contradicts was marked before, so no weight of any size assigns what the guard would not.
 */
export function shiftWeights(pieces: readonly Piece[], shifts: WeightShifts): readonly Piece[] {
  return pieces.map((piece) => {
    const place = placeOf(piece);
    const shift = place === null ? 0 : (shifts[`${place.feature}.${place.level}`] ?? 0);
    if (shift === 0) return piece;
    const bounded = Math.max(-lessMax, Math.min(piece.weight < 0 ? 0 : moreMax, shift));
    // A reason for somebody never becomes one against, nor the other way round.
    const weight = piece.weight > 0 ? Math.max(0, piece.weight + bounded) : piece.weight + bounded;
    return { ...piece, weight: round(weight) };
  });
}

function round(bits: number): number {
  return Math.round(bits * 10) / 10;
}
