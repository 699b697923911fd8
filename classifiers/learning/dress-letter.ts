import type { Example } from './example.ts';
import type { Random } from './random.ts';

/**
 * Puts around a text what stands on real post and says nothing about its class: a fax machine's line, address blocks,
 * date, customer numbers, letterheads and feet of firms, what a signature is read as; running text is broken into lines.
 * `withoutFrame` takes most of it away again, and what it misses is learnt to be no sign of anything: without, a model
 * takes the bank in every letter's foot for a change of account.
 */
export function dressLetter(example: Example, random: Random): Example {
  const isEnglish = example.language === 'en';
  const isMail = example.channel === 'email' || example.channel === 'portal';
  if (isMail) {
    const foot = random.chance(0.5) ? `\n\n${signature(random)}` : '';
    const head = random.chance(0.6) ? mailHead(example.subject, random) : '';
    // A mail's subject is sometimes empty or says "scan0012": then the text alone must do.
    const isSilent = head === '' && random.chance(0.35);
    return { ...example, subject: isSilent ? null : example.subject, text: `${head}${example.text}${foot}` };
  }
  const isFirm = random.chance(0.25);
  const sender = random.chance(0.8) ? (isFirm ? firmHead(random) : personHead(random)) : [];
  const company = random.chance(0.85) ? [random.pick(companies), street(random), place(random)] : [];
  const day = random.chance(0.8) ? [dayLine(random)] : [];
  const numbers = random.chance(0.3)
    ? [`${random.pick(isEnglish ? englishNumbers : germanNumbers)} ${10_000_000 + random.below(89_999_999)}`]
    : [];
  const label = random.chance(0.2) ? (isEnglish ? 'Subject: ' : 'Betreff: ') : '';
  const heading = example.subject === null ? [] : [`${label}${example.subject}`];
  const foot = [
    ...(random.chance(0.3) ? [random.pick(strokes)] : []),
    ...(isFirm ? firmFoot(random) : random.chance(0.1) ? [bankFoot(random)] : []),
  ];
  const lines = [...(example.channel === 'fax' && random.chance(0.8) ? [faxLine(random)] : []), ...sender, ...company];
  // A letter's date stands above the heading, beside the address or below the signature.
  const text = broken(example.text, 70 + random.below(40));
  return { ...example, subject: null, text: [...lines, ...day, ...numbers, ...heading, text, ...foot].join('\n') };
}

/** Lines of a page: a reader gives no paragraphs back. */
function broken(text: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split(/\n+/)) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + word.length >= width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

const strokes = ['AN', 'Mr', 'N', 'NY', 'INN', '„Ar', 'BEN', 'vr', 'AN_', 'EN N', '— N', 'eo’'] as const;
const germanNumbers = [
  'Kundennummer:',
  'Kunden-Nr.',
  'Vertragsnummer:',
  'Ihr Zeichen:',
  'Vertragskonto',
  'Kd.-Nr.',
] as const;
const englishNumbers = ['Customer number:', 'Account no.', 'Contract number:', 'Our reference:'] as const;
const firstNames = [
  'Anke',
  'Jan',
  'Maria',
  'Thomas',
  'Fatma',
  'Peter',
  'Lea',
  'Dieter',
  'Aylin',
  'Karl-Heinz',
  'Svea',
  'Ole',
] as const;
const titles = ['', '', '', '', '', 'Dr. '] as const;
const lastNames = [
  'Müller',
  'Schmidt',
  'Yılmaz',
  'Janssen',
  'Weber',
  'Nowak',
  'Köhler',
  'Behrends',
  'Groß',
  'Petersen',
  'Ahrends',
  'Keller',
] as const;
const streets = [
  'Hauptstraße',
  'Am Markt',
  'Gartenweg',
  'Bahnhofstr.',
  'Schulstraße',
  'Lindenallee',
  'Mühlenweg',
  'Neuer Weg',
] as const;
type Place = readonly [postcode: string, city: string];
const places: readonly [Place, ...Place[]] = [
  ['26721', 'Emden'],
  ['26603', 'Aurich'],
  ['28195', 'Bremen'],
  ['20095', 'Hamburg'],
  ['10115', 'Berlin'],
  ['50667', 'Köln'],
  ['80331', 'München'],
  ['49074', 'Osnabrück'],
];
const companies = [
  'Nordlicht Versorgung und Service GmbH',
  'Stadtwerke Musterstadt GmbH\nKundenservice',
  'Telefon und Netz AG',
  'Allgemeine Versicherung AG\nPostfach 1020',
  'Energie Nord eG',
  'Hansewerk Kommunikation GmbH & Co. KG',
  'Versicherungsverein Küste a. G.',
] as const;
const trades = ['Elektro', 'Bau', 'Haustechnik', 'Handel', 'Logistik', 'Immobilien', 'Büro', 'Metall'] as const;
const banks = ['Sparkasse Emden', 'Volksbank', 'Commerzbank', 'Postbank', 'Deutsche Bank'] as const;

