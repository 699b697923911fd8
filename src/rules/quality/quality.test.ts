import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { drawingProbability } from './drawing-probability.ts';
import { exactInterval } from './exact-interval.ts';
import { addChecks, noChecks, provenShare, type WeighedChecks } from './proven-share.ts';
import { qualityAlarms } from './quality-alarms.ts';
import { stabilityIndex } from './stability-index.ts';

const checks = (answers: readonly { readonly probability: number; readonly isRight: boolean }[]): WeighedChecks =>
  answers
    .map(({ probability, isRight }) => ({
      count: 1,
      weight: 1 / probability,
      weightSquared: 1 / probability ** 2,
      rightCount: isRight ? 1 : 0,
      rightWeight: isRight ? 1 / probability : 0,
    }))
    .reduce(addChecks, noChecks);

describe('drawing', () => {
  const day = (count: number, usualPerDay: number, minimumPerDay: number, random: () => number) => {
    const drawn: { readonly number: number; readonly probability: number }[] = [];
    for (let number = 0; number < count; number += 1) {
      const probability = drawingProbability({
        share: 0.01,
        minimumPerDay,
        decidedToday: number,
        drawnToday: drawn.length,
        usualPerDay,
      });
      if (random() < probability) drawn.push({ number, probability });
    }
    return drawn;
  };

  it('a day with at least half of the usual documents reaches its minimum whatever the dice say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (usual, minimum, seed) => {
          const count = Math.max(minimum, Math.floor(usual / 2) + minimum);
          expect(day(count, usual, minimum, seededRandom(seed).next).length).toBeGreaterThanOrEqual(minimum);
        },
      ),
      { seed: 11 },
    );
  });

  it('is a probability above nothing, and the bare share once the minimum is reached', () => {
    const state = { share: 0.01, minimumPerDay: 1, decidedToday: 40, drawnToday: 1, usualPerDay: 100 };
    expect(drawingProbability(state)).toBe(0.01);
    expect(drawingProbability({ ...state, drawnToday: 0, decidedToday: 60 })).toBe(1);
    expect(drawingProbability({ ...state, drawnToday: 0, decidedToday: 0 })).toBe(0.02);
    expect(drawingProbability({ ...state, share: 0 })).toBeGreaterThan(0);
  });

  it('weights take back what the minimum favours: rare early errors are not counted a hundredfold', () => {
    const random = seededRandom(5).next;
    let weightOfErrors = 0;
    let weight = 0;
    for (let each = 0; each < 3000; each += 1) {
      // The first ten documents of every day are wrong, one in twenty.
      for (const { number, probability } of day(200, 0, 1, random)) {
        weight += 1 / probability;
        if (number < 10) weightOfErrors += 1 / probability;
      }
    }
    expect(weightOfErrors / weight).toBeCloseTo(10 / 200, 2);
  });
});

