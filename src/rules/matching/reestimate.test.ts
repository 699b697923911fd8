import { expect, test } from 'vitest';
import type { CustomerRecord } from '../../domain/customer.ts';
import { goldenCustomers } from '../../testing/golden/customers.ts';
import { goldenLetters } from '../../testing/golden/golden-letters.ts';
import { type SeededRandom, seededRandom } from '../../testing/seeded-random.ts';
import { extractionOf } from '../../testing/understand.ts';
import { type Comparison, type Feature, features, type Level, levels, placeOf } from './comparison.ts';
import { estimateWeights } from './estimate-weights.ts';
import { matchCustomer } from './match-customer.ts';
import { type Piece, piece } from './piece.ts';
import { type ComparedPair, matchesMin, pairsMin, reestimateWeights, shiftWeights } from './weight-shifts.ts';

type Row = Readonly<Record<Level, number>>;
const row = (differ: number, partial: number): Row => ({ differ, partial, agree: 1 - differ - partial });
const trueM: Readonly<Record<Feature, Row>> = {
  number: row(0.04, 0.06),
  iban: row(0.1, 0.05),
  email: row(0.2, 0.05),
  phone: row(0.25, 0.05),
  name: row(0.03, 0.12),
  address: row(0.12, 0.1),
  birthDate: row(0.02, 0.05),
};
const trueU: Readonly<Record<Feature, Row>> = {
  number: row(0.97, 0.02),
  iban: row(0.98, 0.01),
  email: row(0.98, 0.01),
  phone: row(0.96, 0.02),
  name: row(0.55, 0.3),
  address: row(0.6, 0.25),
  birthDate: row(0.97, 0.02),
};

function draw(random: SeededRandom, shares: Readonly<Record<Feature, Row>>): Comparison {
  const level = (feature: Feature): Level | null => {
    if (random.chance(0.3)) return null;
    const at = random.next();
    const { differ, partial } = shares[feature];
    return at < differ ? 'differ' : at < differ + partial ? 'partial' : 'agree';
  };
  return {
    number: level('number'),
    iban: level('iban'),
    email: level('email'),
    phone: level('phone'),
    name: level('name'),
    address: level('address'),
    birthDate: level('birthDate'),
  };
}

const random = seededRandom(4);
const pairs = Array.from({ length: 14_000 }, () => draw(random, random.chance(0.15) ? trueM : trueU));
const strangers = Array.from({ length: 8000 }, () => draw(random, trueU));

test('without one labelled pair the estimates come close to the frequencies that made the pairs', () => {
  const { matchShare, m, uCompared } = estimateWeights(pairs);
  expect(matchShare).toBeCloseTo(0.15, 1);
  for (const feature of features) {
    for (const level of levels) {
      expect(Math.abs((m[feature]?.[level] ?? 1) - trueM[feature][level])).toBeLessThan(0.03);
      expect(Math.abs((uCompared[feature]?.[level] ?? 1) - trueU[feature][level])).toBeLessThan(0.03);
    }
  }
});

const reason: Readonly<Record<Level, (weight: number) => Piece>> = {
  agree: (weight) => piece('name', weight, '', { basis: 'name x', isIndependent: true }),
  partial: (weight) => piece('name', weight, '', { basis: 'name x' }),
  differ: (weight) => piece('conflict', weight, '', { basis: 'sender name', isContradiction: true }),
};
function withReasons(weights: Readonly<Record<Level, number>>): readonly ComparedPair[] {
  return pairs.map((comparison) => ({
    comparison,
    pieces: comparison.name === null ? [] : [reason[comparison.name](weights[comparison.name])],
    confidence: comparison.number === 'agree' || comparison.iban === 'agree' ? 0.9 : 0.1,
  }));
}

test('the new weights are log2 of m against u among strangers, beside those in force', () => {
  const estimate = reestimateWeights(withReasons({ agree: 3, partial: -1, differ: -3 }), strangers, pairs.length);
  const line = estimate?.lines.find(({ feature, level }) => feature === 'name' && level === 'agree');
  expect(line?.estimatedBits).toBeCloseTo(Math.log2(trueM.name.agree / trueU.name.agree), 0);
  expect(line).toMatchObject({ oldBits: 3, newBits: line?.estimatedBits });
  expect(estimate?.matches).toBeGreaterThan(1000);
});

