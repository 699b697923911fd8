import type { FieldAnswer } from '../db/corrections.ts';
import type { Match, MatchCandidate } from '../domain/customer.ts';
import { enteredField } from '../domain/entered-field.ts';
import { MailroomError } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { IndexField } from '../domain/index-data.ts';

export interface Answer {
  readonly classKey: string;
  /** Left out: as the machine found it. */
  readonly secondClassKey?: string | null;
  readonly customerNumber: string | null;
  readonly customer: Pick<MatchCandidate, 'displayName' | 'displayAddress'> | null;
  readonly fields: readonly FieldAnswer[];
  readonly actor: string;
}

/**
 * The machine's facts with a person's answer in front: certain now, and with the machine's own guesses kept behind it,
 * so that a correction stays visible as one. Fails with `request.invalid` for a field that is not there or a value that
 * can be none.
 */
export function answeredFacts(
  facts: Partial<FactsByStage>,
  answer: Answer,
): Pick<FactsByStage, 'classification' | 'indexing'> {
  const { classification, indexing } = facts;
  const guesses = classification?.alternatives ?? [];
  const second = answer.secondClassKey;
  return {
    classification: {
      second:
        second === undefined
          ? // The machine's second concern may be what the person says is the first.
            classification?.second?.key === answer.classKey
            ? null
            : (classification?.second ?? null)
          : second === null
            ? null
            : { key: second, confidence: 1 },
      evidence: classification?.evidence ?? [],
      classifier: classification?.classifier ?? null,
      key: answer.classKey,
      confidence: 1,
      decision: 'auto',
      alternatives: guesses,
      decidedBy: answer.actor,
    },
    indexing: {
      fields: answeredFields(indexing?.fields ?? [], answer.fields),
      customer: answeredMatch(indexing?.customer, answer),
      decidedBy: answer.actor,
    },
  };
}

/** The fields with a person's values in their places, each with what the machine had found there. */
export function answeredFields(fields: readonly IndexField[], answers: readonly FieldAnswer[]): readonly IndexField[] {
  const answered: (IndexField | null)[] = [...fields];
  for (const { at, name, value, was } of answers) {
    const found = at === null ? undefined : answered[at];
    if (at !== null && found?.name !== name) {
      throw new MailroomError('request.invalid', `The document has no field "${name}" at place ${at}. Load it again.`);
    }
    if (was !== undefined && found?.value !== was) {
      throw new MailroomError(
        'revision.stale',
        `The field "${name}" has another value by now than the one that was answered. Load it again.`,
      );
    }
    const typed = value?.trim() ?? '';
    if (typed === '') {
      if (at !== null) answered[at] = null;
      continue;
    }
    const entered = enteredField(name, typed);
    if ('fault' in entered) {
      throw new MailroomError(
        'request.invalid',
        `This can be no value of the field "${name}" (${entered.fault}). Compare it with the page, or leave it empty.`,
      );
    }
    const said = { value: entered.value, confidence: 1, source: 'person', foundBy: 'person' } as const;
    if (found) answered[at ?? 0] = { ...found, ...said, machine: found.machine ?? asFound(found) };
    else answered.push({ name, page: null, box: null, ...said });
  }
  return answered.filter((field) => field !== null);
}

function asFound({ value, confidence, source, foundBy }: IndexField): NonNullable<IndexField['machine']> {
  return { value, confidence, source, foundBy };
}

function answeredMatch(match: Match | undefined, answer: Answer): Match {
  const guesses = match?.candidates ?? [];
  if (answer.customerNumber === null || answer.customer === null) return { decision: 'none', candidates: guesses };
  const known = guesses.find((guess) => guess.customerNumber === answer.customerNumber);
  const chosen: MatchCandidate = {
    customerNumber: answer.customerNumber,
    confidence: 1,
    evidence: known?.evidence ?? [],
    displayName: answer.customer.displayName,
    displayAddress: answer.customer.displayAddress,
  };
  return { decision: 'auto', candidates: [chosen, ...guesses.filter((guess) => guess !== known)] };
}
