import { germanIban } from '../../../fixtures/generator/iban.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import type { NameLists, Town } from './name-lists.ts';
import { type Dice, diceOf } from './random-of.ts';

/** A customer with what makes them hard to tell from others. */
export interface Person {
  readonly record: CustomerRecord;
  /** Shares first and last name with somebody behind the same door: nobody can tell them apart by name and address. */
  readonly hasDouble: boolean;
  /** First names behind the same door. */
  readonly household: readonly string[];
}

export interface Address {
  readonly street: string;
  readonly houseNumber: string;
  readonly postcode: string;
  readonly city: string;
}

/** Half of all people have a name of the list; the others one of a long tail, each rare. */
const tailShare = 0.4;
const streetsOfPostcode = 60;
const organisationShare = 0.05;

/** People one after the other, household by household; the same seed gives the same people. */
export function* generatePeople(lists: NameLists, seed: number, count: number): Generator<Person> {
  let made = 0;
  for (let household = 0; made < count; household += 1) {
    const dice = diceOf(seed * 7919 + household);
    for (const person of householdOf(lists, dice, made)) {
      if (made >= count) return;
      made += 1;
      yield person;
    }
  }
}

function householdOf(lists: NameLists, dice: Dice, from: number): readonly Person[] {
  const address = addressOf(lists, dice);
  if (dice.chance(organisationShare))
    return [{ record: organisation(lists, dice, from, address), hasDouble: false, household: [] }];
  const size = 1 + (dice.chance(0.55) ? 1 : 0) + (dice.chance(0.25) ? 1 : 0) + (dice.chance(0.12) ? 1 : 0);
  const last = surname(lists, dice);
  const iban = dice.chance(0.7) ? germanIban(dice.digits(8), dice.digits(9)) : null;
  const phone = dice.chance(0.6) ? `+49${dice.below(800) + 150}${dice.digits(7)}` : null;
  const born = 1935 + dice.below(65);
  const people: { firstName: string; lastName: string; birthDate: string; isFemale: boolean }[] = [];
  for (let at = 0; at < size; at += 1) {
    const isFemale = at === 1 ? !(people[0]?.isFemale ?? false) : dice.chance(0.5);
    const isChild = at >= 2;
    const year = isChild ? Math.min(2007, born + 22 + dice.below(18)) : born + (at === 1 ? dice.below(9) - 4 : 0);
    let birthDate = `${year}-${String(1 + dice.below(12)).padStart(2, '0')}-${String(1 + dice.below(28)).padStart(2, '0')}`;
    let firstName = dice.draw(isFemale ? lists.female : lists.male);
    const parent = people.find((other) => other.isFemale === isFemale);
    // Called after father or mother; and twins, some of them Jan and Jana.
    if (isChild && parent && dice.chance(0.03)) firstName = parent.firstName;
    const sibling = at >= 3 ? people[2] : undefined;
    if (sibling && dice.chance(0.05)) {
      birthDate = sibling.birthDate;
      if (dice.chance(0.2))
        firstName = sibling.firstName.endsWith('a') ? sibling.firstName.slice(0, -1) : `${sibling.firstName}a`;
    }
    if (dice.chance(0.04)) firstName = `${firstName}-${dice.draw(isFemale ? lists.female : lists.male)}`;
    let lastName = last;
    if (at === 1 && dice.chance(0.15)) lastName = surname(lists, dice);
    else if (at === 1 && dice.chance(0.04)) lastName = `${last}-${surname(lists, dice)}`;
    people.push({ firstName, lastName, birthDate, isFemale });
  }
  return people.map(({ firstName, lastName, birthDate, isFemale }, at) => ({
    hasDouble: people.some(
      (other, place) => place !== at && other.firstName === firstName && other.lastName === lastName,
    ),
    household: people.map((other) => other.firstName),
    // Spelled out: with spreads making a person took thrice as long, and the bench waits for millions of them.
    record: {
      customerNumber: customerNumberOf(dice, from + at),
      contractNumbers: contractNumbersOf(dice),
      meterNumbers: meterNumbersOf(dice),
      kind: 'person',
      salutation: isFemale ? 'Frau' : 'Herr',
      title: dice.chance(0.02) ? 'Dr.' : null,
      firstName,
      lastName,
      organisation: null,
      birthDate: dice.chance(0.85) ? birthDate : null,
      street: address.street,
      houseNumber: address.houseNumber,
      postcode: address.postcode,
      city: address.city,
      country: 'DE',
      email: dice.chance(0.55) ? emailOf(firstName, lastName, dice) : null,
      phone: dice.chance(0.8) ? phone : null,
      iban: at < 2 ? iban : null,
    },
  }));
}

