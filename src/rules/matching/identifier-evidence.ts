import type { CustomerRecord } from '../../domain/customer.ts';
import type { ContactMention, Extraction, IdentifierMention, IdentifierName } from '../extraction/extraction.ts';
import { compactIban } from '../notation/iban.ts';
import { digitCount, identifierVariants, normaliseIdentifier } from '../notation/identifier.ts';
import { isNeighbour } from './identifier-neighbours.ts';
import { type Piece, piece } from './piece.ts';

export interface IdentifierHit {
  readonly mention: IdentifierMention;
  /** `joined`: the words around it were put together in another way; `repaired`: letters were taken for digits. */
  readonly reading: 'exact' | 'joined' | 'repaired';
}

/** Every reading of every number of the document. Made once per document, asked once per candidate. */
export function identifierReadings(extraction: Extraction): ReadonlyMap<string, IdentifierHit> {
  const readings = new Map<string, IdentifierHit>();
  const add = (value: string, hit: IdentifierHit) => {
    const known = readings.get(value);
    if (!known || rank(hit) > rank(known)) readings.set(value, hit);
  };
  for (const mention of extraction.identifiers) {
    add(mention.value, { mention, reading: 'exact' });
    for (const other of mention.alternatives) add(other, { mention, reading: 'joined' });
    for (const form of [mention.value, ...mention.alternatives]) {
      for (const variant of identifierVariants(form)) add(variant, { mention, reading: 'repaired' });
    }
  }
  return readings;
}

/** The surer of two readings of the same number: outside a quote, read exactly, called by its name. */
function rank({ mention, reading }: IdentifierHit): number {
  const named = mention.label === null ? 1 : mention.label === 'other' ? 0 : 2;
  return (mention.isQuoted ? 0 : 100) + (reading === 'exact' ? 20 : reading === 'joined' ? 10 : 0) + named;
}

export function identifiersOf(record: CustomerRecord): readonly (readonly [IdentifierName, string])[] {
  return [
    ['customerNumber', record.customerNumber],
    ...record.contractNumbers.map((number) => ['contractNumber', number] as const),
    ...record.meterNumbers.map((number) => ['meterNumber', number] as const),
  ];
}

/** Below this reading confidence a number may be its neighbour's, so it cannot stand alone. */
const sureReading = 0.85;
const quotedWeightMax = 10;

export function identifierPieces(
  record: CustomerRecord,
  readings: ReadonlyMap<string, IdentifierHit>,
  mentions: readonly IdentifierMention[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [kind, number] of identifiersOf(record)) {
    const value = normaliseIdentifier(number);
    const hit = readings.get(value);
    if (!hit) {
      const near = nearPiece(kind, value, number, mentions);
      if (near && !pieces.some((known) => known.basis === near.basis)) pieces.push(near);
      continue;
    }
    if (pieces.some((known) => known.basis === `number ${hit.mention.value}` && !known.isNear)) continue;
    const { mention, reading } = hit;
    const weight = weightOf(kind, value, hit);
    const read = reading === 'exact' ? number : `${number} ~ ${mention.value}`;
    pieces.push(
      piece(kind, weight, read, {
        basis: `number ${mention.value}`,
        isIndependent: weight >= 10 || (mention.isQuoted && mention.label === kind),
        isQuoted: mention.isQuoted,
        isChecked:
          reading === 'exact' &&
          !mention.isQuoted &&
          mention.label !== null &&
          mention.label !== 'other' &&
          digitCount(value) >= 6 &&
          mention.place.confidence >= sureReading,
      }),
    );
  }
  return pieces;
}

/** A number with one character misread. One of 190 that it may have been, so it says less, and it never stands alone. */
function nearPiece(
  kind: IdentifierName,
  value: string,
  number: string,
  mentions: readonly IdentifierMention[],
): Piece | null {
  for (const mention of mentions) {
    const isNamed =
      mention.label === 'customerNumber' || mention.label === 'contractNumber' || mention.label === 'meterNumber';
    if (mention.isQuoted || (!isNamed && mention.label !== null)) continue;
    if (![mention.value, ...mention.alternatives].some((form) => isNeighbour(form, value))) continue;
    const digits = digitCount(value);
    const full = digits >= 8 ? 16 : digits === 7 ? 12 : 8;
    const weight = isNamed ? full - (mention.label === kind ? 0 : 2) : full - 9;
    if (weight <= 0) continue;
    const basis = `number ${mention.value}`;
    return piece(kind, weight, `${number} ~ ${mention.value}`, { basis, isIndependent: weight >= 10, isNear: true });
  }
  return null;
}

/**
 * A number of n digits fits a foreign customer by chance the more seldom the longer it is, and a number that is called
 * customer number hardly ever is anything else. What is called an invoice or a file may be one by chance only.
 */
function weightOf(kind: IdentifierName, value: string, { mention, reading }: IdentifierHit): number {
  const digits = digitCount(value);
  const bare = bareBits(value, digits);
  const named = digits >= 7 ? 33 : digits === 6 ? 22 : digits === 5 ? 17 : 13;
  let weight =
    mention.label === kind ? named : mention.label === null ? bare : mention.label === 'other' ? bare - 8 : named - 2;
  if (reading !== 'exact') weight -= 4;
  if (mention.place.confidence < 0.6) weight -= 4;
  return mention.isQuoted ? Math.min(weight, quotedWeightMax) : weight;
}

/**
 * What nothing calls by a name: the letters of a contract's notation before eight digits (`VN719520416`) are no accident,
 * while eight digits alone may be a phone, an order, a number of somebody else's.
 */
function bareBits(value: string, digits: number): number {
  if (digits >= 8 && /^[A-Z]{1,4}\d+$/.test(value)) return 25;
  return digits >= 8 ? 16 : digits === 7 ? 11 : digits === 6 ? 7 : 4;
}

/** One of two dozen addresses that a misread one may have been. */
const misreadContactBits = 5;
const contactWeights = { email: 19, phone: 18, iban: 33 } as const;

export function contactPieces(record: CustomerRecord, contacts: readonly ContactMention[]): readonly Piece[] {
  const known = {
    email: record.email?.toLowerCase(),
    phone: record.phone,
    iban: record.iban ? compactIban(record.iban) : null,
  };
  const pieces: Piece[] = [];
  for (const mention of contacts) {
    const value = known[mention.kind];
    if (!value || pieces.some(({ kind }) => kind === mention.kind)) continue;
    const isExact = value === mention.value;
    if (!isExact && !mention.otherReadings?.includes(value)) continue;
    const full = contactWeights[mention.kind] + (mention.isSender ? 2 : 0) - (isExact ? 0 : misreadContactBits);
    pieces.push(
      piece(mention.kind, mention.isQuoted ? 4 : full, isExact ? value : `${value} ~ ${mention.value}`, {
        basis: `${mention.kind} ${mention.value}`,
        isIndependent: !mention.isQuoted,
        isQuoted: mention.isQuoted,
        isChecked: mention.kind === 'iban' && !mention.isQuoted && isExact,
      }),
    );
  }
  return pieces;
}
