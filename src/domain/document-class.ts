import type { ClassField } from './class-field.ts';

/** Key of a document class, e.g. `cancellation`. The taxonomy is configuration, so this is a string and not a union. */
export type ClassKey = string;

export type LanguageCode = 'de' | 'en' | 'und';

/** One class of the company's taxonomy. */
export interface DocumentClass {
  readonly key: ClassKey;
  readonly names: { readonly de: string; readonly en: string };
  /** `none`: the class never belongs to a customer's file (an application, a supplier's invoice). */
  readonly customer: 'required' | 'optional' | 'none';
  readonly queue: string;
  readonly skills: readonly string[];
  /** 0 (can wait) to 100 (now). */
  readonly priority: number;
  readonly deadline: DeadlineRule;
  readonly retention: RetentionRule;
  /** A machine decision below this calibrated probability goes to a person; set by the cost of an error. */
  readonly threshold: number;
  /** Which fields it has; every field that is found is kept where nothing is said. */
  readonly fields?: readonly ClassField[];
}

/** Counted from the legal receipt in the company's calendar. */
export type DeadlineRule =
  | { readonly unit: 'workingDays'; readonly count: number; readonly kind: 'statutory' | 'contractual' }
  | { readonly unit: 'calendarMonths'; readonly count: number; readonly kind: 'statutory' | 'contractual' };

/** Years after the end of the calendar year of receipt (the way of § 147 Abs. 4 AO and § 257 Abs. 5 HGB). */
export interface RetentionRule {
  readonly deletionClass: string;
  readonly years: number;
}

/** One ranked answer of a classifier. `confidence` is a calibrated probability. */
export interface ClassAlternative {
  readonly key: ClassKey;
  readonly confidence: number;
}

export interface Classification {
  /** Ranked, best first. Empty when there was no text to judge. */
  readonly ranked: readonly ClassAlternative[];
  /** The classifier's own view that none of its classes fits: what no class was trained for. */
  readonly isUnknown: boolean;
  readonly second: ClassAlternative | null;
  /** Reasons in words a clerk can read, strongest first: words of the document that spoke for the class. */
  readonly evidence: readonly ClassEvidence[];
  readonly classifier: { readonly name: string; readonly version: string };
  /** Share of the text's words that the classifier knows, 0 to 1: falls when the post becomes another one. */
  readonly knownShare?: number;
}

export interface ClassEvidence {
  readonly text: string;
  readonly weight: number;
}
