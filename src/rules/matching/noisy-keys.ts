import type { DirectoryKey, DirectoryWord, DirectoryWordKind } from '../../ports/customer-directory.ts';
import type { Extraction, IdentifierMention, Party } from '../extraction/extraction.ts';
import { searchNames } from './directory-keys.ts';
import { fold, foldHouseNumber, foldStreet } from './folding.ts';
import { identifierNeighbours } from './identifier-neighbours.ts';
import { misreadBits } from './misread-bits.ts';
import { foldAsRead } from './name-evidence.ts';
import { askingForms, placeForms, streetForms } from './spelling-forms.ts';

/** A letter has a handful of names and addresses; a hostile one must not cost more. */
const partiesMax = 8;
const neighbourMentionsMax = 3;
const neighbourKeysMax = 900;
const keysMax = 700;

/** What a party may be called: its last name with all that may have been cut off it, and its first names. */
interface NameRead {
  readonly last: readonly string[];
  readonly first: readonly string[];
}

function namesRead(parties: readonly Party[]): readonly NameRead[] {
  const names = new Map<string, NameRead>();
  for (const { name } of parties) {
    if (!name || names.size >= partiesMax) continue;
    const whole = name.organisation === null ? [foldAsRead(name.lastName)] : [];
    const last = [...new Set([...whole, ...searchNames(name).slice(0, 4)])].filter((form) => form.length > 1);
    const first = name.firstNames.map(foldAsRead).filter((form) => form.length > 1);
    names.set(`${last.join('|')} ${first.join('|')}`, { last, first });
  }
  return [...names.values()];
}

const ownParties = ({ parties }: Extraction) => parties.filter((party) => !party.isQuoted).slice(0, 3 * partiesMax);

/** The first question: which words of the directory may these names and towns have been? */
export function vocabularyForms(extraction: Extraction): readonly string[] {
  const forms = new Set<string>();
  const parties = ownParties(extraction);
  for (const { last, first } of namesRead(parties)) {
    for (const word of last) for (const form of askingForms('lastName', word)) forms.add(form);
    for (const word of first) for (const form of askingForms('firstName', word)) forms.add(form);
  }
  for (const { postcode, city } of parties) {
    for (const form of placeForms(postcode, city ? fold(city) : null)) forms.add(form);
  }
  return [...forms].slice(0, 1500);
}

/** The second question: which streets are there in the postcodes that these may be? */
export function streetFormsFor(extraction: Extraction, words: readonly DirectoryWord[]): readonly string[] {
  const postcodes = new Set<string>();
  for (const party of ownParties(extraction)) {
    if (!party.street) continue;
    for (const postcode of postcodesFor(party, words).slice(0, 4)) postcodes.add(postcode);
  }
  return [...postcodes].slice(0, 12).flatMap(streetForms);
}

/** The last question: customers of any name that it may be at any address that it may be. */
export function noisyKeys(extraction: Extraction, words: readonly DirectoryWord[]): readonly DirectoryKey[] {
  const parties = ownParties(extraction);
  const keys = new Map<string, DirectoryKey>();
  const add = (key: DirectoryKey) => keys.set(Object.values(key).join('|'), key);
  const names = namesRead(parties).map(({ last, first }) => ({
    last: nearest(words, 'lastName', last, 12),
    first: nearest(words, 'firstName', first, 4),
  }));
  const places = distinctPlaces(parties);
  for (const place of places) {
    const postcodes = postcodesFor(place, words);
    const streets = place.street ? streetsFor(foldStreet(place.street), postcodes.slice(0, 4), words) : [];
    const houseNumber = foldHouseNumber(place.houseNumber ?? '');
    for (const { postcode, street } of streets) if (houseNumber) add({ kind: 'door', postcode, street, houseNumber });
    const spellings = new Set([
      ...streets.map(({ street }) => street),
      ...(place.street ? [foldStreet(place.street)] : []),
    ]);
    for (const { last } of names) {
      for (const name of last.slice(0, 6)) for (const street of spellings) add({ kind: 'nameStreet', name, street });
      for (const name of last) for (const postcode of postcodes) add({ kind: 'namePostcode', name, postcode });
    }
  }
  for (const { last, first } of names) {
    for (const name of last.slice(0, 3))
      for (const firstName of first.slice(0, 3)) add({ kind: 'fullName', name, firstName });
  }
  return [...keys.values()].slice(0, keysMax);
}

/** When all that led nowhere: the streets, the first names of the town, and the birth dates. */
export function wideKeys(extraction: Extraction, words: readonly DirectoryWord[]): readonly DirectoryKey[] {
  const parties = ownParties(extraction);
  const keys = new Map<string, DirectoryKey>();
  const add = (key: DirectoryKey) => keys.set(Object.values(key).join('|'), key);
  for (const value of extraction.birthDates.slice(0, 4)) add({ kind: 'birthDate', value });
  // Whoever changed their name kept the first one; turned names are asked both ways.
  const firsts = namesRead(parties).flatMap(({ last, first }) => [
    ...nearest(words, 'firstName', first, 3),
    ...last.slice(0, 1),
  ]);
  for (const place of distinctPlaces(parties)) {
    const postcodes = postcodesFor(place, words).slice(0, 4);
    const streets = place.street ? streetsFor(foldStreet(place.street), postcodes, words) : [];
    for (const { postcode, street } of streets.slice(0, 3)) add({ kind: 'street', postcode, street });
    for (const firstName of new Set(firsts))
      for (const postcode of postcodes) add({ kind: 'firstNamePostcode', firstName, postcode });
  }
  return [...keys.values()].slice(0, 60);
}

