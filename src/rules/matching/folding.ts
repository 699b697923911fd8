const ligatures: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Text as names are compared: lower case, umlauts spelled out, accents dropped, everything but letters and digits a
 * single blank. `Müller-Lüdenscheidt` and `MUELLER LUEDENSCHEIDT` fold to the same.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9 ]*$/.test(lower)) return lower.replace(/ {2,}/g, ' ').trim();
  // German text needs no Unicode tables, which take ten times as long; an import folds tens of millions of words.
  if (/^[a-z0-9äöüß .,'/()-]*$/.test(lower)) {
    return lower
      .replace(/[äöüß]/g, (letter) => ligatures[letter] ?? letter)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return (
    lower
      .normalize('NFC')
      .replace(/[äöüßæœøłđðþı]/g, (letter) => ligatures[letter] ?? letter)
      .replace(/&/g, ' und ')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      // An accent may have stood on a ligature.
      .replace(/[æœøłđðþı]/g, (letter) => ligatures[letter] ?? letter)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

const titles = new Set([
  'dr',
  'prof',
  'professor',
  'dipl',
  'ing',
  'med',
  'dent',
  'jur',
  'phil',
  'rer',
  'nat',
  'mag',
  'msc',
  'bsc',
  'mba',
  'phd',
  'herr',
  'herrn',
  'frau',
  'mr',
  'mrs',
  'ms',
  'miss',
  'familie',
  'eheleute',
  'fam',
]);

export function isTitle(folded: string): boolean {
  return titles.has(folded);
}

/** A personal name without titles and forms of address. */
export function foldName(text: string): string {
  const words = fold(text).split(' ');
  const kept = words.filter((word) => !titles.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}

const legalForm =
  /(?:^| )(?:gmbh|g gmbh|ggmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|haftungsbeschraenkt|se|eg|e g|e v|ev|e k|ek|co|ltd|limited|inc|llc|plc|partg|mbb)(?= |$)/g;

/** An organisation's name without its legal form, which letterheads write in every way. */
export function foldOrganisation(text: string): string {
  const folded = fold(text);
  const bare = folded
    .replace(legalForm, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/(?: und)+$/, '');
  return bare.length > 1 ? bare : folded;
}

export function hasLegalForm(text: string): boolean {
  return fold(text).search(legalForm) >= 0;
}

/**
 * A street without its number, as one word: `Berliner Str.`, `Berliner-Straße` and `BERLINERSTRASSE` fold to the same.
 */
export function foldStreet(text: string): string {
  return fold(text)
    .split(' ')
    .map((word) => word.replace(/str(?:asse|aase|abe)?$/, 'strasse').replace(/^pl$/, 'platz'))
    .join('');
}

/** `12 a` and `12A` are the same door. */
export function foldHouseNumber(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9/-]/g, '')
    .replace(/^0+(?=\d)/, '');
}

/** Umlauts and their spelled-out forms made equal too: what is left when a reader lost the dots. Only for comparing. */
export function foldLoosely(folded: string): string {
  return folded.replace(/([aou])e/g, '$1');
}

/** Whether at most `most` letters were changed, dropped, added or swapped with their neighbour. */
export function isWithinEdits(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return (last[b.length] ?? most + 1) <= most;
}
