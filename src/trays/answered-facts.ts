import type { Match, MatchCandidate } from '../domain/customer.ts';
import type { FactsByStage } from '../domain/facts.ts';

export interface Answer {
  readonly classKey: string;
  readonly customerNumber: string | null;
  readonly customer: Pick<MatchCandidate, 'displayName' | 'displayAddress'> | null;
  readonly actor: string;
}

/**
 * The machine's facts with a person's answer in front: certain now, and with the machine's own guesses kept behind it,
 * so that a correction stays visible as one.
 */
export function answeredFacts(
  facts: Partial<FactsByStage>,
  answer: Answer,
): Pick<FactsByStage, 'classification' | 'indexing'> {
  const { classification, indexing } = facts;
  const guesses = classification?.alternatives ?? [];
  return {
    classification: {
      second: classification?.second ?? null,
      evidence: classification?.evidence ?? [],
      classifier: classification?.classifier ?? null,
      key: answer.classKey,
      confidence: 1,
      decision: 'auto',
      alternatives: guesses,
      decidedBy: answer.actor,
    },
    indexing: {
      fields: indexing?.fields ?? [],
      customer: answeredMatch(indexing?.customer, answer),
      decidedBy: answer.actor,
    },
  };
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
