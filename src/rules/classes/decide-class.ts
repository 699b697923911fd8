import type { ClassAlternative, Classification, ClassKey, DocumentClass } from '../../domain/document-class.ts';

export interface ClassDecision {
  /** The best configured class; null when there was no text or nothing fits, and a person starts from nothing. */
  readonly key: ClassKey | null;
  readonly confidence: number;
  readonly decision: 'auto' | 'review';
  /** What else it could be, best first, for the person who decides. */
  readonly alternatives: readonly ClassAlternative[];
  readonly second: ClassAlternative | null;
}

const alternativesMax = 4;
/** A company may set a low threshold; two classes that are nearly as likely are still no decision. */
const marginMin = 0.25;

/**
 * Decides alone only when the classifier knows the kind of document, is at least as sure as the class demands, and no
 * other class comes close. Classes the company has dropped are no answers.
 */
export function decideClass(classification: Classification, classes: readonly DocumentClass[]): ClassDecision {
  const configured = new Map(classes.map((documentClass) => [documentClass.key, documentClass]));
  const ranked = classification.ranked.filter(({ key }) => configured.has(key));
  const [first, runnerUp] = ranked;
  const second =
    classification.second !== null &&
    configured.has(classification.second.key) &&
    classification.second.key !== first?.key
      ? classification.second
      : null;
  if (first === undefined || classification.isUnknown) {
    return {
      key: null,
      confidence: 0,
      decision: 'review',
      alternatives: ranked.slice(0, alternativesMax),
      second: null,
    };
  }
  const threshold = configured.get(first.key)?.threshold ?? 1;
  const isSure = first.confidence >= threshold && first.confidence - (runnerUp?.confidence ?? 0) >= marginMin;
  return {
    key: first.key,
    confidence: first.confidence,
    decision: isSure ? 'auto' : 'review',
    alternatives: ranked.slice(1, 1 + alternativesMax),
    second,
  };
}
