import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { StageName } from '../domain/stage-name.ts';

/** The few facts a list shows, copied into columns of `documents`; null leaves a column as it is. */
export interface DocumentSummary {
  readonly classKey: string | null;
  readonly classConfidence: number | null;
  readonly hasCustomer: boolean;
  readonly customerNumber: string | null;
  readonly customerName: string | null;
  readonly pageCount: number | null;
  readonly duplicateOf: DocumentId | null;
}

const nothing: DocumentSummary = {
  classKey: null,
  classConfidence: null,
  hasCustomer: false,
  customerNumber: null,
  customerName: null,
  pageCount: null,
  duplicateOf: null,
};

export function summaryOf<Name extends StageName>(stage: Name, facts: FactsByStage[Name] | null): DocumentSummary {
  if (facts === null) return nothing;
  const of: Partial<FactsByStage> = { [stage]: facts };
  if (of.preparation) return { ...nothing, pageCount: of.preparation.pages.length };
  if (of.classification)
    return { ...nothing, classKey: of.classification.key, classConfidence: of.classification.confidence };
  if (of.indexing) {
    const { decision, candidates } = of.indexing.customer;
    // A guess is not shown in lists as if it were the customer: only what was decided is copied.
    const decided = decision === 'auto' ? candidates[0] : undefined;
    return {
      ...nothing,
      hasCustomer: true,
      customerNumber: decided?.customerNumber ?? null,
      customerName: decided?.displayName ?? null,
    };
  }
  if (of.routing) return { ...nothing, duplicateOf: of.routing.duplicateOf };
  return nothing;
}
