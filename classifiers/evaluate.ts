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

export interface ReliabilityRange {
  readonly count: number;
  readonly meanConfidence: number;
  readonly rightShare: number;
}

export interface Report extends ModelMetrics {
  readonly perClass: readonly ClassReport[];
  readonly reliability: readonly ReliabilityRange[];
  /** Wrong first answers, most frequent first; `answer` is `unknown` when none was given. */
  readonly confusion: readonly { readonly truth: ClassKey; readonly answer: ClassKey; readonly count: number }[];
  /** How well a second concern is found, over the examples that say whether they have one. */
  readonly second: { readonly present: number; readonly found: number; readonly claimed: number };
  readonly millisecondsEach: number;
}

/** One document judged: the truth beside what was said of it. */
export interface JudgedAnswer {
  readonly truth: ClassKey;
  /** The class suggested to people, `unknown` when none was. */
  readonly answer: ClassKey;
  readonly confidence: number;
  readonly isFirstRight: boolean;
  readonly isAuto: boolean;
  readonly autoKey: ClassKey | null;
  readonly truthSecond: ClassKey | null;
  readonly second: ClassKey | null;
}

/** Measures a classifier on examples it has not learnt from. Examples of class `unknown` should not be decided alone. */
export function evaluate(classifier: Classifier, examples: readonly Example[], decide: Decide): Report {
  const started = performance.now();
  const judged = examples.map((example): JudgedAnswer => {
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
  return reportOn(judged, (performance.now() - started) / Math.max(1, examples.length));
}

/** The figures over answers that somebody else collected, e.g. from the rows of a mail room. */
export function reportOn(judged: readonly JudgedAnswer[], millisecondsEach: number): Report {
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
    exampleCount: judged.length,
    accuracy: share(known, ({ isFirstRight }) => isFirstRight),
    autoShare: share(known, ({ isAuto }) => isAuto),
    autoPrecision: share(auto, ({ truth, autoKey }) => truth === autoKey),
    expectedCalibrationError: calibrationError(judged),
    reliability: reliabilityOf(judged),
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
      // Which of two concerns is the first is often a matter of taste: either order finds it.
      found: judged.filter(
        ({ truth, truthSecond, answer, second }) =>
          truthSecond !== null && second !== answer && (second === truthSecond || second === truth),
      ).length,
      claimed: judged.filter(({ second }) => second !== null).length,
    },
    millisecondsEach,
  };
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

const rangeCount = 10;

/** Ten equal ranges of confidence, those without documents left out. */
function reliabilityOf(judged: readonly JudgedAnswer[]): ReliabilityRange[] {
  return Array.from({ length: rangeCount }, (_, range) => {
    const inside = judged.filter(
      ({ confidence }) => Math.min(rangeCount - 1, Math.floor(confidence * rangeCount)) === range,
    );
    return {
      count: inside.length,
      meanConfidence: inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inside.length),
      rightShare: share(inside, ({ isFirstRight }) => isFirstRight),
    };
  }).filter(({ count }) => count > 0);
}

/** Mean distance of what is said from how often it is right, each range weighted by its documents. */
function calibrationError(judged: readonly JudgedAnswer[]): number {
  return reliabilityOf(judged).reduce(
    (sum, { count, meanConfidence, rightShare }) =>
      sum + (count / judged.length) * Math.abs(meanConfidence - rightShare),
    0,
  );
}