describe('a proven share', () => {
  it('nothing checked proves nothing', () => {
    expect(provenShare(noChecks)).toEqual({ checked: 0, wrong: 0, share: null, from: 0, to: 1 });
  });

  it.each([
    // 0.025 ** (1 / 10) and 1 - 0.025 ** (1 / 10), which need no table.
    [10, 10, 0.6915, 1],
    [10, 0, 0, 0.3085],
    [412, 409, 0.9788, 0.9985],
    [100, 99, 0.9455, 0.9997],
    [10, 9, 0.555, 0.9975],
  ])('%i checked, %i right: the interval of Clopper and Pearson', (count, right, from, to) => {
    const proven = provenShare(
      checks(Array.from({ length: count }, (_, i) => ({ probability: 0.01, isRight: i < right }))),
    );
    expect(proven).toMatchObject({ checked: count, wrong: count - right });
    expect(proven.from).toBeCloseTo(from, 3);
    expect(proven.to).toBeCloseTo(to, 3);
  });

  it('unequal chances of being drawn weigh a document, and widen the interval', () => {
    const mixed = provenShare(
      checks([
        ...Array.from({ length: 50 }, () => ({ probability: 1, isRight: true })),
        ...Array.from({ length: 50 }, (_, i) => ({ probability: 0.1, isRight: i < 49 })),
      ]),
    );
    // One of 550 that the sample stands for would be 0.998; the wrong one stands for ten.
    expect(mixed.share).toBeCloseTo(540 / 550, 6);
    const equal = exactInterval(540 / 550, 100);
    expect(mixed.from).toBeLessThan(equal[0]);
  });

  it('the share always lies in its interval, and more of the same checks narrow it', () => {
    const answer = fc.record({ probability: fc.double({ min: 0.001, max: 1, noNaN: true }), isRight: fc.boolean() });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 60 }), (answers) => {
        const once = provenShare(checks(answers));
        const twice = provenShare(checks([...answers, ...answers]));
        expect(once.share).not.toBeNull();
        expect(once.from).toBeLessThanOrEqual(once.share ?? 0);
        expect(once.to).toBeGreaterThanOrEqual(once.share ?? 1);
        expect(twice.to - twice.from).toBeLessThan(once.to - once.from + 1e-12);
      }),
      { seed: 12 },
    );
  });

  it('of a thousand samples at least 95 % hold the truth, but for chance', () => {
    const random = seededRandom(77).next;
    let held = 0;
    for (let sample = 0; sample < 1000; sample += 1) {
      const answers = Array.from({ length: 300 }, () => ({ probability: 0.02, isRight: random() < 0.97 }));
      const { from, to } = provenShare(checks(answers));
      if (from <= 0.97 && 0.97 <= to) held += 1;
    }
    expect(held).toBeGreaterThan(940);
    expect(held).toBeLessThan(995);
  });
});

describe('drift', () => {
  const counts = (given: Readonly<Record<string, number>>) => new Map(Object.entries(given));

  it('the same post has an index near nothing, another one far above a quarter', () => {
    const reference = counts({ cancellation: 300, invoice: 500, complaint: 200 });
    expect(stabilityIndex(reference, counts({ cancellation: 33, invoice: 48, complaint: 19 })).index).toBeLessThan(
      0.05,
    );
    expect(stabilityIndex(reference, counts({ cancellation: 70, invoice: 10, complaint: 20 })).index).toBeGreaterThan(
      0.5,
    );
  });

  it('a class nobody had seen before counts and stays finite; nothing to compare is no drift', () => {
    const { index, parts } = stabilityIndex(counts({ invoice: 100 }), counts({ invoice: 50, storm: 50 }));
    expect(Number.isFinite(index)).toBe(true);
    expect(index).toBeGreaterThan(0.25);
    expect(parts.map(({ key, before, now }) => [key, before, now])).toEqual([
      ['invoice', 1, 0.5],
      ['storm', 0, 0.5],
    ]);
    expect(stabilityIndex(new Map(), counts({ invoice: 1 })).index).toBe(0);
  });
});

describe('an alarm', () => {
  const thresholds = { classPrecisionMin: 0.99, customerPrecisionMin: 0.999, driftMax: 0.25, driftDocumentsMin: 200 };
  const proven = (count: number, wrong: number) =>
    provenShare(checks(Array.from({ length: count }, (_, i) => ({ probability: 0.1, isRight: i >= wrong }))));

  it('is raised when the threshold is missed for sure, and not by one error among the first ten', () => {
    const of = (count: number, wrong: number) =>
      qualityAlarms(
        { classPrecision: proven(count, wrong), customerPrecision: provenShare(noChecks), drift: [] },
        thresholds,
      );
    expect(of(1, 1)).toEqual([]);
    expect(of(10, 1)).toEqual([]);
    expect(of(400, 20)).toEqual([{ kind: 'classPrecision', measured: 0.95, threshold: 0.99 }]);
  });

  it('drift of a handful of documents is chance', () => {
    const of = (now: number) =>
      qualityAlarms(
        {
          classPrecision: provenShare(noChecks),
          customerPrecision: provenShare(noChecks),
          drift: [{ kind: 'classes', index: 0.4, before: 900, now }],
        },
        thresholds,
      );
    expect(of(199)).toEqual([]);
    expect(of(200)).toEqual([{ kind: 'classes', measured: 0.4, threshold: 0.25 }]);
  });
});
