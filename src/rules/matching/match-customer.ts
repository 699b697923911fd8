import type { CustomerRecord } from '../../domain/customer.ts';
import type { IndexField } from '../../domain/index-data.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { distinctFields, fieldFrom } from '../extraction/finding.ts';
import { compactIban } from '../notation/iban.ts';
import { normaliseIdentifier } from '../notation/identifier.ts';
import { builtInCommonness, type Commonness } from './commonness.ts';
import { type DecidedMatch, decideMatch } from './decide-match.ts';
import { identifierReadings, identifiersOf } from './identifier-evidence.ts';
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
  const isLikely = best !== undefined && best.confidence >= 0.9;
  return { ...decided, scored, fields: record && isLikely ? confirmedFields(extraction, record) : extraction.fields };
}

/**
 * A number that this customer has is taken as the directory writes it, under its right name, even when the paper called
 * it something else or nothing, or a reader took a letter for a digit. Numbers the customer does not have stay as read.
 */
function confirmedFields(extraction: Extraction, record: CustomerRecord): readonly IndexField[] {
  const readings = identifierReadings(extraction);
  const confirmed: IndexField[] = [];
  const replaced = new Set<string>();
  for (const [name, number] of identifiersOf(record)) {
    const hit = readings.get(normaliseIdentifier(number));
    if (!hit || hit.mention.isQuoted) continue;
    const { mention } = hit;
    replaced.add(`${mention.place.page} ${mention.value}`);
    const sureness = hit.reading === 'exact' ? 0.995 : 0.97;
    const source = hit.reading === 'exact' && mention.label !== null ? mention.source : 'directory';
    confirmed.push(fieldFrom(name, number, { ...mention.place, confidence: 1 }, { by: 'directory', sureness, source }));
  }
  const rest = extraction.fields.filter(
    ({ name, page, value }) =>
      !(name === 'customerNumber' || name === 'contractNumber' || name === 'meterNumber') ||
      !replaced.has(`${page} ${normaliseIdentifier(value)}`),
  );
  return distinctFields([...confirmed, ...rest.map((field) => asNewIban(field, extraction, record))]);
}

/** An account that the directory does not know, in the customer's own letter about accounts, is the new one. */
function asNewIban(field: IndexField, extraction: Extraction, record: CustomerRecord): IndexField {
  if (field.name !== 'iban' || !extraction.isAboutAccount || !record.iban) return field;
  if (field.value === compactIban(record.iban) || !isWrittenBy(record, extraction)) return field;
  return { ...field, name: 'newIban', foundBy: `${field.foundBy}, not in directory` };
}

function isWrittenBy(record: CustomerRecord, extraction: Extraction): boolean {
  const parties = extraction.parties.filter((party) => party.role === 'sender');
  return namePieces(record, { ...extraction, parties, namePairs: new Set() }).some((piece) => piece.isIndependent);
}
