import { digitReadings } from './look-alikes.ts';

/**
 * Structure of the account part by country, in the notation of the IBAN registry: `n` digits, `a` letters, `c` either.
 * SEPA and its neighbours; an IBAN of another country is not found on paper and is taken as given from the directory.
 */
const structures: Readonly<Record<string, string>> = {
  AD: '8n12c',
  AT: '16n',
  BE: '12n',
  BG: '4a6n8c',
  CH: '5n12c',
  CY: '8n16c',
  CZ: '20n',
  DE: '18n',
  DK: '14n',
  EE: '16n',
  ES: '20n',
  FI: '14n',
  FR: '10n11c2n',
  GB: '4a14n',
  GR: '7n16c',
  HR: '17n',
  HU: '24n',
  IE: '4a14n',
  IS: '22n',
  IT: '1a10n12c',
  LI: '5n12c',
  LT: '16n',
  LU: '3n13c',
  LV: '4a13c',
  MC: '10n11c2n',
  MT: '4a5n18c',
  NL: '4a10n',
  NO: '11n',
  PL: '24n',
  PT: '21n',
  RO: '4a16c',
  RS: '18n',
  SE: '20n',
  SI: '15n',
  SK: '20n',
  SM: '1a10n12c',
  TR: '6n16c',
  UA: '6n19c',
};

/** One letter of `n`, `a` or `c` for each character after the two check digits. */
const layouts = new Map<string, string>(
  Object.entries(structures).map(([country, structure]) => [
    country,
    [...structure.matchAll(/(\d+)([nac])/g)].map(([, length, kind]) => (kind ?? '').repeat(Number(length))).join(''),
  ]),
);

export const ibanLengthMax = 34;

/** Length of a whole IBAN of this country, or null for a country without a known structure. */
export function ibanLengthOf(country: string): number | null {
  const layout = layouts.get(country);
  return layout === undefined ? null : layout.length + 4;
}

/** Upper case without blanks, dots and dashes; says nothing about validity. */
export function compactIban(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Shape by country and the check digits of ISO 13616 (mod 97 is 1). */
export function isValidIban(compact: string): boolean {
  const layout = layouts.get(compact.slice(0, 2));
  if (layout === undefined || compact.length !== layout.length + 4 || !/^[A-Z]{2}\d\d/.test(compact)) return false;
  for (let at = 0; at < layout.length; at += 1) {
    const isDigit = /\d/.test(compact.charAt(at + 4));
    if ((layout[at] === 'n' && !isDigit) || (layout[at] === 'a' && isDigit)) return false;
  }
  return remainder97(compact) === 1;
}

function remainder97(compact: string): number {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const asDigit: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
  S: '5',
  $: '5',
  B: '8',
  Z: '2',
  G: '6',
};
const asLetter: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B', 2: 'Z', 6: 'G' };

/**
 * The IBAN that `raw` must be when letters read where only digits can stand (and the other way round) are put right, or
 * null unless the check digits confirm it. Digits read as other digits are not tried: with twenty places and several
 * look-alikes each, one wrong guess in a few would pass the check by chance.
 */
export function repairIban(raw: string): { readonly iban: string; readonly isRepaired: boolean } | null {
  const compact = raw.toUpperCase().replace(/[^A-Z0-9|!$]/g, '');
  if (isValidIban(compact)) return { iban: compact, isRepaired: false };
  const repaired = withKinds(compact);
  return repaired !== null && isValidIban(repaired) ? { iban: repaired, isRepaired: true } : null;
}

/** Letters where only letters can stand and digits where only digits can; null for what has no country's length. */
function withKinds(compact: string): string | null {
  const country = compact
    .slice(0, 2)
    .replace(/[015826]/g, (digit) => asLetter[digit] ?? digit)
    .replace(/^OE$/, 'DE');
  const layout = layouts.get(country);
  if (layout === undefined || compact.length !== layout.length + 4) return null;
  let repaired = country;
  for (let at = 2; at < compact.length; at += 1) {
    const character = compact.charAt(at);
    const kind = at < 4 ? 'n' : layout[at - 4];
    repaired +=
      kind === 'n' ? (asDigit[character] ?? character) : kind === 'a' ? (asLetter[character] ?? character) : character;
  }
  return repaired;
}

/**
 * IBANs that `raw` may be when one digit was taken for another and the check digits confirm it: about one in a hundred
 * does so by chance, so these are questions to the directory and never a value. At most eight.
 */
export function ibanReadings(raw: string): readonly string[] {
  const compact = withKinds(raw.toUpperCase().replace(/[^A-Z0-9|!$]/g, ''));
  return compact === null ? [] : digitReadings(compact).filter(isValidIban).slice(0, 8);
}
