import type { CustomerRecord } from '../../domain/customer.ts';
import type { IndexField } from '../../domain/index-data.ts';
import { confirmFields } from '../extraction/confirm-fields.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { builtInCommonness, type Commonness } from './commonness.ts';
import { type DecidedMatch, decideMatch } from './decide-match.ts';
import { namePieces } from './name-evidence.ts';
import { type ScoredCandidate, scoreCandidates } from './score-candidates.ts';

export interface MatchedDocument extends DecidedMatch {
  /** The fields of the document, with what the directory confirmed put right. */
  readonly fields: readonly IndexField[];
  /** Every candidate with its reasons, the likeliest first. */
  readonly scored: readonly ScoredCandidate[];
}

export interface MatchOptions {
  readonly need: 'required' | 'optional' | 'none';
  /** The directory had more candidates than it gave. */
  readonly isTruncated: boolean;
  readonly commonness?: Commonness;
}

/** Scores, decides, and lets the directory confirm numbers: one call for the indexing stage and for "explain". */
export function matchCustomer(
  extraction: Extraction,
  records: readonly CustomerRecord[],
  options: MatchOptions,
): MatchedDocument {
  const scored = scoreCandidates(records, extraction, options.commonness ?? builtInCommonness);
  const decided = decideMatch(scored, extraction, options);
  const [best] = decided.match.candidates;
  const record = scored.find(({ customerNumber }) => customerNumber === best?.customerNumber)?.record;
  const customer = record && best !== undefined && best.confidence >= 0.9 ? record : null;
  const fields = confirmFields(extraction, {
    records,
    customer,
    isWrittenByCustomer: customer !== null && isWrittenBy(customer, extraction),
    expectsCustomer: options.need === 'required',
  });
  return { ...decided, scored, fields };
}

function isWrittenBy(record: CustomerRecord, extraction: Extraction): boolean {
  const parties = extraction.parties.filter((party) => party.role === 'sender');
  return namePieces(record, { ...extraction, parties, namePairs: new Set() }).some((piece) => piece.isIndependent);
}
