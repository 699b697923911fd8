import type { IndexField } from '../../domain/index-data.ts';
import { compactIban, ibanLengthOf, ibanReadings, repairIban } from '../notation/iban.ts';
import type { ContactMention } from './extraction.ts';
import { type Finding, fieldFrom, sourceOf } from './finding.ts';
import { type Place, placeOfWords, type TextLine, wordsBetween } from './text-lines.ts';

/** Two letters (or what a reader makes of them) and two check digits; then blanks and groups. */
const start = /\b(?:[A-Z]{2}|0E|de) ?[\dOIlSB]{2}(?=[ .-]?[A-Z0-9OIlSBZ|]{2}|$)/g;
/** Refuses nearly every line eight times as fast as the boundary in `start` does. */
const hint = /(?:[A-Z0][A-Z]|de) ?[\dOIlSB]{2}/;

/** Cues before an IBAN that say which account it is; the nearest one counts. */
const cue =
  /(\b(?:neue[nrsm]?|new|k[üu]e?nftig|zuk[üu]e?nftig|ab sofort|ab dem|ab \d|nunmehr|ge[äa]e?ndert|folgende[nms]?|from now on|instead|in future|update)\b)|(\b(?:alte[nrsm]?|bisherige[nrsm]?|bisher|fr[üu]e?her|erloschen|gek[üu]e?ndigt|aufgel[öo]e?st|old|previous|former|closed)\b)/gi;
/** Words without which "new" is about something else. */
const account = /iban|konto|bank|account|lastschrift|sepa|mandat|direct debit|abbuch|einzieh|einzug|details/i;

const findingsMax = 40;

export interface IbansFound {
  readonly fields: readonly IndexField[];
  readonly mentions: readonly ContactMention[];
  /** Where they stand, the company's own and the quoted ones too. */
  readonly stretches: readonly Finding[];
  /** Whether the document gives or revokes a mandate or changes an account: an IBAN in it may be new without being called so. */
  readonly isAboutAccount: boolean;
  /** Accounts whose check digits do not hold: something stands there that nobody can use. */
  readonly misreadCount: number;
}

const mandate =
  /mandat|lastschrift|erm[äa]e?chtig|bankverbindung|kontoinhaber|direct debit|bank details|account holder/i;

/**
 * Every IBAN whose check digits hold, with blanks and over a line's end, look-alike letters repaired against the check
 * digits. The company's own are left out. `newIban` when the words before it speak of a new account.
 */
export function findIbans(
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
  own: readonly string[],
): IbansFound {
  const ownIbans = new Set(own.map(compactIban));
  const fields = new Map<string, IndexField>();
  const mentions: ContactMention[] = [];
  const stretches: Finding[] = [];
  let misreadCount = 0;
  for (const [at, line] of lines.entries()) {
    if (stretches.length >= findingsMax) break;
    if (!hint.test(line.text)) continue;
    let end = 0;
    for (const match of line.text.matchAll(start)) {
      if (match.index < end) continue;
      const read = readIban(lines, at, match.index);
      if (!read) continue;
      end = read.end;
      stretches.push({ line, from: match.index, to: read.end }, ...read.rest);
      const source = sourceOf(line);
      const isQuoted = quoted.has(line);
      // Nearly an IBAN: no account to name, but no phone or customer number either; the directory may know it.
      if (read.iban === null) {
        const otherReadings = line.source === 'ocr' ? ibanReadings(read.characters) : [];
        if (!isQuoted) misreadCount += 1;
        mentions.push({
          kind: 'iban',
          value: compactIban(read.characters),
          otherReadings,
          isQuoted,
          isSender: false,
          place: read.place,
          source,
        });
        continue;
      }
      if (ownIbans.has(read.iban)) continue;
      mentions.push({ kind: 'iban', value: read.iban, isQuoted, isSender: false, place: read.place, source });
      if (isQuoted) continue;
      const name = isNewAccount(lines, at, match.index) ? 'newIban' : 'iban';
      const by = read.isRepaired ? 'iban-repaired' : 'iban-check-digits';
      const field = fieldFrom(name, read.iban, read.isRepaired ? { ...read.place, confidence: 1 } : read.place, {
        by,
        sureness: read.isRepaired ? 0.95 : 0.995,
        source,
      });
      // Said twice, once without a cue: the sentence that calls it new is the one that knows.
      if (!fields.has(read.iban) || name === 'newIban') fields.set(read.iban, field);
    }
  }
  const isAboutAccount = stretches.length > 0 && lines.some((line) => !quoted.has(line) && mandate.test(line.text));
  return { fields: [...fields.values()], mentions, stretches, isAboutAccount, misreadCount };
}

interface IbanRead {
  /** Null when the check digits do not hold. */
  readonly iban: string | null;
  /** As they stand there, without blanks. */
  readonly characters: string;
  readonly isRepaired: boolean;
  readonly place: Place;
  /** Where it ends on the line it begins in. */
  readonly end: number;
  /** Its part on the next line. */
  readonly rest: readonly Finding[];
}

function readIban(lines: readonly TextLine[], at: number, from: number): IbanRead | null {
  const line = lines[at];
  if (!line) return null;
  const next = lines[at + 1];
  const country = line.text
    .slice(from, from + 2)
    .toUpperCase()
    .replace('0E', 'DE');
  const length = ibanLengthOf(country);
  if (length === null) return null;
  const here = take(line.text, from, length);
  const words = wordsBetween(line, from, here.end);
  const found = (characters: string, rest: readonly Finding[]): IbanRead => {
    const all = [...words, ...rest.flatMap((part) => wordsBetween(part.line, part.from, part.to))];
    const read = repairIban(characters) ?? { iban: null, isRepaired: false };
    return { ...read, characters, place: placeOfWords(line.page, all), end: here.end, rest };
  };
  if (here.characters.length === length) return found(here.characters, []);
  // Broken at the line's end: only when nothing else follows on this line.
  if (next && next.page === line.page && line.text.slice(here.end).trim() === '') {
    const rest = take(next.text, 0, length - here.characters.length);
    const joined = found(here.characters + rest.characters, [{ line: next, from: 0, to: rest.end }]);
    if (joined.iban !== null) return joined;
  }
  return here.characters.replace(/\D/g, '').length >= 12 ? found(here.characters, []) : null;
}

/** Up to `count` letters and digits from `from` on, over single blanks, dots and dashes between them. */
function take(text: string, from: number, count: number): { readonly characters: string; readonly end: number } {
  let characters = '';
  let at = from;
  let end = from;
  while (at < text.length && characters.length < count) {
    const character = text.charAt(at);
    if (/[A-Za-z0-9|]/.test(character)) {
      characters += character;
      end = at + 1;
    } else if (!/[ .-]/.test(character) || at - end > 1) break;
    at += 1;
  }
  return { characters, end };
}

function isNewAccount(lines: readonly TextLine[], at: number, from: number): boolean {
  const page = lines[at]?.page;
  const context = lines
    .slice(Math.max(0, at - 4), at)
    .filter((line) => line.page === page)
    .map((line) => line.text)
    .join(' ');
  const before = `${context} ${lines[at]?.text.slice(0, from) ?? ''}`.slice(-260);
  if (!account.test(before)) return false;
  let isNew = false;
  for (const match of before.matchAll(cue)) isNew = match[1] !== undefined;
  return isNew;
}
