import type { Extraction } from '../../rules/extraction/extraction.ts';
import { addressOf, generatePeople, type Person, surname } from './households.ts';
import { evidenceOf, type Written } from './letter-evidence.ts';
import type { NameLists } from './name-lists.ts';
import { type Dice, diceOf } from './random-of.ts';

export interface LetterCase {
  /**
   * `double`: a customer whom somebody behind the same door shares first and last name with. `moved`: writes from a new
   * address that the directory does not have. The others are no customers: `relative` lives with one and has their last
   * name, `namesake` has a customer's whole name elsewhere, `stranger` has nothing of anybody.
   */
  readonly kind: 'customer' | 'double' | 'moved' | 'relative' | 'namesake' | 'stranger';
  /** Null for who is no customer. */
  readonly customerNumber: string | null;
  readonly written: Written;
  readonly seed: number;
}

/** Letters in the order of the directory, each sender drawn with the same chance. */
export function* casesOf(lists: NameLists, seed: number, customers: number, letters: number): Generator<LetterCase> {
  let at = 0;
  let made = 0;
  for (const person of generatePeople(lists, seed, customers)) {
    // More letters than customers: several from each.
    while (made < letters && at >= Math.floor((made * customers) / letters)) {
      const letterSeed = seed * 104_729 + made;
      yield caseOf(lists, person, letterSeed);
      made += 1;
    }
    at += 1;
  }
}

function caseOf(lists: NameLists, { record, hasDouble, household }: Person, seed: number): LetterCase {
  const dice = diceOf(seed);
  const { firstName, lastName, organisation, customerNumber } = record;
  const address = {
    street: record.street ?? '',
    houseNumber: record.houseNumber ?? '',
    postcode: record.postcode ?? '',
    city: record.city ?? '',
  };
  const written: Written = { firstName, lastName, organisation, address };
  const isPerson = lastName !== null;
  const kind = dice.next();
  if (isPerson && kind < 0.05) {
    const other = dice.draw(dice.chance(0.5) ? lists.female : lists.male);
    if (!household.includes(other))
      return { kind: 'relative', customerNumber: null, written: { ...written, firstName: other }, seed };
  }
  if (isPerson && kind < 0.07)
    return { kind: 'namesake', customerNumber: null, written: { ...written, address: addressOf(lists, dice) }, seed };
  if (kind < 0.1) return { kind: 'stranger', customerNumber: null, written: strangerOf(lists, dice), seed };
  if (isPerson && kind < 0.13)
    return { kind: 'moved', customerNumber, written: { ...written, address: addressOf(lists, dice) }, seed };
  return { kind: hasDouble ? 'double' : 'customer', customerNumber, written, seed };
}

function strangerOf(lists: NameLists, dice: Dice): Written {
  return {
    firstName: dice.draw(dice.chance(0.5) ? lists.female : lists.male),
    lastName: surname(lists, dice),
    organisation: null,
    address: addressOf(lists, dice),
  };
}

/** The same letter is misread in the same way each time. */
export function misreadCase({ written, seed }: LetterCase, rate: number): Extraction {
  return evidenceOf(written, rate, diceOf(seed ^ 0x5f3759df));
}
