import type { CustomerRecord } from '../../domain/customer.ts';
import type { Extraction, Party, PartyName } from '../extraction/extraction.ts';
import { builtInCommonness, type Commonness } from './commonness.ts';
import { displayName } from './display.ts';
import { fold, foldLoosely, foldName, foldOrganisation } from './folding.ts';
import { misreadBits } from './misread-bits.ts';
import { type Piece, piece } from './piece.ts';

interface Comparison {
  readonly weight: number;
  /** `full`: last and first name, or the organisation. */
  readonly level: 'full' | 'initial' | 'last' | 'firstDiffers';
  /** What the first name adds, in bits. */
  readonly firstBits: number;
}

const otherFirstNameBits = -9;
/** One of two first names. */
const partBits = 3;
const differingPartBits = 7;
/** Anne-Katrin may have a sister Katrin: half a name alone assigns nobody by name and address. */
const partBitsMax = 4;
/** Too little to tell a customer from a relative whose name resembles theirs. */
const otherNameBitsMax = 3;
/** A first name that agrees is worth so much at least, however common. */
const sameFirstNameBitsMin = 5;

/** How the names in the document speak for or against this customer. */
export function namePieces(
  record: CustomerRecord,
  extraction: Pick<Extraction, 'parties' | 'namePairs'>,
  commonness: Commonness = builtInCommonness,
): readonly Piece[] {
  const parties = extraction.parties.filter((party) => party.name !== null && !party.isQuoted);
  let best: (Comparison & { readonly text: string; readonly basis: string }) | null = null;
  for (const { name } of parties) {
    const compared = name && compareName(record, name, commonness);
    if (compared && name && (!best || compared.weight > best.weight)) {
      best = { ...compared, text: describe(record, name), basis: `name ${fold(name.text)}` };
    }
  }
  const mentioned = best?.level === 'full' ? null : namedInText(record, extraction.namePairs, commonness);
  if (mentioned && (!best || mentioned.weight > best.weight)) best = mentioned;
  if (!best) return contradictingSender(record, parties, commonness);
  return [
    piece('name', best.weight, best.text, {
      basis: best.basis,
      isIndependent: best.level === 'full' && best.weight >= fullNameBitsMin,
      isDoubt: best.level === 'firstDiffers',
      firstBits: best.firstBits,
    }),
  ];
}

/** A first and last name that agree but so badly read, or so common, that they say less, are no reason of their own. */
const fullNameBitsMin = 6;

function compareName(record: CustomerRecord, name: PartyName, commonness: Commonness): Comparison | null {
  // Many firms are called like people ("Malerbetrieb Hoxha"), so a name that was read as a person's is tried as a firm's.
  const asFirm = record.organisation ? compareOrganisation(record.organisation, name.organisation ?? name.text) : null;
  if (asFirm || name.organisation !== null) return asFirm;
  if (!record.lastName) return null;
  const straight = comparePerson(record.lastName, record.firstName, name.lastName, name.firstNames, commonness);
  if (straight?.level === 'full') return straight;
  // "Müller Max", as forms and offices write it; counted only when both halves fit.
  const [first, ...others] = name.firstNames;
  if (!first || others.length > 0) return straight;
  const turned = comparePerson(record.lastName, record.firstName, first, [name.lastName], commonness);
  return turned?.level === 'full' && turned.weight > (straight?.weight ?? 0) ? turned : straight;
}

