import type { IndexField } from '../../domain/index-data.ts';
import { distinctFields, type Finding, fieldAt } from './finding.ts';
import type { TextLine } from './text-lines.ts';
import type { Zones } from './zones.ts';

export interface DateFinding extends Finding {
  /** YYYY-MM-DD */
  readonly value: string;
}

const months: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  feb: 2,
  mär: 3,
  mar: 3,
  mrz: 3,
  mae: 3,
  apr: 4,
  mai: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dez: 12,
  dec: 12,
};
const month =
  '(jan(?:uar|uary)?|j[äa]nner|feb(?:ruar|ruary|er)?|m(?:[äa]|ae)rz|march|mrz|mar|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)';

const numeric = String.raw`(\d{1,2})\s?(?<mark>[./-])\s?(\d{1,2})\s?\k<mark>\s?(\d{4}|\d{2})`;
const iso = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const dayFirst = String.raw`(\d{1,2})(?:\.|st|nd|rd|th)?\s{0,2}(?:of\s)?${month}\.?,?\s{1,2}(\d{4})`;
const monthFirst = String.raw`${month}\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})`;
const end = String.raw`(?![\d]|[.,/-]\d)`;
const inFigures = new RegExp(`(?<![\\d.,/-])(?:${iso}|${numeric})${end}`, 'g');
const inWords = new RegExp(`\\b(?:${dayFirst}|${monthFirst})${end}`, 'gi');
/** Cheap to refuse with: nearly all lines of terms and conditions hold no date. */
const figuresHint = /\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d/;
const wordsHint = /\b(?:jan|j[äa]n|feb|m[äa]|apr|ma[iy]|ju[nl]|aug|sep|o[kc]t|nov|de[zc])[^\d]{0,12}\d/i;

/** Every date of a line, German and English, as ISO. Two-digit years are the nearest century's not after `latestYear`. */
export function datesIn(line: TextLine, latestYear: number): readonly DateFinding[] {
  const found: DateFinding[] = [];
  const add = (match: RegExpMatchArray, value: string | null) => {
    const from = match.index ?? 0;
    if (value) found.push({ line, from, to: from + match[0].length, value });
  };
  if (figuresHint.test(line.text)) {
    for (const match of line.text.matchAll(inFigures)) add(match, fromFigures(match, latestYear));
  }
  if (wordsHint.test(line.text)) for (const match of line.text.matchAll(inWords)) add(match, fromWords(match));
  return found;
}

function fromFigures(match: RegExpMatchArray, latestYear: number): string | null {
  const [, isoYear, isoMonth, isoDay, first, mark, second, year] = match;
  if (isoYear) return isoDate(Number(isoYear), Number(isoMonth), Number(isoDay));
  const fullYear = year?.length === 2 ? centuryFor(Number(year), latestYear) : Number(year);
  const dayMonth = isoDate(fullYear, Number(second), Number(first));
  // Only slashes are also written month first, and only a day above twelve tells.
  return dayMonth ?? (mark === '/' ? isoDate(fullYear, Number(first), Number(second)) : null);
}

function fromWords(match: RegExpMatchArray): string | null {
  const [, day, monthName, year, monthLeading, dayAfter, yearAfter] = match;
  if (day) return isoDate(Number(year), monthNumber(monthName), Number(day));
  return isoDate(Number(yearAfter), monthNumber(monthLeading), Number(dayAfter));
}

function monthNumber(name: string | undefined): number {
  return months[(name ?? '').toLowerCase().slice(0, 3)] ?? 0;
}

function centuryFor(year: number, latestYear: number): number {
  return 2000 + year <= latestYear ? 2000 + year : 1900 + year;
}

/** Null for a day that the calendar does not have. */
function isoDate(year: number, monthOfYear: number, day: number): string | null {
  if (year < 1880 || year > 2199 || monthOfYear < 1 || monthOfYear > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, monthOfYear - 1, day));
  return date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

