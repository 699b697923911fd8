import type { CustomerRecord } from '../../domain/customer.ts';
import type { Extraction, Party, PartyName } from '../extraction/extraction.ts';
import { displayName } from './display.ts';
import { fold, foldLoosely, foldName, foldOrganisation, isWithinEdits } from './folding.ts';
import { type Piece, piece } from './piece.ts';
import { surnameBits } from './surname-bits.ts';

interface Comparison {
  readonly weight: number;
  /** `full`: last and first name, or the organisation. */
  readonly level: 'full' | 'initial' | 'last' | 'firstDiffers';
}

const firstNameBits = 6;
const otherFirstNameBits = -7;

/** How the names in the document speak for or against this customer. */
export function namePieces(record: CustomerRecord, extraction: Extraction): readonly Piece[] {
  const parties = extraction.parties.filter((party) => party.name !== null && !party.isQuoted);
  let best: (Comparison & { readonly text: string; readonly basis: string }) | null = null;
  for (const { name } of parties) {
    const compared = name && compareName(record, name);
    if (compared && name && (!best || compared.weight > best.weight)) {
      best = { ...compared, text: describe(record, name), basis: `name ${fold(name.text)}` };
    }
  }
  const mentioned = best?.level === 'full' ? null : namedInText(record, extraction.namePairs);
  if (mentioned && (!best || mentioned.weight > best.weight)) best = mentioned;
  if (!best) return contradictingSender(record, parties);
  return [
    piece('name', best.weight, best.text, {
      basis: best.basis,
      isIndependent: best.level === 'full',
      isDoubt: best.level === 'firstDiffers',
    }),
  ];
}

function compareName(record: CustomerRecord, name: PartyName): Comparison | null {
  // Many firms are called like people ("Malerbetrieb Hoxha"), so a name that was read as a person's is tried as a firm's.
  const asFirm = record.organisation ? compareOrganisation(record.organisation, name.organisation ?? name.text) : null;
  if (asFirm || name.organisation !== null) return asFirm;
  if (!record.lastName) return null;
  const straight = comparePerson(record.lastName, record.firstName, name.lastName, name.firstNames);
  if (straight) return straight;
  // "Müller Max", as forms and offices write it; counted only when both halves fit.
  const [first, ...others] = name.firstNames;
  if (!first || others.length > 0) return null;
  const turned = comparePerson(record.lastName, record.firstName, first, [name.lastName]);
  return turned?.level === 'full' ? turned : null;
}

function comparePerson(
  lastName: string,
  firstName: string | null,
  last: string,
  firsts: readonly string[],
): Comparison | null {
  const known = foldName(lastName);
  const read = foldName(last);
  const loss = nameLoss(known, read) ?? nameLoss(known, foldName([...firsts.slice(-1), last].join(' ')));
  if (loss === null) return null;
  const lastBits = surnameBits(known) - loss;
  const knownFirsts = firstName ? foldName(firstName).split(' ') : [];
  const readFirsts = firsts.map(foldName).flatMap((first) => first.split(' '));
  if (knownFirsts.length === 0 || readFirsts.length === 0) return { weight: lastBits, level: 'last' };
  if (readFirsts.some((a) => a.length > 1 && knownFirsts.some((b) => a === b || foldLoosely(a) === foldLoosely(b)))) {
    return { weight: lastBits + firstNameBits, level: 'full' };
  }
  // One letter misread in a long first name; in a short one it is another name (Hans, Hans, Hana).
  if (readFirsts.some((a) => a.length >= 6 && knownFirsts.some((b) => isWithinEdits(a, b, 1)))) {
    return { weight: lastBits + firstNameBits - 3, level: 'full' };
  }
  if (readFirsts.every((a) => a.length === 1)) {
    const isSameInitial = readFirsts.some((a) => knownFirsts.some((b) => b.startsWith(a)));
    return isSameInitial ? { weight: lastBits + 2, level: 'initial' } : { weight: lastBits - 4, level: 'firstDiffers' };
  }
  return { weight: lastBits + otherFirstNameBits, level: 'firstDiffers' };
}

/** What is lost against an exact match, in bits; null when it is another name. */
function nameLoss(known: string, read: string): number | null {
  if (known === read) return 0;
  if (foldLoosely(known) === foldLoosely(read)) return 1;
  return known.length >= 6 && isWithinEdits(known, read, 1) ? 3 : null;
}

function compareOrganisation(known: string, read: string): Comparison | null {
  const a = foldOrganisation(known);
  const b = foldOrganisation(read);
  if (a === b) return { weight: 17, level: 'full' };
  if (a.length >= 8 && isWithinEdits(a, b, a.length >= 14 ? 2 : 1)) return { weight: 13, level: 'full' };
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isContained = short.length >= 6 && short.includes(' ') && ` ${long} `.includes(` ${short} `);
  return isContained ? { weight: 9, level: 'last' } : null;
}

/** The customer's first and last name side by side in the text: somebody writes for them. */
function namedInText(record: CustomerRecord, pairs: ReadonlySet<string>) {
  if (!record.firstName || !record.lastName) return null;
  const first = foldName(record.firstName).split(' ')[0] ?? '';
  const last = foldName(record.lastName);
  const lastWords = last.split(' ');
  const pairsToTry = [...new Set([last, lastWords[0] ?? last, lastWords.at(-1) ?? last])];
  if (!pairsToTry.some((name) => pairs.has(`${first} ${name}`) || pairs.has(`${name} ${first}`))) {
    return null;
  }
  const text = `${record.firstName} ${record.lastName}`;
  return { weight: surnameBits(last) + firstNameBits - 1, level: 'full' as const, text, basis: `name ${fold(text)}` };
}

/** A sender with a name that is not this customer's, while the customer is named nowhere. */
function contradictingSender(record: CustomerRecord, parties: readonly Party[]): readonly Piece[] {
  const sender = parties.find((party) => party.role === 'sender');
  if (!sender?.name) return [];
  return [
    piece('conflict', -9, `${sender.name.text} ≠ ${displayName(record)}`, {
      basis: 'sender name',
      isContradiction: true,
    }),
  ];
}

function describe(record: CustomerRecord, name: PartyName): string {
  const known = displayName(record);
  return fold(known) === fold(name.text) ? known : `${known} ~ ${name.text}`;
}
