import type { Extraction } from '../extraction/extraction.ts';
import type { Piece } from './piece.ts';
import type { ScoredCandidate } from './score-candidates.ts';

/** What a document and a customer are compared by, each as far as both have it. */
export const features = ['number', 'iban', 'email', 'phone', 'name', 'address', 'birthDate'] as const;
export type Feature = (typeof features)[number];
export const levels = ['differ', 'partial', 'agree'] as const;
export type Level = (typeof levels)[number];

/** One pair, a level for each feature; null where the document or the customer says nothing. */
export type Comparison = Readonly<Record<Feature, Level | null>>;

/** Which feature a reason speaks about, and how well it agrees. */
export function placeOf(piece: Piece): { readonly feature: Feature; readonly level: Level } | null {
  const feature = featureOf(piece);
  if (feature === null) return null;
  if (piece.kind === 'conflict') return { feature, level: 'differ' };
  return { feature, level: piece.isIndependent && !piece.isNear ? 'agree' : 'partial' };
}

function featureOf({ kind, basis }: Piece): Feature | null {
  switch (kind) {
    case 'customerNumber':
    case 'contractNumber':
    case 'meterNumber':
      return 'number';
    case 'postcode':
      return 'address';
    case 'conflict':
      return basis === 'sender name'
        ? 'name'
        : basis === 'sender address'
          ? 'address'
          : basis === 'birth date'
            ? 'birthDate'
            : null;
    default:
      return kind;
  }
}

export function comparePair(
  { record, pieces }: Pick<ScoredCandidate, 'record' | 'pieces'>,
  extraction: Extraction,
): Comparison {
  const found = new Map<Feature, Level>();
  for (const piece of pieces) {
    const place = placeOf(piece);
    if (place === null || piece.isQuoted) continue;
    const known = found.get(place.feature);
    if (known === undefined || levels.indexOf(place.level) > levels.indexOf(known))
      found.set(place.feature, place.level);
  }
  const says = (kind: 'iban' | 'email' | 'phone') =>
    record[kind] !== null && extraction.contacts.some((contact) => contact.kind === kind && !contact.isQuoted);
  const saysNumber = extraction.identifiers.some(
    ({ label, isQuoted }) => !isQuoted && label !== null && label !== 'other',
  );
  const without = (isSaid: boolean): Level | null => (isSaid ? 'differ' : null);
  return {
    number: found.get('number') ?? without(saysNumber),
    iban: found.get('iban') ?? without(says('iban')),
    email: found.get('email') ?? without(says('email')),
    phone: found.get('phone') ?? without(says('phone')),
    name: found.get('name') ?? null,
    address: found.get('address') ?? null,
    birthDate: found.get('birthDate') ?? null,
  };
}