const birthLabel =
  /(?:(?:geburtsdatum|date of birth)[^\d]{0,50}(?:richtig|korrekt|correct)\w*\s+(?:ist|w[äa]re|lautet|is)(?:\s+der)?|\bgeb(?:oren)?\b\.?|geburts(?:datum|tag)|\*|date of birth|\bd\.?o\.?b\b\.?|\bborn\b)\s{0,2}(?:am|on|:|ist|is)?[\s:(]{0,4}$/i;
/** From when something holds: a cancellation, a move, an account. */
const effectiveCue =
  /(?:(?<!bis )\bzum|\bab(?: dem| sofort,? spätestens (?:ab|zum))?|\bper|mit wirkung (?:zum|vom|ab)|wirksam (?:zum|ab)|g[üu]e?ltig (?:ab|seit)|(?:einzug|auszug|umzug)s?(?:datum)?(?: am| zum)?|effective(?: from| on)?|as (?:of|from)|with effect from|starting(?: on| from)?|(?<!letter |invoice |mail |dated |demand )\bfrom)\s?:?(?: den)?\s{0,2}$/i;
/** By when something must be done. */
const dueCue =
  /(?:\bbis(?: sp[äa]e?testens)?(?: zum| am)?|f[äa]e?llig(?:keit)?(?: am| bis| zum)?|zahlbar(?: bis)?(?: zum)?|zahlungsziel|zahlungsfrist|fristablauf|frist(?: bis| zum)?|sp[äa]e?testens(?: am| bis| zum| bis zum)?|termin[^.]{0,40}(?:am|auf(?: den)?)|due(?: date| by| on)?|pay(?:able|ment)? by|\bby|no later than|until|deadline)\s?:?(?: den)?\s{0,2}$/i;
const dateLabel = /\b(?:datum|date|dated)\s{0,2}[:.]?\s{0,2}$/i;
/** "Emden, den 12.11.2026" or the date alone. */
const dateLine = /^(?:[\p{L} ./()-]{0,40}?,?\s{0,2}(?:den|der|the|am)?\s{0,2})$/u;

export interface DatesFound {
  readonly fields: readonly IndexField[];
  readonly birthDates: readonly string[];
}

const fieldsMax = 6;

/**
 * The letter's own date first, then other dates, and birth dates apart. The letter's date is one that stands alone on
 * its line or is called so, on the first page and not in the future; a date in a sentence is a weaker guess.
 */
export function findDates(lines: readonly TextLine[], receivedOn: string, zones: Zones): DatesFound {
  const latestYear = Number(receivedOn.slice(0, 4)) + 1;
  const birth: IndexField[] = [];
  const dates: { readonly field: IndexField; readonly rank: number }[] = [];
  const firstPage = lines[0]?.page;
  const meant: IndexField[] = [];
  for (const line of lines) {
    const zone = zones.of(line);
    if (zone === 'faxHeader') continue;
    // Terms and conditions may hold thousands of dates; nobody reads the hundredth.
    if (dates.length > 100) break;
    for (const found of datesIn(line, latestYear)) {
      const before = line.text.slice(Math.max(0, found.from - 60), found.from);
      if (birthLabel.test(before)) {
        if (found.value < receivedOn) birth.push(fieldAt('birthDate', found.value, found, 'birth-date-label', 0.97));
        continue;
      }
      if (zone === 'mailHeader') {
        const field = fieldAt('date', found.value, found, 'mail-header', 1);
        dates.push({ field: { ...field, source: 'header' }, rank: 2 });
        continue;
      }
      if (meant.length < fieldsMax) {
        if (effectiveCue.test(before)) meant.push(fieldAt('effectiveDate', found.value, found, 'from-when-cue', 0.9));
        else if (dueCue.test(before)) meant.push(fieldAt('dueDate', found.value, found, 'until-when-cue', 0.9));
      }
      const isOld = found.value <= receivedOn;
      const isAlone = dateLine.test(before) && line.text.length - found.to <= 2;
      const rank = line.page === firstPage && isOld ? (dateLabel.test(before) ? 3 : isAlone ? 2 : 1) : 0;
      const sureness = rank >= 2 ? 0.98 : 0.95;
      dates.push({
        field: fieldAt('date', found.value, found, rank >= 2 ? 'date-line' : 'date-in-text', sureness),
        rank,
      });
    }
  }
  const ranked = dates.map((date, at) => ({ ...date, at })).sort((a, b) => b.rank - a.rank || a.at - b.at);
  const fields = distinctFields(ranked.map(({ field }) => field)).slice(0, fieldsMax);
  return {
    fields: [...fields, ...distinctFields(birth).slice(0, fieldsMax), ...distinctFields(meant)],
    birthDates: [...new Set(birth.map((field) => field.value))],
  };
}
