import type { FieldName, IndexField } from '../domain/index-data.ts';
import { fold } from '../rules/matching/folding.ts';

export interface FieldScore {
  /** Values that stand in the document. */
  readonly expected: number;
  readonly found: number;
  readonly right: number;
  /** Shown as sure (no person would be shown a mark) and not what the document says. */
  readonly sureWrong: number;
}

export interface Judged {
  readonly name: FieldName;
  readonly confidence: number;
  readonly foundBy: string;
  readonly isRight: boolean;
}

export interface ScoredFields {
  readonly judged: readonly Judged[];
  readonly missed: readonly { readonly name: FieldName; readonly value: string }[];
}

/** What a machine guessed for several names is compared as names and streets are: without case, umlauts and blanks. */
export function sameValue(name: string, one: string, other: string): boolean {
  if (one === other) return true;
  const isText = name === 'senderName' || name.endsWith('Address') || name.endsWith('eference');
  const dense = (text: string) => fold(text.replace(/str\.?(?=\s|,|\d|$)/gi, 'straße')).replace(/ /g, '');
  if (!isText) return false;
  // A department or an owner behind the firm's name is no part of it.
  const isShortened = name === 'senderName' && /^(?:,| Inh\b)/.test(one.slice(other.length)) && one.startsWith(other);
  return isShortened || dense(one) === dense(other);
}

/** Every found field against what was written; fields whose name the truth does not know are left out. */
export function scoreFields(
  found: readonly Pick<IndexField, 'name' | 'value' | 'confidence' | 'foundBy' | 'source'>[],
  expected: readonly { readonly name: FieldName; readonly value: string }[],
  names: ReadonlySet<FieldName>,
): ScoredFields {
  const judged: Judged[] = [];
  for (const { name, value, confidence, foundBy, source } of found) {
    // A mail's own header is no reading of anything.
    if (!names.has(name) || source === 'header') continue;
    const isRight = expected.some((each) => each.name === name && sameValue(name, each.value, value));
    judged.push({ name, confidence, foundBy, isRight });
  }
  const missed = expected.filter(
    ({ name, value }) =>
      names.has(name) && !found.some((each) => each.name === name && sameValue(name, value, each.value)),
  );
  return { judged, missed };
}

export function tally(documents: readonly ScoredFields[], sureFrom: number): ReadonlyMap<FieldName, FieldScore> {
  const scores = new Map<FieldName, { expected: number; found: number; right: number; sureWrong: number }>();
  const of = (name: FieldName) => {
    const score = scores.get(name) ?? { expected: 0, found: 0, right: 0, sureWrong: 0 };
    scores.set(name, score);
    return score;
  };
  for (const { judged, missed } of documents) {
    for (const { name, isRight, confidence } of judged) {
      const score = of(name);
      score.found += 1;
      if (isRight) {
        score.right += 1;
        score.expected += 1;
      } else if (confidence >= sureFrom) score.sureWrong += 1;
    }
    for (const { name } of missed) of(name).expected += 1;
  }
  return scores;
}

/** Mean gap between how sure fields are said to be and how often they are right, over ten bins weighted by their size. */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, right: 0, sure: 0 }));
  for (const { confidence, isRight } of judged) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.sure += confidence;
    if (isRight) bin.right += 1;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.sure), 0) / Math.max(1, judged.length);
}
