import type { CustomerRecord, EvidenceKind } from '../../domain/customer.ts';
import type { IndexField } from '../../domain/index-data.ts';
import { confirmFields } from '../extraction/confirm-fields.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { builtInCommonness, type Commonness } from './commonness.ts';
import { type DecidedMatch, decideMatch } from './decide-match.ts';
import { namePieces } from './name-evidence.ts';
import { type ScoredCandidate, scoreCandidates } from './score-candidates.ts';
import type { WeightShifts } from './weight-shifts.ts';
import { withoutDeputies } from './without-deputies.ts';

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
  /** The company's own weights, when it has some in force. */
  readonly shifts?: WeightShifts | null;
}

/** Scores, decides, and lets the directory confirm numbers: one call for the indexing stage and for "explain". */
export function matchCustomer(
  extraction: Extraction,
  records: readonly CustomerRecord[],
  options: MatchOptions,
): MatchedDocument {
  const { scored, ...decided } = judge(extraction, records, options);
  const [best] = decided.match.candidates;
  const chosen = scored.find(({ customerNumber }) => customerNumber === best?.customerNumber);
  const record = chosen?.record;
  const customer = record && best !== undefined && best.confidence >= 0.9 ? record : null;
  const fields = confirmFields(extraction, {
    records,
    customer,
    supports: new Set(chosen?.pieces.flatMap(({ isIndependent, basis }) => (isIndependent ? basis : [])) ?? []),
    isWrittenByCustomer: customer !== null && isWrittenBy(customer, extraction),
    expectsCustomer: options.need === 'required',
  });
  return { ...decided, scored, fields };
}

type Judged = DecidedMatch & Pick<MatchedDocument, 'scored'>;

/**
 * Where somebody writes for others, those others are looked for first. The writer's own name and address never assign a
 * letter alone: a lawyer, a landlord or a daughter may be a customer too, and the letter is not theirs.
 */
function judge(extraction: Extraction, records: readonly CustomerRecord[], options: MatchOptions): Judged {
  const judged = (view: Extraction): Judged => {
    const decide = (shifts: WeightShifts | null): Judged => {
      const scored = scoreCandidates(records, view, options.commonness ?? builtInCommonness, shifts);
      return { ...decideMatch(scored, view, options), scored };
    };
    const asShipped = decide(null);
    if (!options.shifts) return asShipped;
    // A company's own weights may rank anew and hold back; they never assign what ours would not.
    const own = decide(options.shifts);
    return own.match.decision !== 'auto' || isSameAssignment(own, asShipped) ? own : asShipped;
  };
  const ofConcerned = withoutDeputies(extraction);
  if (ofConcerned === null) return judged(extraction);
  const concerned = judged(ofConcerned);
  if (concerned.match.decision === 'auto') return concerned;
  const whole = judged(extraction);
  const [best] = whole.match.candidates;
  const isSame = best !== undefined && best.customerNumber === concerned.match.candidates[0]?.customerNumber;
  const isByNumber = best?.evidence.some(({ kind, weight }) => numbers.includes(kind) && weight > 0) ?? false;
  return whole.match.decision === 'auto' && (isSame || isByNumber) ? whole : concerned;
}

function isSameAssignment(one: Judged, other: Judged): boolean {
  return (
    other.match.decision === 'auto' &&
    one.match.candidates[0]?.customerNumber === other.match.candidates[0]?.customerNumber
  );
}

const numbers: readonly EvidenceKind[] = ['customerNumber', 'contractNumber', 'meterNumber', 'iban'];

function isWrittenBy(record: CustomerRecord, extraction: Extraction): boolean {
  const parties = extraction.parties.filter((party) => party.role === 'sender');
  return namePieces(record, { ...extraction, parties, namePairs: new Set() }).some((piece) => piece.isIndependent);
}
