import type { CustomerRecord, MatchCandidate } from '../../domain/customer.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { addressPieces } from './address-evidence.ts';
import { displayAddress, displayName } from './display.ts';
import { contactPieces, identifierPieces, identifierReadings } from './identifier-evidence.ts';
import { namePieces } from './name-evidence.ts';
import { type Piece, piece } from './piece.ts';

export interface ScoredCandidate extends MatchCandidate {
  readonly record: CustomerRecord;
  readonly pieces: readonly Piece[];
  /** Sum of all weights, in bits. */
  readonly bits: number;
}

/**
 * What must be outweighed before a document says anything about one customer: log2 of how many there are. A million,
 * because the directory is asked for candidates and not for its size; a smaller one only makes this more careful.
 */
export const defaultPriorBits = 20;

/**
 * Candidates with their reasons as weights of evidence after Fellegi and Sunter: log2 of how much more often a feature
 * agrees for the right customer than for a wrong one. The probability is shared among all candidates and the chance
 * that it is none of them. The weights are reasoned and not yet estimated from a company's own data.
 */
export function scoreCandidates(
  records: readonly CustomerRecord[],
  extraction: Extraction,
  priorBits = defaultPriorBits,
): readonly ScoredCandidate[] {
  const readings = identifierReadings(extraction);
  const scored = records.map((record) => {
    const pieces = [
      ...identifierPieces(record, readings),
      ...contactPieces(record, extraction.contacts),
      ...namePieces(record, extraction),
      ...addressPieces(record, extraction),
      ...birthDatePieces(record, extraction),
    ].sort((a, b) => b.weight - a.weight);
    return { record, pieces, bits: pieces.reduce((sum, { weight }) => sum + weight, 0) };
  });
  scored.sort((a, b) => b.bits - a.bits || (a.record.customerNumber < b.record.customerNumber ? -1 : 1));
  const odds = scored.map(({ bits }) => 2 ** Math.min(60, bits - priorBits));
  const total = odds.reduce((sum, value) => sum + value, 1);
  return scored.map(({ record, pieces, bits }, at) => ({
    customerNumber: record.customerNumber,
    // Nothing read from paper is surer than this, whatever the sum says.
    confidence: Math.round(Math.min(0.9999, (odds[at] ?? 0) / total) * 10_000) / 10_000,
    evidence: pieces.map(({ kind, weight, text }) => ({ kind, weight, text })),
    displayName: displayName(record),
    displayAddress: displayAddress(record),
    record,
    pieces,
    bits,
  }));
}

function birthDatePieces({ birthDate }: CustomerRecord, { birthDates }: Extraction): readonly Piece[] {
  if (!birthDate || birthDates.length === 0) return [];
  if (birthDates.includes(birthDate))
    return [piece('birthDate', 13, birthDate, { basis: `birth ${birthDate}`, isIndependent: true })];
  return [piece('conflict', -7, `${birthDates[0]} ≠ ${birthDate}`, { basis: 'birth date', isContradiction: true })];
}
