import type { AloneDecision } from '../domain/alone-decision.ts';

/**
 * Keeps what the machine decided alone, and draws at random what a person will check.
 * Idempotent by document and generation: a decision noted twice is drawn once, with one probability.
 */
export interface DecisionJournal {
  note(decision: AloneDecision): Promise<void>;
}
