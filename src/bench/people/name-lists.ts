import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { givenNamesByCohort } from '../../../fixtures/generator/lists/given-names.ts';
import { places } from '../../../fixtures/generator/lists/places.ts';
import { frequentSurnames } from '../../../fixtures/generator/lists/surnames.ts';

/** Something with how often it is drawn, added up, so that one number picks one by bisection. */
export interface Weighted<Item> {
  readonly items: readonly Item[];
  readonly ends: readonly number[];
}

export interface Town {
  readonly postcode: string;
  readonly city: string;
}

export interface NameLists {
  readonly female: Weighted<string>;
  readonly male: Weighted<string>;
  readonly surnames: Weighted<string>;
  readonly towns: Weighted<Town>;
  readonly streets: readonly string[];
}

export function weighted<Item>(entries: readonly (readonly [Item, number])[]): Weighted<Item> {
  let end = 0;
  const ends = entries.map(([, weight]) => {
    end += weight;
    return end;
  });
  return { items: entries.map(([item]) => item), ends };
}

/** Zipf: the second is half as frequent as the first, the tenth a tenth. */
function byRank(items: readonly string[]): Weighted<string> {
  return weighted(items.map((item, at) => [item, 1 / (at + 4)] as const));
}

/** Names and places of `folder` (`linkage/names-de` below the data of benches), or the built-in ones. */
export async function loadNameLists(folder: string | null): Promise<NameLists> {
  if (folder === null) return builtInLists();
  const read = async (name: string) => {
    const text = await readFile(join(folder, 'linkage', 'names-de', name), 'utf8');
    return text
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split(','));
  };
  const [given, last, streets] = await Promise.all([
    read('given-name-gender.csv'),
    read('last-name.csv'),
    read('street-municipality-postcode.csv'),
  ]);
  const givenOf = (gender: string) =>
    weighted(
      given.filter((row) => row[2]?.trim() === gender).map(([name = '', count]) => [name, Number(count)] as const),
    );
  const towns = new Map<string, [Town, number]>();
  for (const [, city = '', postcode = ''] of streets) {
    const known = towns.get(postcode);
    if (known) known[1] += 1;
    else towns.set(postcode, [{ postcode, city }, 1]);
  }
  return {
    female: givenOf('f'),
    male: givenOf('m'),
    surnames: weighted(last.map(([name = '', count]) => [name, Number(count)] as const)),
    towns: weighted([...towns.values()]),
    streets: [...new Set(streets.map(([street = '']) => street))],
  };
}

function builtInLists(): NameLists {
  const given = (sex: 'female' | 'male') => byRank([...new Set(givenNamesByCohort.flatMap((cohort) => cohort[sex]))]);
  const heads =
    'Haupt Schul Garten Bahnhof Dorf Berg Linden Kirch Wald Ring Feld Mühlen Rosen Birken Wiesen Post Goethe Schiller Mozart Beethoven Ahorn Eichen Buchen Tannen Ulmen Amsel Drossel Finken Lerchen Meisen Sonnen Stein Brunnen Kapellen Kloster Markt Hafen Deich Moor Heide'.split(
      ' ',
    );
  const tails = ['straße', 'weg', 'allee', 'platz', 'ring', 'gasse', 'kamp', 'stieg'];
  // A thousand towns more than the lists have: the postcodes of a whole country.
  const others = Array.from({ length: 1500 }, (_, at) => {
    const head = heads[(at * 7) % heads.length] ?? 'Neu';
    const tail = ['hausen', 'dorf', 'heim', 'stedt', 'burg', 'bach', 'feld', 'rode', 'kirchen'][at % 9] ?? 'dorf';
    return [
      {
        postcode: String(30_000 + at * 41).padStart(5, '0'),
        city: `${head.toLowerCase().replace(/^./, (l) => l.toUpperCase())}${tail}`,
      },
      12,
    ] as const;
  });
  return {
    female: given('female'),
    male: given('male'),
    surnames: byRank(frequentSurnames),
    towns: weighted([
      ...places.flatMap(({ city, postcodes, weight }) =>
        postcodes.map((postcode) => [{ postcode, city }, (4 * weight) / postcodes.length] as const),
      ),
      ...others,
    ]),
    streets: heads.flatMap((head) => tails.map((tail) => `${head}${tail}`)),
  };
}
