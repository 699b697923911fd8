import type { CustomerRecord } from '../../domain/customer.ts';
import { addressText } from '../extraction/address-text.ts';
import type { Extraction, Party } from '../extraction/extraction.ts';
import { displayAddress } from './display.ts';
import { fold, foldHouseNumber, foldLoosely, foldStreet, isWithinEdits } from './folding.ts';
import { type Piece, piece } from './piece.ts';
import { foldedAddress } from './search-columns.ts';

/** How the addresses in the document speak for or against this customer. */
export function addressPieces(record: CustomerRecord, extraction: Extraction): readonly Piece[] {
  const parties = extraction.parties.filter((party) => party.postcode !== null && !party.isQuoted);
  let best: Piece | null = null;
  for (const party of parties) {
    const compared = compareAddress(record, party);
    if (compared && (!best || compared.weight > best.weight)) best = compared;
  }
  if (best) return [best];
  const sender = parties.find((party) => party.role === 'sender');
  const hasMoved = parties.some((party) => party.role === 'newAddress' || party.role === 'oldAddress');
  if (!sender || !record.postcode || hasMoved) return [];
  // People move without telling, so this is a doubt and no proof.
  return [piece('conflict', -3, `${addressText(sender)} ≠ ${displayAddress(record)}`, { basis: 'sender address' })];
}

function compareAddress(record: CustomerRecord, party: Party): Piece | null {
  const known = foldedAddress(record);
  const isSameTown = fold(record.city ?? '') === fold(party.city ?? '');
  const isSamePostcode = record.postcode !== null && record.postcode === party.postcode;
  // One digit of the postcode misread: the town must say the same.
  const isNearPostcode = isSameTown && isWithinEdits(record.postcode ?? '', party.postcode ?? '', 1);
  if (!isSamePostcode && !isNearPostcode) return null;
  const street = party.street ? foldStreet(party.street) : null;
  const basis = `address ${party.postcode} ${street ?? ''} ${foldHouseNumber(party.houseNumber ?? '')}`;
  const text = displayAddress(record);
  const streetLoss = known.street && street ? lossOf(known.street, street) : null;
  if (streetLoss === null) {
    return isSamePostcode ? piece('postcode', 6, record.postcode ?? '', { basis: `postcode ${party.postcode}` }) : null;
  }
  const weight = (isSamePostcode ? 13 : 10) - streetLoss;
  const number = foldHouseNumber(party.houseNumber ?? '');
  if (!known.houseNumber || number === '') return piece('address', weight, text, { basis, isIndependent: true });
  if (known.houseNumber === number) return piece('address', weight + 6, text, { basis, isIndependent: true });
  // Same street, other door: a neighbour, or one digit misread.
  return piece('address', 5 - streetLoss, `${text} ~ ${addressText(party)}`, { basis });
}

function lossOf(known: string, read: string): number | null {
  if (known === read) return 0;
  if (foldLoosely(known) === foldLoosely(read)) return 1;
  return known.length >= 8 && isWithinEdits(known, read, known.length >= 14 ? 2 : 1) ? 2 : null;
}
