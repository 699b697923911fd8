import type { CustomerRecord } from '../../domain/customer.ts';
import { addressText } from '../extraction/address-text.ts';
import type { Extraction, Party } from '../extraction/extraction.ts';
import { displayAddress } from './display.ts';
import { fold, foldHouseNumber, foldStreet } from './folding.ts';
import { misreadBits } from './misread-bits.ts';
import { type Piece, piece } from './piece.ts';
import { foldedAddress } from './search-columns.ts';

/** How the addresses in the document speak for or against this customer. */
export function addressPieces(record: CustomerRecord, extraction: Pick<Extraction, 'parties'>): readonly Piece[] {
  const parties = extraction.parties.filter(
    (party) => !party.isQuoted && (party.postcode !== null || (party.street !== null && party.city !== null)),
  );
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

const placeBits = 10;
const cityBits = 1;
const streetBitsMax = 6;
const doorBits = 6;
/** Another door of the same street: a neighbour. */
const otherDoorBits = -6;

function compareAddress(record: CustomerRecord, party: Party): Piece | null {
  const place = placeWeight(record, party);
  if (place === null) return null;
  const known = foldedAddress(record);
  const street = party.street ? foldStreet(party.street) : null;
  const number = foldHouseNumber(party.houseNumber ?? '');
  const basis = `address ${party.postcode} ${street ?? ''} ${number}`;
  const streetBits = known.street && street ? streetWeight(known.street, street) : null;
  const isSamePostcode = record.postcode !== null && record.postcode === party.postcode;
  if (streetBits === null) {
    // Two streets that have nothing in common: only the town agrees.
    return isSamePostcode ? piece('postcode', 6, record.postcode ?? '', { basis: `postcode ${party.postcode}` }) : null;
  }
  const isExact = isSamePostcode && known.street === street && known.houseNumber === number;
  const text = isExact ? displayAddress(record) : `${displayAddress(record)} ~ ${addressText(party)}`;
  const weight = place + streetBits;
  if (!known.houseNumber || number === '')
    return piece('address', weight, text, { basis, isIndependent: weight >= independentBits });
  const door = doorWeight(known.houseNumber, number);
  return piece('address', weight + door, text, {
    basis,
    isIndependent: door > otherDoorBits && weight >= independentBits,
    isSameDoor: door === doorBits,
  });
}

/** Town and street must both be recognised for an address to be a reason of its own. */
const independentBits = 8;

/** Postcode and town; null when they are others. Either may be misread while the other holds. */
function placeWeight(record: CustomerRecord, party: Party): number | null {
  const city = fold(record.city ?? '');
  const readCity = fold(party.city ?? '');
  const cityLoss = city !== '' && readCity !== '' ? cityLossOf(city, readCity) : null;
  if (record.postcode !== null && record.postcode === party.postcode)
    return cityLoss === null ? placeBits : placeBits + (cityLoss < 12 ? cityBits : -cityBits);
  if (cityLoss === null || cityLoss > 3.5 * Math.max(4, city.length)) return null;
  const postcodeLoss =
    record.postcode && party.postcode ? misreadBits(party.postcode.toLowerCase(), record.postcode, 26) : 8;
  if (postcodeLoss > 20 || (postcodeLoss > 10 && cityLoss > 12)) return null;
  return Math.max(2, placeBits - Math.min(5, postcodeLoss * 0.4) - Math.min(3, cityLoss * 0.2));
}

/** "Frankfurt" is Frankfurt am Main, "Mülheim an der Ruhr" is Mülheim. */
function cityLossOf(known: string, read: string): number {
  const [short, long] = known.length < read.length ? [known, read] : [read, known];
  if (short.length >= 4 && long.startsWith(`${short} `)) return 1;
  return misreadBits(read, known, 40);
}

/** Null when they are two streets. */
function streetWeight(known: string, read: string): number | null {
  if (known === read) return streetBitsMax + 1;
  const stem = (street: string) => street.replace(/strasse$/, '');
  const [a, b] = [stem(known), stem(read)];
  // The ending is on every second sign and tells nothing; it is compared only when it is there twice.
  const isStem = a !== known && b !== read;
  const loss = isStem ? misreadBits(b, a, 60) : misreadBits(read, known, 60);
  const letters = isStem ? Math.min(a.length, b.length) : Math.min(known.length, read.length);
  const share = loss / (9.5 * Math.max(3, letters));
  if (loss <= 6.5 && share < 0.3) return streetBitsMax - 1;
  if (share <= 0.18) return streetBitsMax - 2;
  if (share <= 0.3) return 2;
  return share <= 0.36 && known.length >= 10 ? 0 : null;
}

function doorWeight(known: string, read: string): number {
  if (known === read) return doorBits;
  const loss = misreadBits(read, known, 30);
  // 12 and 12a, 12-14 and 12: written one way and the other, or the house beside it.
  if (Number.parseInt(known, 10) === Number.parseInt(read, 10))
    return known.length === read.length && loss <= 6.5 ? doorBits - 3 : doorBits - 5;
  return loss <= 10 ? Math.max(otherDoorBits + 1, doorBits - loss - 0.5) : otherDoorBits;
}