function comparePerson(
  lastName: string,
  firstName: string | null,
  last: string,
  firsts: readonly string[],
  commonness: Commonness,
): Comparison | null {
  const known = foldName(lastName);
  const named = lastNameBits(known, foldAsRead(last), firsts, commonness);
  if (named === null) return null;
  const { bits: lastBits, tookFirstName } = named;
  const knownFirsts = firstName ? foldName(firstName).split(' ') : [];
  const readFirsts = (tookFirstName ? firsts.slice(0, -1) : firsts)
    .map(foldAsRead)
    .flatMap((first) => first.split(' ').filter((part) => part !== ''));
  const none = { weight: lastBits, level: 'last', firstBits: 0 } as const;
  if (knownFirsts.length === 0 || readFirsts.length === 0) return none;
  const firstBits = bestFirstNameBits(readFirsts, knownFirsts, commonness);
  if (firstBits !== null && firstBits > 0) return { weight: lastBits + firstBits, level: 'full', firstBits };
  if (readFirsts.every((a) => a.length === 1)) {
    const isSameInitial = readFirsts.some((a) => knownFirsts.some((b) => b.startsWith(a)));
    return isSameInitial
      ? { weight: lastBits + 2, level: 'initial', firstBits: 2 }
      : { weight: lastBits - 4, level: 'firstDiffers', firstBits: -4 };
  }
  const against = Math.max(otherFirstNameBits, firstBits ?? otherFirstNameBits);
  return { weight: lastBits + against, level: 'firstDiffers', firstBits: against };
}

/** Null when it is another name. */
function lastNameBits(
  known: string,
  read: string,
  firsts: readonly string[],
  commonness: Commonness,
): { readonly bits: number; readonly tookFirstName: boolean } | null {
  const wordBefore = firsts.at(-1);
  const readings = [read, ...(wordBefore ? [foldAsRead(`${wordBefore} ${read}`)] : [])];
  let best: number | null = null;
  let tookFirstName = false;
  for (const [at, reading] of readings.entries()) {
    // With counts, how far is too far follows from them: a name that nobody else's comes near may be read very badly.
    const far = commonness.customersBits === null ? tooFar(known, reading) : Math.min(30, 3.4 * known.length);
    const loss = misreadBits(reading, known, far + 1);
    if (loss > far) continue;
    const bits = commonness.worth('lastName', reading, known, loss);
    if (bits <= 0 || (best !== null && bits <= best)) continue;
    best = bits;
    tookFirstName = at > 0;
  }
  // Maiden and double names: one of two halves, whole. Says less than the whole name.
  if (best === null && (known.includes(' ') || read.includes(' '))) {
    const halves = (name: string) => name.split(' ').filter((half) => half.length >= 4);
    const shared = halves(known).find((half) => halves(read).some((other) => misreadBits(other, half, 7) <= 6));
    if (shared) best = Math.min(8, commonness.worth('lastName', shared, shared, 0)) - 2;
  }
  return best === null ? null : { bits: best, tookFirstName };
}

/** About one letter in four may be wrong, and one in a short name. */
function tooFar(known: string, read: string): number {
  return Math.max(9.5, 4.75 * Math.floor(Math.min(known.length, read.length) / 2));
}

function bestFirstNameBits(
  readFirsts: readonly string[],
  knownFirsts: readonly string[],
  commonness: Commonness,
): number | null {
  let best: number | null = null;
  const readWhole = readFirsts.join('');
  const knownWhole = knownFirsts.join('');
  const isSeveral = readFirsts.length > 1 || knownFirsts.length > 1;
  const pairs = readFirsts.flatMap((a) => knownFirsts.map((b) => ({ a, b, isPart: isSeveral })));
  for (const { a, b, isPart } of isSeveral ? [...pairs, { a: readWhole, b: knownWhole, isPart: false }] : pairs) {
    if (a.length < 2 || b.length < 2) continue;
    const isSame = a === b || foldLoosely(a) === foldLoosely(b);
    // With counts, how far is too far follows from them.
    const far = commonness.customersBits === null ? tooFar(b, a) : 30;
    const loss = misreadBits(a, b, far + 1);
    if (loss > far) continue;
    const worth = commonness.worth('firstName', a, b, loss);
    // Anna and Hanna, Jan and Jana: without counts one letter in a short name makes it another.
    const isOther = !isSame && commonness.customersBits === null && Math.min(a.length, b.length) < 6;
    const isSomebodyElses = !isSame && commonness.isName('firstName', a);
    const whole = isSame ? Math.max(sameFirstNameBitsMin, worth) : isOther ? otherFirstNameBits : worth;
    // Hans-Werner and Werner, his father; Hans-Joachim and Hans-Georg, his brother, who differ in what both have.
    const lessForPart = !isPart ? 0 : readFirsts.length > 1 && knownFirsts.length > 1 ? differingPartBits : partBits;
    const sure = Math.min(whole, isSomebodyElses ? otherNameBitsMax : whole) - lessForPart;
    const bits = isPart ? Math.min(sure, partBitsMax) : sure;
    if (best === null || bits > best) best = bits;
  }
  return best;
}

