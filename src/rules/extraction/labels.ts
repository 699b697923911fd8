import type { IdentifierName } from './extraction.ts';

export type LabelKind = IdentifierName | 'invoiceNumber' | 'fileReference' | 'ourReference';

/** "number" in its short and long forms, after a noun and whatever joins them: `Kd.-Nr.`, `Kundennummer`, `customer no`. */
const nummer = String.raw`[\s.:–-]{0,3}(?:nummern?|nrn?\b|n[or]\b|num\b|kennung|id\b)`;
const number = String.raw`[\s.-]{0,2}(?:numbers?|nos?\b|nr\b|num\b|id\b|ref(?:erence)?\b|#)`;
/** A noun without "number" counts when something like an identifier follows at once. */
const followed = String.raw`(?=\s?:?\s{0,2}[A-Z]{0,4}[ -]?\d[\dOIlSB ]{4})`;

/** More than any line of a letter has. */
const labelsMax = 20;

const kinds: readonly (readonly [LabelKind, string])[] = [
  [
    'contractNumber',
    [
      `(?:vertrags?|vertr|vtr|vertragskonto|vertragskto|vk|policen?|versicherungs(?:schein)?|liefervertrags?)${nummer}`,
      String.raw`vertragskonto\b`,
      `vertrag${followed}`,
      `(?:contract|policy|agreement|contract account)${number}`,
      `contract${followed}`,
    ].join('|'),
  ],
  [
    'customerNumber',
    [
      `(?:kunden?|kd|kdn|kund|debitoren?|mitglieds?|gesch[äa]e?ftspartner|versicherten|teilnehmer)${nummer}`,
      String.raw`kundenkonto\b(?:nummer)?`,
      `(?:customer|client|account|acct|member(?:ship)?|subscriber)${number}`,
      `(?:kunde|customer)${followed}`,
    ].join('|'),
  ],
  [
    'meterNumber',
    [
      `(?:strom|gas|wasser)?(?:z[äa]e?hler|messger[äa]e?t(?:e|s)?)${nummer}`,
      `(?:strom|gas|wasser)?z[äa]e?hler${followed}`,
      String.raw`z[äa]e?hlpunkt(?:bezeichnung)?\b|marktlokation(?:s-?id)?\b|malo(?:-id)?\b|messlokation(?:s-?id)?\b`,
      `(?:electricity |gas |water )?meter(?: serial)?${number}`,
      `meter${followed}`,
    ].join('|'),
  ],
  [
    'invoiceNumber',
    [
      `(?:jahres|schluss|abschlags|monats|verbrauchs|strom|gas)?(?:ab)?(?:rechnungs?|rechn|jahresr|jahresabr|schlussr|schlussabr|abschlagsr|monatsr|verbrauchsabr|verbrauchsr|abrechn|abschlussr|teilr|sammelr|endr|korrekturr|gutschr|stornor|rchg|beleg)${nummer}`,
      String.raw`r[eg]\.?\s?-?\s?nrn?\b`,
      `(?:invoice|bill)${number}`,
      String.raw`(?:\w{0,12}rechnung|\w{0,8}gutschrift|invoice)(?=\s(?:[A-Z]{1,4}[-/ ]?\d{2,}|\d{4}[-/]?\d{2,}|\d{5,}))`,
    ].join('|'),
  ],
  ['ourReference', String.raw`ihre?\s?(?:zeichen|z\b|referenz|ref\b)|your\s(?:ref(?:erence)?|sign)\b`],
  [
    'fileReference',
    [
      String.raw`aktenzeichen|\baz\b|gesch(?:[äa]e?fts|\.)?[\s.-]{0,2}(?:zeichen|z\b|nr\b|nummer)|\bgz\b|kassenzeichen`,
      String.raw`(?:unsere?|meine?)\s?(?:zeichen|z\b|referenz)|vorgangs${nummer}|schaden(?:s|fall)?${nummer}`,
      String.raw`(?:bestell|auftrags?|projekt)${nummer}|(?:bestellung|auftrag|bauvorhaben|projekt|purchase order|order)(?=\s\d)|(?:order|po)${number}`,
      String.raw`our\sref(?:erence)?\b|(?:file|case|claim|matter)${number}|reference${number}|\bre(?:f|ference)\b(?=\s?:)`,
    ].join('|'),
  ],
];

/** All labels in one pattern; the group that took part tells which it is. */
const pattern = new RegExp(kinds.map(([, source]) => `(${source})`).join('|'), 'iy');

/**
 * How labels begin. The whole pattern is tried only there: on 1 MB of terms that takes 15 ms, trying it everywhere 100.
 */
const beginning =
  /\b(?:kund|kd|debit|mitgl|gesch|versich|teiln|cust|client|acc|member|subscr|vertr|vtr|vk|polic|liefer|contr|agreem|strom|gas|wasser|z[äa]e?hl|mess|malo|markt|electr|water|meter|rechn|jahresr|jahresabr|schlussr|schlussabr|abschlagsr|monatsr|verbrauchsabr|abrechn|rchg|r[eg]|beleg|invoice|bill|ihr|your|akten|az|gz|kassen|unser|mein|vorgang|schaden|our|order|purch|po|bestell|auftrag|bauvor|projekt|file|case|claim|matter)/gi;

export interface Label {
  readonly kind: LabelKind;
  readonly from: number;
  readonly to: number;
}

export function labelsIn(text: string): readonly Label[] {
  const labels: Label[] = [];
  beginning.lastIndex = 0;
  for (let start = beginning.exec(text); start && labels.length < labelsMax; start = beginning.exec(text)) {
    pattern.lastIndex = start.index;
    const match = pattern.exec(text);
    if (!match) continue;
    const kind = kinds[match.slice(1).findIndex((part) => part !== undefined)]?.[0];
    if (kind) labels.push({ kind, from: match.index, to: match.index + match[0].length });
    beginning.lastIndex = Math.max(beginning.lastIndex, pattern.lastIndex);
  }
  return labels;
}