function signature(random: Random): string {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  return random.pick([
    `Mit freundlichen Grüßen\n${name}\n${street(random)}\n${place(random)}\nTel. 0${4000 + random.below(999)} ${10_000 + random.below(80_000)}`,
    `Viele Grüße\n${name}`,
    `${name}\n\nVon meinem iPhone gesendet`,
    `Kind regards\n${name}\n\nSent from my phone`,
    `i. A. ${name}\n${random.pick(lastNames)} GmbH & Co. KG\n${street(random)}, ${place(random)}\nwww.${random.pick(['firma', 'betrieb', 'buero'])}.example`,
  ]);
}

/** A mail is read from its laid-out page, which begins with subject, sender and recipient. */
function mailHead(subject: string | null, random: Random): string {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const attached = random.chance(0.3)
    ? `\nAnlagen ${random.pick(['scan', 'IMG_2041', 'Dokument', 'Anhang', 'image001'])}.${random.pick(['pdf', 'jpg', 'png'])}`
    : '';
  return `${subject ?? '(ohne Betreff)'}\nVon ${name} <${random.pick(['post', 'mail', 'info'])}@${random.pick(['mail', 'web', 'firma'])}.example>\nAn service@company.example\nDatum ${date(random)}${attached}\n\n`;
}

function personHead(random: Random): readonly string[] {
  const name = `${random.pick(titles)}${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const contact = [
    ...(random.chance(0.5) ? [`${random.pick(['Tel. ', 'Telefon: ', 'Mobil ', ''])}${phone(random)}`] : []),
    ...(random.chance(0.4) ? [mailAddress(random)] : []),
  ];
  const sides = random.pick([' - ', ' · ', ', ', ' : ']);
  const inOne = `${name}${sides}${street(random)}${sides}${place(random)}`;
  if (random.chance(0.25)) return [inOne, ...contact];
  if (random.chance(0.25))
    return [name, `${street(random)}${sides}${place(random)}${sides}Tel. ${phone(random)}`, inOne];
  return [name, street(random), place(random), ...contact];
}

/** Name in large letters, the line above the window, and a block of contacts that the reader mixes in between. */
function firmHead(random: Random): readonly string[] {
  const firm = firmName(random);
  const contact = [
    `Ansprechpartner: ${random.pick(firstNames)} ${random.pick(lastNames)}`,
    `Telefon: ${phone(random)}`,
    ...(random.chance(0.4) ? [`E-Mail: ${mailAddress(random)}`] : []),
  ];
  return [firm, `${firm} · ${street(random)} · ${place(random)}`, ...(random.chance(0.6) ? contact : [])];
}

function firmFoot(random: Random): readonly string[] {
  const firm = firmName(random);
  if (random.chance(0.5)) return [bankFoot(random)];
  return [
    `${firm} Tel. ${phone(random)} Bankverbindung`,
    `${street(random)} ${mailAddress(random)} ${random.pick(banks)}`,
    `${place(random)} www.${random.pick(['firma', 'betrieb', 'buero'])}.example IBAN ${iban(random)}`,
  ];
}

function firmName(random: Random): string {
  const owner = random.pick(lastNames);
  return random.pick([
    `${owner} ${random.pick(trades)} GmbH`,
    `${random.pick(trades)} ${owner} e. K.`,
    `${owner} & ${random.pick(lastNames)} ${random.pick(trades)}`,
  ]);
}

function faxLine(random: Random): string {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`.toUpperCase();
  const clock = `${10 + random.below(9)}:${10 + random.below(49)}`;
  return random.pick([
    `${date(random)} ${clock} ${phone(random)} ${name} S. 01/01`,
    `${phone(random)} ${name} S. 01/02`,
    `${name} ${date(random)} ${clock} ${phone(random)} 01/01`,
  ]);
}

function dayLine(random: Random): string {
  const day = random.chance(0.8)
    ? date(random)
    : `${1 + random.below(28)}. ${random.pick(['Januar', 'März', 'Juni', 'September', 'November'])} ${2024 + random.below(4)}`;
  return `${random.pick(['', '', 'Datum: ', `${random.pick(places)[1]}, `, `${random.pick(places)[1]}, den `])}${day}`;
}

function phone(random: Random): string {
  return `0${4000 + random.below(999)}${random.pick(['', ' ', '/', '-'])}${10_000 + random.below(80_000)}`;
}

function mailAddress(random: Random): string {
  return `${random.pick(['post', 'info', 'kontakt', 'familie'])}@${random.pick(['mail', 'web', 'firma'])}.example`;
}

function street(random: Random): string {
  return `${random.pick(streets)} ${1 + random.below(140)}`;
}

function place(random: Random): string {
  return random.pick(places).join(' ');
}

function date(random: Random): string {
  return `${1 + random.below(28)}.${1 + random.below(12)}.${2024 + random.below(4)}`;
}

function bankFoot(random: Random): string {
  return `Bankverbindung: ${random.pick(banks)} · IBAN ${iban(random)}\nSteuernummer 58/${100 + random.below(899)}/${10_000 + random.below(80_000)}`;
}

function iban(random: Random): string {
  return `DE${10 + random.below(89)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${10 + random.below(89)}`;
}
