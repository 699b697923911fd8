import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated, type Judged, learnCalibration } from './calibration.ts';
import { trainLinear } from './dual-descent.ts';
import { foldsOf } from './folds.ts';
import { ocrNoise } from './ocr-noise.ts';
import { randomOf } from './random.ts';
import { softmax } from './softmax.ts';

describe('reading errors', () => {
  const text = 'Hiermit kündige ich meinen Vertrag über die Lieferung von Strom.\nMit freundlichen Grüßen '.repeat(20);

  it('are the same for the same seed', () => {
    expect(ocrNoise(text, 0.05, randomOf(3))).toBe(ocrNoise(text, 0.05, randomOf(3)));
    expect(ocrNoise(text, 0.05, randomOf(3))).not.toBe(ocrNoise(text, 0.05, randomOf(4)));
  });

  it('leave the lines where they are', () => {
    expect(ocrNoise(text, 0.5, randomOf(3)).split('\n')).toHaveLength(text.split('\n').length);
  });

  it('of rate zero change nothing', () => {
    expect(ocrNoise(text, 0, randomOf(3))).toBe(text);
  });
});

describe('folds', () => {
  it('hold every item out once and spread each class evenly', () => {
    const items = Array.from({ length: 60 }, (_, index) => ({ index, label: index % 3 }));
    const folds = foldsOf(items, 4, 1);
    expect(folds.flatMap(({ held }) => held.map(({ index }) => index)).sort((a, b) => a - b)).toEqual(
      items.map(({ index }) => index),
    );
    for (const { kept, held } of folds) {
      expect(kept.some((item) => held.includes(item))).toBe(false);
      for (const label of [0, 1, 2]) expect(held.filter((item) => item.label === label)).toHaveLength(5);
    }
  });
});

describe('linear classes', () => {
  const examples = Array.from({ length: 90 }, (_, index) => ({
    vector: {
      rows: Int32Array.of(index % 3, 3),
      values: Float32Array.of(1, 1),
      kinds: Uint8Array.of(0, 0),
      knownShare: 1,
    },
    label: index % 3,
    second: -1,
    weight: 1,
  }));
  const train = (seed: number) => {
    const training = trainLinear(examples, { classCount: 3, rowCount: 4, epochs: 20, cost: 1, seed });
    for (;;) {
      const { value, done } = training.next();
      if (done === true) return value;
    }
  };

  it('gives each telling feature to its class and nothing to the one that all share', () => {
    const { weights } = train(1);
    for (const label of [0, 1, 2]) {
      const row = [...weights.slice(label * 3, label * 3 + 3)];
      expect(row.indexOf(Math.max(...row))).toBe(label);
    }
    expect(Math.max(...weights.slice(9).map(Math.abs))).toBeLessThan(0.2 * Math.max(...weights));
  });

  it('learns the same from the same seed', () => {
    expect(train(5)).toEqual(train(5));
  });
});

describe('calibration', () => {
  const silent = { words: new Float64Array(3), phrases: new Float64Array(3), knownShare: 1, wordCount: 20 };
  /** A model that is far too sure of itself: right in seven of ten cases, whatever it says. */
  const boastful: Judged[] = Array.from({ length: 400 }, (_, index) => ({
    logits: Float64Array.of(8 + (index % 7), 0, 0),
    label: index % 10 < 7 ? 0 : 1 + (index % 2),
    weight: 1,
    ...silent,
  }));
  const learn = (judged: readonly Judged[], rejectShare = 0) => learnCalibration(judged, { rejectShare, unknown: -1 });

  it('makes a boastful model say how often it is right', () => {
    const calibration = learn(boastful);
    const said = boastful.map((each) => calibrated(each, calibration).probabilities[0] ?? 0);
    expect(said.reduce((sum, one) => sum + one, 0) / said.length).toBeCloseTo(0.7, 1);
    expect(Math.max(...said)).toBeLessThan(0.8);
  });

  it('changes no first answer and keeps probabilities', () => {
    const calibration = learn(boastful);
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(logits, (numbers) => {
        const given = Float64Array.from(numbers);
        const raw = softmax(given, 1);
        const after = calibrated({ logits: given, ...silent }, calibration).probabilities;
        const best = after[raw.indexOf(Math.max(...raw))] ?? 0;
        expect(Math.max(...after)).toBeCloseTo(best, 9);
        expect(after.reduce((sum, one) => sum + one, 0)).toBeLessThan(1.000001);
        expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 11 },
    );
  });

  it('what phrases contradict is less sure than what they support', () => {
    const judged = Array.from({ length: 400 }, (_, index): Judged => {
      const isSupported = index % 2 === 0;
      return {
        logits: Float64Array.of(2, 0, 0),
        label: isSupported || index % 5 === 0 ? 0 : 1,
        weight: 1,
        ...silent,
        phrases: Float64Array.of(isSupported ? 3 : 0, isSupported ? 0 : 3, 0),
      };
    });
    const calibration = learn(judged);
    const [supported, contradicted] = judged;
    const sure = (each: Judged | undefined) =>
      each === undefined ? -1 : (calibrated(each, calibration).probabilities[0] ?? -1);
    expect(sure(supported)).toBeGreaterThan(0.95);
    expect(sure(contradicted)).toBeLessThan(0.4);
  });

  it('gives up no more right answers than it may to say unknown', () => {
    const judged = Array.from(
      { length: 400 },
      (_, index): Judged => ({
        logits: Float64Array.of(index / 200, 0, 0),
        label: index % 4 === 0 && index < 300 ? 1 : 0,
        weight: 1,
        ...silent,
      }),
    );
    const calibration = learn(judged, 0.05);
    const right = judged.filter(({ label }) => label === 0);
    const lost = right.filter((each) => calibrated(each, calibration).isUnsure);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length / right.length).toBeLessThanOrEqual(0.06);
    const generous = learn(judged);
    expect(judged.filter((each) => calibrated(each, generous).isUnsure)).toHaveLength(0);
  });

  it('with too little to learn from leaves the model as it is', () => {
    expect(learn(boastful.slice(0, 10))).toEqual({ temperature: 1, sureness: [], knots: [], unknownBelow: 0 });
  });
});
