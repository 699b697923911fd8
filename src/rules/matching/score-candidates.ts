import type { CustomerRecord, MatchCandidate } from '../../domain/customer.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { addressPieces } from './address-evidence.ts';
import { builtInCommonness, type Commonness } from './commonness.ts';
import { displayAddress, displayName } from './display.ts';
import { isWithinEdits } from './folding.ts';
import { contactPieces, identifierPieces, identifierReadings } from './identifier-evidence.ts';
import { namePieces } from './name-evidence.ts';
import { type Piece, piece } from './piece.ts';
import { shiftWeights, type WeightShifts } from './weight-shifts.ts';

export interface ScoredCandidate extends MatchCandidate {
  readonly record: CustomerRecord;
  readonly pieces: readonly Piece[];
  /** Sum of all weights, in bits. */
  readonly bits: number;
}

/**
 * What must be outweighed before a document says anything about one customer: log2 of how many there are. A million
 * where the directory does not say or has fewer: post comes from people who are no customers too.
 */
const priorBitsMin = 20;

/** One letter in twenty that is not from a customer is from somebody of the same name behind the same door. */
const relativeBits = -4.3;

/**
 * Candidates with their reasons as weights of evidence after Fellegi and Sunter: log2 of how much more often a feature
 * agrees for the right customer than for a wrong one. The probability is shared among all candidates, the chance that
 * it is none of them, and the chance that a relative of theirs wrote whom the directory does not hold.
 */
export function scoreCandidates(
  records: readonly CustomerRecord[],
  extraction: Extraction,
  commonness: Commonness = builtInCommonness,
  shifts: WeightShifts | null = null,
): readonly ScoredCandidate[] {
  const readings = identifierReadings(extraction);
  const scored = records.map((record) => {
    const found = [
      ...identifierPieces(record, readings, extraction.identifiers),
      ...contactPieces(record, extraction.contacts),
      ...namePieces(record, extraction, commonness),
      ...addressPieces(record, extraction),
      ...birthDatePieces(record, extraction),
    ];
    const pieces = (shifts === null ? found : [...shiftWeights(found, shifts)]).sort((a, b) => b.weight - a.weight);
    return { record, pieces, bits: pieces.reduce((sum, { weight }) => sum + weight, 0) };
  });
  scored.sort((a, b) => b.bits - a.bits || (a.record.customerNumber < b.record.customerNumber ? -1 : 1));
  const priorBits = Math.max(priorBitsMin, commonness.customersBits ?? 0);
  const oddsOf = (bits: number) => 2 ** Math.min(60, bits - priorBits);
  const odds = scored.map(({ bits }) => oddsOf(bits));
  const relative = Math.max(0, ...scored.slice(0, 10).map(({ pieces }) => oddsOf(bitsOfRelative(pieces))));
  const total = odds.reduce((sum, value) => sum + value, 1 + relative);
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

/** Name and address as far as a relative shares them; nothing when there is no address or something of the customer's own. */
function bitsOfRelative(pieces: readonly Piece[]): number {
  const name = pieces.find(({ kind }) => kind === 'name');
  const address = pieces.find(({ kind, isIndependent }) => kind === 'address' && isIndependent);
  const hasOwn = pieces.some(
    ({ kind, isIndependent, isNear }) => isIndependent && !isNear && kind !== 'name' && kind !== 'address',
  );
  if (!name || !address || hasOwn) return Number.NEGATIVE_INFINITY;
  return name.weight - (name.firstBits ?? 0) + address.weight + relativeBits;
}

function birthDatePieces({ birthDate }: CustomerRecord, { birthDates }: Extraction): readonly Piece[] {
  if (!birthDate || birthDates.length === 0) return [];
  if (birthDates.includes(birthDate))
    return [piece('birthDate', 13, birthDate, { basis: `birth ${birthDate}`, isIndependent: true })];
  // One digit misread, two exchanged, or day and month: no reason of its own, and none against.
  const near = birthDates.find((read) => isWithinEdits(read, birthDate, 1) || dayAndMonthTurned(read) === birthDate);
  if (near) return [piece('birthDate', 7, `${birthDate} ~ ${near}`, { basis: `birth ${near}` })];
  return [piece('conflict', -7, `${birthDates[0]} ≠ ${birthDate}`, { basis: 'birth date', isContradiction: true })];
}

function dayAndMonthTurned(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
}
