import type { Example } from './example.ts';
import type { Random } from './random.ts';

/**
 * Puts around a text what stands on real post and says nothing about its class: address blocks, date, reference lines,
 * a supplier's foot with IBAN. Trained without, a model takes the bank in every letter's foot for a change of account.
 */
export function dressLetter(example: Example, random: Random): Example {
  const isEnglish = example.language === 'en';
  const isMail = example.channel === 'email' || example.channel === 'portal';
  const heading =
    example.subject === null ? '' : `${random.pick(isEnglish ? englishLabels : germanLabels)}${example.subject}\n\n`;
  if (isMail) {
    const foot = random.chance(0.5) ? `\n\n${signature(random)}` : '';
    const head = random.chance(0.6) ? mailHead(example.subject, random) : '';
    // A mail's subject is sometimes empty or says "scan0012": then the text alone must do.
    const isSilent = head === '' && random.chance(0.35);
    return { ...example, subject: isSilent ? null : example.subject, text: `${head}${example.text}${foot}` };
  }
  const sender = random.chance(0.8) ? `${addressBlock(random)}\n\n` : '';
  const company = random.chance(0.8) ? `${random.pick(companies)}\n${street(random)}\n${place(random)}\n\n` : '';
  const day = random.chance(0.7) ? `${random.pick(places)[1]}, ${date(random)}\n\n` : '';
  const numbers = random.chance(0.4)
    ? `${random.pick(isEnglish ? englishNumbers : germanNumbers)} ${10_000_000 + random.below(89_999_999)}\n\n`
    : '';
  const foot = random.chance(0.3) ? `\n\n${bankFoot(random)}` : '';
  return { ...example, subject: null, text: `${sender}${company}${day}${numbers}${heading}${example.text}${foot}` };
}

const germanLabels = ['Betreff: ', 'Betr.: ', '', ''] as const;
const englishLabels = ['Subject: ', 'Re: ', '', ''] as const;
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
] as const;
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

function addressBlock(random: Random): string {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const phone = random.chance(0.5) ? `\nTelefon: 0${4000 + random.below(999)} ${10_000 + random.below(80_000)}` : '';
  const mail = random.chance(0.4) ? `\nE-Mail: ${random.pick(['post', 'info', 'kontakt'])}@mail.example` : '';
  return `${name}\n${street(random)}\n${place(random)}${phone}${mail}`;
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
  return `Bankverbindung: ${random.pick(banks)} · IBAN DE${10 + random.below(89)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${1000 + random.below(8999)} ${10 + random.below(89)}\nSteuernummer 58/${100 + random.below(899)}/${10_000 + random.below(80_000)}`;
}
