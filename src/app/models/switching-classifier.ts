import type { Classifier } from '../../ports/classifier.ts';

export interface SwitchingClassifier extends Classifier {
  /** From the next document on this one answers; one that is being classified ends with the old one. */
  use(classifier: Classifier): void;
}

/** Stages are given one classifier for good; which model answers behind it may change while they work. */
export function createSwitchingClassifier(first: Classifier): SwitchingClassifier {
  let current = first;
  return {
    get name() {
      return current.name;
    },
    get version() {
      return current.version;
    },
    classify: (input) => current.classify(input),
    use(classifier) {
      current = classifier;
    },
  };
}