const smudges: Readonly<Record<string, string>> = {
  '|': 'l',
  '!': 'l',
  $: 's',
  '€': 'e',
  '0': 'o',
  '1': 'l',
  '5': 's',
};

/** A name as paper has it: signs and digits that stand for letters are letters. */
export function foldAsRead(text: string): string {
  return foldName(text.replace(/[|!$€015]/g, (sign) => smudges[sign] ?? sign));
}

function compareOrganisation(known: string, read: string): Comparison | null {
  const a = foldOrganisation(known);
  const b = foldOrganisation(read);
  if (a === b) return { weight: 17, level: 'full', firstBits: 11 };
  if (a.length >= 8) {
    // A legal form that was misread is not recognised as one, so the whole is compared too.
    const loss = Math.min(misreadBits(b, a, 41), misreadBits(fold(read), fold(known), 41));
    if (loss <= Math.min(40, a.length * 1.4))
      return { weight: Math.max(8, 15 - loss * 0.25), level: 'full', firstBits: 8 };
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isContained = short.length >= 6 && short.includes(' ') && ` ${long} `.includes(` ${short} `);
  return isContained ? { weight: 9, level: 'last', firstBits: 0 } : null;
}

/** The customer's first and last name side by side in the text: somebody writes for them. */
function namedInText(record: CustomerRecord, pairs: ReadonlySet<string>, commonness: Commonness) {
  if (!record.firstName || !record.lastName) return null;
  const first = foldName(record.firstName).split(' ')[0] ?? '';
  const last = foldName(record.lastName);
  const lastWords = last.split(' ');
  const pairsToTry = [...new Set([last, lastWords[0] ?? last, lastWords.at(-1) ?? last])];
  if (!pairsToTry.some((name) => pairs.has(`${first} ${name}`) || pairs.has(`${name} ${first}`))) {
    return null;
  }
  const text = `${record.firstName} ${record.lastName}`;
  const firstBits = Math.max(sameFirstNameBitsMin, commonness.worth('firstName', first, first, 0));
  const weight = commonness.worth('lastName', last, last, 0) + firstBits - 1;
  return { weight, level: 'full' as const, firstBits, text, basis: `name ${fold(text)}` };
}

/**
 * A sender with a name that is not this customer's, while the customer is named nowhere. Who has only the first name in
 * common may have married: less against, and still for a person to say.
 */
function contradictingSender(
  record: CustomerRecord,
  parties: readonly Party[],
  commonness: Commonness,
): readonly Piece[] {
  const sender = parties.find((party) => party.role === 'sender');
  if (!sender?.name) return [];
  const firsts = (text: string) => foldAsRead(text).split(' ');
  const read = [...sender.name.firstNames, ...(sender.name.firstNames.length > 0 ? [] : [sender.name.lastName])];
  const known = record.firstName ? firsts(record.firstName) : record.lastName ? firsts(record.lastName) : [];
  const shared = bestFirstNameBits(read.flatMap(firsts), known, commonness) ?? 0;
  return [
    piece(
      'conflict',
      otherNameBits + Math.max(0, Math.min(6, shared)),
      `${sender.name.text} ≠ ${displayName(record)}`,
      {
        basis: 'sender name',
        isContradiction: true,
      },
    ),
  ];
}

const otherNameBits = -9;

function describe(record: CustomerRecord, name: PartyName): string {
  const known = displayName(record);
  return fold(known) === fold(name.text) ? known : `${known} ~ ${name.text}`;
}
