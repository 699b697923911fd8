import type { Language } from '../words/language.ts';
import { companyTimeZone, daysBetween } from './company-time.ts';

/** How one language writes numbers and times; made once per language, because `Intl` objects are slow to make. */
export interface Formats {
  /** 21.11.2026 */
  date(instant: string | Date): string;
  /** 09:14 */
  time(instant: string | Date): string;
  /** 21.11.2026, 09:14 */
  dateTime(instant: string | Date): string;
  /** Samstag, 21. November 2026 um 09:14:05 MEZ: what a pointer resting on a time shows. */
  full(instant: string | Date): string;
  /** The time for today, day and month for this year, otherwise the date: as short as it is clear. */
  short(instant: string | Date, now: Date): string;
  /** 97 % of 0.97; rounds down, so that nothing looks as sure as a threshold it stays below, but never down to impossible. */
  percent(fraction: number): string;
  /** 93.5 %, to a tenth where there is one: for thresholds, which a floor would show as what they are not. */
  percentExact(fraction: number): string;
  /** 134 %, without the scruple of `percent`: for sizes. */
  percentAny(fraction: number): string;
  number(value: number): string;
  /** +14,2 or −3,1 */
  signed(value: number): string;
  bytes(value: number): string;
  /** 812 ms, 4,2 s, 3 min */
  duration(ms: number): string;
  /** A calendar day without a time, as master data has it (YYYY-MM-DD); what is no day comes back as it is. */
  day(day: string): string;
  /** A decimal amount in euro; what is no number comes back as it is. */
  amount(decimal: string): string;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function makeFormats(language: Language): Formats {
  const zone = { timeZone: companyTimeZone };
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  // 03/11 is two different days on the two sides of an ocean; a named month is one.
  const month = language === 'de' ? '2-digit' : 'short';
  const date = new Intl.DateTimeFormat(locale, { ...zone, day: '2-digit', month, year: 'numeric' });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: '2-digit', month, year: 'numeric' });
  const dayMonth = new Intl.DateTimeFormat(locale, {
    ...zone,
    day: '2-digit',
    month,
  });
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    ...zone,
    day: '2-digit',
    month,
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const full = new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'full', timeStyle: 'long' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const amount = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const bytes = byteUnits.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
  );
  // The symbols of the SI are the same in every language; ICU would write "4,2 Sek." and "4.2s".
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const toDate = (instant: string | Date) => (typeof instant === 'string' ? new Date(instant) : instant);
  const safely = (format: Intl.DateTimeFormat) => (instant: string | Date) => {
    const at = toDate(instant);
    return Number.isNaN(at.getTime()) ? String(instant) : format.format(at);
  };
  const written = {
    date: safely(date),
    time: safely(time),
    dateTime: safely(dateTime),
    full: safely(full),
    dayMonth: safely(dayMonth),
  };

  return {
    date: written.date,
    time: written.time,
    dateTime: written.dateTime,
    full: written.full,
    short: (instant, now) => {
      const at = toDate(instant);
      if (Number.isNaN(at.getTime())) return String(instant);
      if (daysBetween(at, now) === 0) return written.time(at);
      return Math.abs(daysBetween(at, now)) < 180 ? written.dayMonth(at) : written.date(at);
    },
    percent: (fraction) => {
      if (fraction > 0 && fraction < 0.01) return `< ${percent.format(0.01)}`;
      // 0.29 times 100 is 28.999… in binary.
      return percent.format(Math.floor(Math.min(fraction, 1) * 100 + 1e-9) / 100);
    },
    percentExact: (fraction) => tenths.format(fraction),
    percentAny: (fraction) => percent.format(fraction),
    number: (value) => number.format(value),
    signed: (value) => signed.format(value).replace('-', '−'),
    bytes: (value) => {
      const power = value < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(value) / 3));
      return bytes[power]?.format(value / 1000 ** power) ?? String(value);
    },
    duration: (ms) => {
      if (ms < 1000) return `${whole.format(ms)}\u00a0ms`;
      if (ms < 60_000) return `${oneDigit.format(ms / 1000)}\u00a0s`;
      return ms < 3_600_000 ? `${whole.format(ms / 60_000)}\u00a0min` : `${oneDigit.format(ms / 3_600_000)}\u00a0h`;
    },
    day: (text) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? day.format(new Date(text)) : text,
    amount: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? amount.format(Number(text)) : text),
  };
}

const made: Record<Language, Formats> = { de: makeFormats('de'), en: makeFormats('en') };
export const formatsOf = (language: Language): Formats => made[language];
