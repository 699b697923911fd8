import type { Company } from '../../domain/company.ts';
import type { MailHeader } from '../../domain/facts.ts';
import type { IndexField } from '../../domain/index-data.ts';
import { isWithinEdits } from '../matching/folding.ts';
import { emailReadings } from '../notation/look-alikes.ts';
import { normalisePhone } from '../notation/phone.ts';
import type { ContactMention } from './extraction.ts';
import { fieldFrom, sourceOf } from './finding.ts';
import { placeOf, type TextLine } from './text-lines.ts';

export interface ContactsFound {
  readonly fields: readonly IndexField[];
  readonly mentions: readonly ContactMention[];
}

const findingsMax = 40;
const headerPlace = { page: null, box: null, confidence: 1 };

export function isOwnEmail(email: string, company: Pick<Company, 'emails'>): boolean {
  return company.emails.some((own) =>
    own.startsWith('@') ? email.endsWith(own.toLowerCase()) : email === own.toLowerCase(),
  );
}

/** The company's own address with up to three characters misread: on paper it stands in every third letter. */
function isNearlyOwnEmail(email: string, company: Pick<Company, 'emails'>): boolean {
  const domain = email.slice(email.indexOf('@'));
  return company.emails.some((own) => {
    const compared = own.startsWith('@') ? domain : email;
    return isWithinEdits(compared, own.toLowerCase(), own.length >= 12 ? 3 : 1);
  });
}

/** E-mail addresses of the text and the mail's sender, lower case, without the company's own. */
export function findEmails(
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
  header: MailHeader | null,
  company: Company,
): ContactsFound {
  const mentions: ContactMention[] = [];
  const joined = new Set<string>();
  const add = (value: string, mention: Omit<ContactMention, 'kind' | 'value'>) => {
    const isOwn = isOwnEmail(value, company) || (mention.source === 'ocr' && isNearlyOwnEmail(value, company));
    if (!isOwn) mentions.push({ kind: 'email', value, ...mention });
  };
  const from = header?.from?.trim().toLowerCase();
  if (from && /^\S{1,64}@\S{3,190}$/.test(from)) {
    add(from, { isQuoted: false, isSender: true, place: headerPlace, source: 'header' });
  }
  for (const line of lines) {
    if (mentions.length >= findingsMax) break;
    for (
      let at = line.text.indexOf('@');
      at >= 0 && mentions.length < findingsMax;
      at = line.text.indexOf('@', at + 1)
    ) {
      const found = emailAround(line.text, at, line.source === 'ocr');
      if (!found) continue;
      const value = found.text.replace(/\s+/g, '').replace(/^\.+/, '').replace(/-+$/, '').toLowerCase();
      const isJoined = /\s/.test(found.text);
      const place = placeOf(line, found.from, found.from + found.text.length);
      if (isJoined) joined.add(value);
      const otherReadings = line.source === 'ocr' ? emailReadings(value) : [];
      add(value, { isQuoted: quoted.has(line), isSender: false, place, source: sourceOf(line), otherReadings });
    }
  }
  return { mentions: distinct(mentions), fields: emailFields(distinct(mentions), joined) };
}

/** An address that a reader tore apart and that was put together again; the directory may make it surer. */
const joinedSureness = 0.75;

function emailFields(mentions: readonly ContactMention[], joined: ReadonlySet<string>): readonly IndexField[] {
  const whole = mentions.filter(({ value }) => !joined.has(value));
  const torn = mentions.filter(({ value }) => joined.has(value));
  const fields = fieldsOf(whole, 'email', 'email-shape', 0.98).map((field) => {
    if (field.source !== 'ocr' || knownEnding.test(field.value)) return field;
    return { ...field, confidence: Math.round(field.confidence * unknownEndingFactor * 1000) / 1000 };
  });
  return [...fields, ...fieldsOf(torn, 'email', 'email-joined', joinedSureness)];
}

const endings = 'de|com|net|org|eu|at|ch|info|nl|fr|pl|it|be|dk|uk|example';
/** Other endings exist, but on paper they are misread ones more often than not. */
const knownEnding = new RegExp(
  String.raw`\.(?:${endings}|gmbh|bank|app|dev|io|biz|tv|cc|cz|sk|hu|ro|se|no|fi|es|pt|lu|li|tr|us|ca|gov|edu|berlin|hamburg|koeln|bayern|nrw|online|shop|email|mail|cloud|energy|versicherung)$`,
);
const unknownEndingFactor = 0.65;
const tornDomain = new RegExp(
  String.raw`^@ ?[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3} ?\. ?(?:${endings})(?![\p{L}\d.@-])`,
  'u',
);

/**
 * The address around an @. Looked at around each @ and not by one pattern over the line: that pattern would be slow on a
 * hostile line. Readers put blanks beside the @ and the dots; those are closed only where what comes out is an address.
 */