/** Numbers that the labelled ones may have been; the unlabelled ones only when none is labelled. */
export function neighbourKeys(extraction: Extraction): readonly DirectoryKey[] {
  const own = extraction.identifiers.filter(({ isQuoted }) => !isQuoted);
  const isNamed = ({ label }: IdentifierMention) => label !== null && label !== 'other';
  const chosen = [...own.filter(isNamed), ...own.filter(({ label, value }) => label === null && value.length >= 7)];
  const keys = new Set<string>();
  for (const { value } of chosen.slice(0, neighbourMentionsMax)) {
    for (const neighbour of identifierNeighbours(value)) {
      if (keys.size < neighbourKeysMax) keys.add(neighbour);
    }
  }
  return [...keys].map((value) => ({ kind: 'identifier', value }));
}

interface PlaceRead {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
}

function distinctPlaces(parties: readonly Party[]): readonly PlaceRead[] {
  const places = new Map<string, PlaceRead>();
  for (const { street, houseNumber, postcode, city } of parties) {
    if (postcode === null && city === null) continue;
    places.set([street, houseNumber, postcode, city].join('|'), { street, houseNumber, postcode, city });
  }
  return [...places.values()].slice(0, 4);
}

/** Words of one kind, what may have been read as one of `read` first, commoner ones before rarer ones that are as near. */
function nearest(
  words: readonly DirectoryWord[],
  kind: DirectoryWordKind,
  read: readonly string[],
  most: number,
): readonly string[] {
  const ranked: (readonly [string, number])[] = [];
  for (const { kind: its, word, count } of words) {
    if (its !== kind) continue;
    let loss = 30;
    // What is already nearer need not be measured to its end.
    for (const form of read) loss = Math.min(loss, partialLoss(form, word, loss));
    if (loss < 30) ranked.push([word, loss - 0.5 * Math.log2(count + 1)]);
  }
  ranked.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  return [...new Set([...read.slice(0, 2), ...ranked.slice(0, most).map(([word]) => word)])];
}

/** A name against a longer one that holds it: "Müller" may be Müller-Lüdenscheidt, but a whole Müller comes first. */
function partialLoss(read: string, word: string, most: number): number {
  const whole = misreadBits(read, word, most);
  if (whole < 20 || (!read.includes(' ') && !word.includes(' '))) return whole;
  const ofRead = longParts(read);
  const isShared = longParts(word).some((part) => ofRead.some((other) => misreadBits(other, part, 10) < 8));
  return isShared ? Math.min(whole, 14) : whole;
}

function longParts(name: string): readonly string[] {
  return name.split(' ').filter((part) => part.length >= 4);
}

const postcodesMax = 10;
const townsApartBits = 20;

/** Postcodes of the towns that postcode and city may have been, the likeliest first. */
function postcodesFor(place: Pick<PlaceRead, 'postcode' | 'city'>, words: readonly DirectoryWord[]): readonly string[] {
  const city = place.city ? fold(place.city) : null;
  const best = new Map<string, number>();
  for (const { kind, word } of words) {
    if (kind !== 'place') continue;
    const blank = word.indexOf(' ');
    const postcode = blank < 0 ? word : word.slice(0, blank);
    const known = blank < 0 ? '' : word.slice(blank + 1);
    const postcodeLoss = place.postcode ? misreadBits(place.postcode.toLowerCase(), postcode, 30) : 12;
    const least = best.get(postcode) ?? 45;
    if (postcodeLoss >= least) continue;
    const cityLoss = city && known ? cityLossOf(city, known) : 12;
    const loss = postcodeLoss + cityLoss;
    if (loss < least) best.set(postcode, loss);
  }
  const sorted = [...best].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  // Two digits further off than the likeliest town is no town it may have been; small towns have no neighbours then.
  const far = (sorted[0]?.[1] ?? 0) + townsApartBits;
  const ranked = sorted.flatMap(([postcode, loss]) => (loss <= far ? [postcode] : []));
  return [...new Set([...(place.postcode ? [place.postcode] : []), ...ranked])].slice(0, postcodesMax);
}

function cityLossOf(read: string, known: string): number {
  const first = (name: string) => name.split(' ')[0] ?? name;
  const isShortened = read.includes(' ') !== known.includes(' ') && first(known).length >= 4;
  const whole = misreadBits(read, known, 30);
  return isShortened ? Math.min(whole, 1 + misreadBits(first(read), first(known), 30)) : whole;
}

function streetsFor(read: string, postcodes: readonly string[], words: readonly DirectoryWord[]) {
  const ranked: { readonly postcode: string; readonly street: string; readonly loss: number }[] = [];
  for (const { kind, word } of words) {
    if (kind !== 'street') continue;
    const blank = word.indexOf(' ');
    const [postcode, street] = [word.slice(0, blank), word.slice(blank + 1)];
    const rank = postcodes.indexOf(postcode);
    if (rank < 0) continue;
    const most = Math.min(45, 3.2 * Math.max(4, street.length));
    const loss = misreadBits(read, street, most);
    if (loss < most) ranked.push({ postcode, street, loss: loss + rank });
  }
  return ranked.sort((a, b) => a.loss - b.loss).slice(0, 6);
}
