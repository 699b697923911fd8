import type { Classification, ClassKey } from '../src/domain/document-class.ts';
import type { Classifier } from '../src/ports/classifier.ts';
import { type Example, inputOf, unknownClass } from './learning/example.ts';
import type { ModelMetrics } from './model/model.ts';

/** What would be done with an answer: `decideClass` of the rules, given so that this folder needs no rules. */
export type Decide = (classification: Classification) => {
  readonly key: ClassKey | null;
  readonly decision: 'auto' | 'review';
};

export interface ClassReport {
  readonly key: ClassKey;
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
  readonly autoShare: number;
}

export interface Report extends ModelMetrics {
  readonly perClass: readonly ClassReport[];
  /** Wrong first answers, most frequent first; `answer` is `unknown` when none was given. */
  readonly confusion: readonly { readonly truth: ClassKey; readonly answer: ClassKey; readonly count: number }[];
  /** How well a second concern is found, over the examples that say whether they have one. */
  readonly second: { readonly present: number; readonly found: number; readonly claimed: number };
  readonly millisecondsEach: number;
}

/** Measures a classifier on examples it has not learnt from. Examples of class `unknown` should not be decided alone. */
export function evaluate(classifier: Classifier, examples: readonly Example[], decide: Decide): Report {
  const started = performance.now();
  const judged = examples.map((example) => {
    const classification = classifier.classify(inputOf(example));
    const { key, decision } = decide(classification);
    const first = classification.isUnknown ? undefined : classification.ranked[0];
    return {
      truth: example.classKey,
      answer: first?.key ?? unknownClass,
      confidence: classification.ranked[0]?.confidence ?? 0,
      isFirstRight: classification.ranked[0]?.key === example.classKey,
      isAuto: decision === 'auto',
      autoKey: key,
      truthSecond: example.second,
      second: classification.second?.key ?? null,
    };
  });
  const millisecondsEach = (performance.now() - started) / Math.max(1, examples.length);
  const known = judged.filter(({ truth }) => truth !== unknownClass);
  const unknown = judged.filter(({ truth }) => truth === unknownClass);
  const auto = judged.filter(({ isAuto }) => isAuto);
  const confusion = new Map<string, { truth: ClassKey; answer: ClassKey; count: number }>();
  for (const { truth, answer } of judged) {
    if (truth === answer) continue;
    const entry = confusion.get(`${truth} ${answer}`) ?? { truth, answer, count: 0 };
    entry.count += 1;
    confusion.set(`${truth} ${answer}`, entry);
  }
  const keys = [...new Set(judged.map(({ truth }) => truth))].sort();
  return {
    exampleCount: examples.length,
    accuracy: share(known, ({ isFirstRight }) => isFirstRight),
    autoShare: share(known, ({ isAuto }) => isAuto),
    autoPrecision: share(auto, ({ truth, autoKey }) => truth === autoKey),
    expectedCalibrationError: calibrationError(judged),
    unknownRecall: unknown.length === 0 ? null : share(unknown, ({ answer }) => answer === unknownClass),
    perClass: keys.map((key) => {
      const ofClass = judged.filter(({ truth }) => truth === key);
      return {
        key,
        count: ofClass.length,
        precision: share(
          judged.filter(({ answer }) => answer === key),
          ({ truth }) => truth === key,
        ),
        recall: share(ofClass, ({ answer }) => answer === key),
        autoShare: share(ofClass, ({ isAuto }) => isAuto),
      };
    }),
    confusion: [...confusion.values()].sort((one, other) => other.count - one.count),
    second: {
      present: judged.filter(({ truthSecond }) => truthSecond !== null).length,
      found: judged.filter(({ truthSecond, second }) => truthSecond !== null && second === truthSecond).length,
      claimed: judged.filter(({ second }) => second !== null).length,
    },
    millisecondsEach,
  };
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

/** Expected calibration error over ten equal ranges of confidence. */
function calibrationError(judged: readonly { readonly confidence: number; readonly isFirstRight: boolean }[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inside.length);
    error +=
      (inside.length / Math.max(1, judged.length)) * Math.abs(mean - share(inside, ({ isFirstRight }) => isFirstRight));
  }
  return error;
}