function organisation(lists: NameLists, dice: Dice, at: number, address: Address): CustomerRecord {
  const trade = dice.pick([
    'Bäckerei',
    'Autohaus',
    'Elektro',
    'Malerbetrieb',
    'Praxis',
    'Kanzlei',
    'Hausverwaltung',
    'Gasthof',
    'Tischlerei',
    'Gärtnerei',
    'Metallbau',
    'Apotheke',
  ]);
  const name = `${trade} ${surname(lists, dice)} ${dice.pick(['GmbH', 'GmbH & Co. KG', 'e. K.', 'OHG', 'GbR', 'UG'])}`;
  return {
    customerNumber: customerNumberOf(dice, at),
    contractNumbers: contractNumbersOf(dice),
    meterNumbers: meterNumbersOf(dice),
    kind: 'organisation',
    salutation: null,
    title: null,
    firstName: null,
    lastName: null,
    organisation: name,
    birthDate: null,
    ...address,
    country: 'DE',
    email: `info${at}@example.org`,
    phone: `+49${dice.below(800) + 150}${dice.digits(7)}`,
    iban: germanIban(dice.digits(8), dice.digits(9)),
  };
}

/** Numbers lie close: one in fourteen of eight digits is somebody's, so a misread one often is too. */
function customerNumberOf(dice: Dice, at: number): string {
  return String(10_000_000 + at * 14 + dice.below(14));
}

function contractNumbersOf(dice: Dice): readonly string[] {
  const first = `VN${dice.digits(9)}`;
  return dice.chance(0.3) ? [first, `VN${dice.digits(9)}`] : [first];
}

function meterNumbersOf(dice: Dice): readonly string[] {
  return dice.chance(0.8) ? [`1ESY${dice.digits(9)}${dice.below(10)}`] : [];
}

function emailOf(first: string, last: string, dice: Dice): string {
  return `${plain(first)}.${plain(last)}${dice.below(10_000)}@example.${dice.pick(['org', 'net', 'com'])}`;
}

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, (letter) => spelledOut[letter] ?? '');
}

export function addressOf(lists: NameLists, dice: Dice): Address {
  const town: Town = dice.draw(lists.towns);
  const street = streetOf(lists, town, dice.below(streetsOfPostcode));
  // Houses are few: the first numbers of a street are the commonest.
  const number = 1 + Math.floor(140 * dice.next() ** 2);
  return { street, houseNumber: `${number}${dice.chance(0.08) ? dice.pick(['a', 'b', 'c']) : ''}`, ...town };
}

/** A postcode always has the same streets. */
function streetOf(lists: NameLists, { postcode }: Town, at: number): string {
  const dice = diceOf(Number.parseInt(postcode, 10) * 61 + at);
  // The names that every town has, and those that few have.
  return lists.streets[Math.floor(lists.streets.length * dice.next() ** 1.5)] ?? 'Hauptstraße';
}

export function surname(lists: NameLists, dice: Dice): string {
  return dice.chance(tailShare) ? rareSurname(dice) : dice.draw(lists.surnames);
}

const onsets = 'B Br D Dr F Fr G Gr H J K Kl Kr L M N P Pf R S Sch Schm Schn Schw St Str T Th W Z Kn Bl Tr Gl'.split(
  ' ',
);
const middles = 'a e i o u ei au ie ö ü ä eu a e o'.split(' ');
const codas = 'b ck ff g ld ll lk m mm nd ng nk nn r rg rk rn rt s ss st t tt tz h ch'.split(' ');
const ends =
  'mann er ert hoff berg ing sen ski wicz oglu ke el ich meier bauer stein feld au ow itz in vic ak yilmaz ova er er el mann'.split(
    ' ',
  );

/** Some 400,000 names, each about as rare as the other. */
function rareSurname(dice: Dice): string {
  const rare = (items: readonly string[]) => items[Math.floor(items.length * dice.next() ** 1.6)] ?? '';
  return `${rare(onsets)}${rare(middles)}${rare(codas)}${dice.chance(0.5) ? rare(middles) + rare(codas) : ''}${rare(ends)}`;
}