test('no weight moves by more than two bits up and four down, and none that speaks against gets weaker', () => {
  const low = reestimateWeights(withReasons({ agree: -4, partial: -9, differ: -1 }), strangers, pairs.length);
  const high = reestimateWeights(withReasons({ agree: 12, partial: 9, differ: -9 }), strangers, pairs.length);
  expect(low?.shifts).toMatchObject({ 'name.agree': 2, 'name.partial': 2 });
  expect(low?.shifts['name.differ']).toBeLessThan(0);
  expect(high?.shifts).toMatchObject({ 'name.agree': -4, 'name.partial': -4 });
  expect(high?.shifts['name.differ']).toBeUndefined();
});

test('what is too rare to measure keeps its weight', () => {
  const rare = strangers.map((each) => ({ ...each, name: each.name === 'agree' ? ('differ' as const) : each.name }));
  const estimate = reestimateWeights(withReasons({ agree: 9, partial: 2, differ: -5 }), rare, pairs.length);
  expect(estimate?.lines.find(({ feature, level }) => feature === 'name' && level === 'agree')).toMatchObject({
    newBits: 9,
    note: 'too rare to measure: kept',
  });
});

test('too few pairs, or too few that fit, give no estimate', () => {
  expect(
    reestimateWeights(
      withReasons({ agree: 3, partial: 1, differ: -3 }).slice(0, pairsMin - 1),
      strangers,
      pairs.length,
    ),
  ).toBe(null);
  const few = Array.from({ length: pairsMin }, () => ({
    comparison: draw(random, trueU),
    pieces: [],
    confidence: 0.1,
  }));
  const estimate = reestimateWeights(few, strangers, few.length);
  if (estimate !== null) expect(estimate.matches).toBeGreaterThanOrEqual(matchesMin);
});

test('more pairs that fit than there are documents give no estimate: something else was told apart', () => {
  const all = withReasons({ agree: 3, partial: -1, differ: -3 });
  expect(reestimateWeights(all, strangers, 1000)).toBe(null);
  expect(reestimateWeights(all, strangers, 3000)).not.toBe(null);
});

test('no weights of any size change what a reason is, or turn one for somebody into one against', () => {
  for (const level of levels) {
    const [before] = [reason[level](level === 'differ' ? -9 : 1)];
    for (const shift of [-50, 50]) {
      const [after] = shiftWeights([before], { [`name.${level}`]: shift });
      expect({ ...after, weight: 0 }).toEqual({ ...before, weight: 0 });
      expect(Math.sign(after?.weight ?? 0) * Math.sign(before.weight)).toBeGreaterThanOrEqual(0);
      if (level === 'differ') expect(after?.weight).toBeLessThanOrEqual(before.weight);
      if (after) expect(placeOf(after)).toEqual(placeOf(before));
    }
  }
});

test('a company’s own weights never assign what the product’s would not, and may hold back', () => {
  const more = Object.fromEntries(features.flatMap((feature) => levels.map((level) => [`${feature}.${level}`, 2])));
  const less = Object.fromEntries(features.flatMap((feature) => levels.map((level) => [`${feature}.${level}`, -4])));
  let assigned = 0;
  let heldBack = 0;
  for (const { text } of goldenLetters) {
    const decide = (shifts: Readonly<Record<string, number>> | null) => {
      const records: readonly CustomerRecord[] = goldenCustomers;
      const { match } = matchCustomer(extractionOf(text), records, { need: 'required', isTruncated: false, shifts });
      return match.decision === 'auto' ? match.candidates[0]?.customerNumber : null;
    };
    const product = decide(null);
    for (const own of [decide(more), decide(less)]) expect([product, null]).toContain(own);
    if (product !== null) assigned += 1;
    if (product !== null && decide(less) === null) heldBack += 1;
  }
  expect(assigned).toBeGreaterThan(5);
  expect(heldBack).toBeGreaterThan(0);
});