function emailAround(
  text: string,
  at: number,
  isRead: boolean,
): { readonly text: string; readonly from: number } | null {
  const before = text.slice(Math.max(0, at - 64), at);
  const behind = text.slice(at, at + 256);
  const local = /[A-Za-z0-9._%+-]{1,64}$/.exec(before)?.[0];
  const domain = /^@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/.exec(behind)?.[0];
  const torn = isRead ? (/(?:[a-z0-9_-]+(?:\. |\.| \.)){0,3}[a-z0-9_-]{2,40} ?$/.exec(before)?.[0] ?? null) : null;
  const start = local ?? torn;
  const wholeDomain = domain ?? (isRead ? tornDomain.exec(behind)?.[0] : undefined);
  if (!start || !wholeDomain) return null;
  // "E-Mail: sabine. mueller@": what stands before the dot may as well end a sentence, unless a label says otherwise.
  const isLabelled = torn !== null && /mail\s?:?\s*$/i.test(before.slice(0, before.length - torn.length));
  const head = isLabelled && torn !== null && torn.length > start.length ? torn : start;
  return { text: head + wholeDomain, from: at - head.length };
}

const label =
  /(?:tel(?:efon)?(?:nummer)?|fon|phone|mobil(?:e|funk|telefon|nummer)?|handy(?:nummer)?|rufnummer|r[üu]e?ckrufe?|cell|festnetz|telephone|reach me (?:on|at)|call (?:me )?(?:at|on)|unter(?: der nummer)?)[^\d+(]{0,16}$/i;
const fax = /fax[^\d+(]{0,16}$/i;
const number = /(?<![\w.,/-])(?:\+|\(?0)[\d (][\d ()/–.-]{5,22}\d(?!\d)/g;
const notNumber = /^0?\d{1,2}\.\s?\d{1,2}\.|^\(?0[.,]\d/;

/**
 * Phone numbers in E.164: behind a label, or in a shape that is hardly anything else. Fax numbers are not the way to
 * call somebody back and are left out. `taken` says which stretches already are another number.
 */
export function findPhones(
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
  company: Company,
  taken: (line: TextLine, from: number, to: number) => boolean,
): ContactsFound {
  const mentions: ContactMention[] = [];
  let attempts = 0;
  for (const line of lines) {
    if (mentions.length >= findingsMax || attempts > 500) break;
    if (!/\+\d|0\d/.test(line.text)) continue;
    for (const match of line.text.matchAll(number)) {
      attempts += 1;
      const before = line.text.slice(Math.max(0, match.index - 40), match.index);
      const isLabelled = label.test(before);
      if (fax.test(before) || notNumber.test(match[0]) || taken(line, match.index, match.index + match[0].length))
        continue;
      // A bare run of digits is a phone number only with a mobile prefix; groups and a plus are how people write phones.
      const hasShape = /^\+|^00\d|^\(?0\d{2,5}\)?[ /–-]{1,3}\d/.test(match[0]) || /^01[5-7]\d{8,9}$/.test(match[0]);
      if (!isLabelled && !hasShape) continue;
      const value = normalisePhone(match[0], company.country);
      if (!value || company.phones.some((own) => own !== '' && value.startsWith(own))) continue;
      const isNearlyOwn = company.phones.some((own) => own.length >= 8 && isWithinEdits(value, own, 1));
      if (line.source === 'ocr' && isNearlyOwn) continue;
      const place = placeOf(line, match.index, match.index + match[0].length);
      mentions.push({
        kind: 'phone',
        value,
        isQuoted: quoted.has(line),
        isSender: false,
        place,
        source: sourceOf(line),
      });
    }
  }
  return { mentions: distinct(mentions), fields: fieldsOf(distinct(mentions), 'phone', 'phone-shape', 0.97) };
}

/** The first of equal values, but one outside a quote before one inside. */
function distinct(mentions: readonly ContactMention[]): readonly ContactMention[] {
  const byValue = new Map<string, ContactMention>();
  for (const mention of mentions) {
    const known = byValue.get(mention.value);
    if (!known || (known.isQuoted && !mention.isQuoted)) byValue.set(mention.value, mention);
  }
  return [...byValue.values()];
}

function fieldsOf(
  mentions: readonly ContactMention[],
  name: 'email' | 'phone',
  by: string,
  sureness: number,
): readonly IndexField[] {
  return mentions
    .filter((mention) => !mention.isQuoted)
    .map((mention) =>
      fieldFrom(name, mention.value, mention.place, {
        by: mention.isSender ? 'mail-header' : by,
        sureness: mention.isSender ? 1 : sureness,
        source: mention.source,
      }),
    );
}
