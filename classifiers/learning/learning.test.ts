import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated, type Judged, learnCalibration, softmax } from './calibration.ts';
import { foldsOf } from './folds.ts';
import { trainLogistic } from './logistic.ts';
import { ocrNoise } from './ocr-noise.ts';
import { randomOf } from './random.ts';

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

describe('logistic regression', () => {
  const examples = Array.from({ length: 90 }, (_, index) => ({
    vector: { rows: Int32Array.of(index % 3, 3), values: Float32Array.of(1, 1), knownShare: 1 },
    label: index % 3,
    weight: 1,
  }));
  const train = (seed: number) => {
    const training = trainLogistic(examples, { classCount: 3, rowCount: 4, epochs: 20, decay: 1e-4, step: 1, seed });
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
  /** A model that is far too sure of itself: right in seven of ten cases, whatever it says. */
  const boastful: Judged[] = Array.from({ length: 400 }, (_, index) => ({
    logits: Float64Array.of(8 + (index % 7), 0, 0),
    label: index % 10 < 7 ? 0 : 1 + (index % 2),
  }));

  it('makes a boastful model say how often it is right', () => {
    const calibration = learnCalibration(boastful);
    const said = boastful.map(({ logits }) => calibrated(logits, calibration)[0] ?? 0);
    expect(said.reduce((sum, one) => sum + one, 0) / said.length).toBeCloseTo(0.7, 1);
    expect(Math.max(...said)).toBeLessThan(0.8);
  });

  it('changes no first answer and keeps probabilities', () => {
    const calibration = learnCalibration(boastful);
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(logits, (numbers) => {
        const given = Float64Array.from(numbers);
        const raw = softmax(given, 1);
        const after = calibrated(given, calibration);
        const best = after[raw.indexOf(Math.max(...raw))] ?? 0;
        expect(Math.max(...after)).toBeCloseTo(best, 9);
        expect(after.reduce((sum, one) => sum + one, 0)).toBeLessThan(1.000001);
        expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 11 },
    );
  });

  it('with too little to learn from leaves the model as it is', () => {
    expect(learnCalibration(boastful.slice(0, 10))).toEqual({ temperature: 1, knots: [] });
  });
});
