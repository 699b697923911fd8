import type { AloneDecision } from '../domain/alone-decision.ts';
import type { DocumentId } from '../domain/ids.ts';

/** What the machine decided alone about a cancellation of customer 40000001. */
export function aloneDecision(documentId: DocumentId, changes: Partial<AloneDecision> = {}): AloneDecision {
  return {
    documentId,
    generation: 0,
    channel: 'letter',
    language: 'de',
    classKey: 'cancellation',
    classConfidence: 0.97,
    isClassGiven: false,
    customerNumber: '40000001',
    customerConfidence: 0.998,
    isCustomerAsked: true,
    model: '1',
    knownShare: 0.9,
    ...changes,
  };
}
