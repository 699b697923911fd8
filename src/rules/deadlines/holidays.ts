import type { GermanState } from '../../domain/company.ts';
import { addDays, type LocalDate, weekdayOf } from './local-time.ts';

const all: readonly GermanState[] | null = null;

interface Holiday {
  readonly on: (year: number, easterSunday: LocalDate) => LocalDate;
  readonly states: readonly GermanState[] | null;
  /** First year it was one. */
  readonly since?: number;
}

const fixed = (monthAndDay: string) => (year: number) => `${year}-${monthAndDay}`;
const fromEaster = (days: number) => (_: number, easter: LocalDate) => addDays(easter, days);

/**
 * State law where a whole state has the day off. Days of single municipalities (Corpus Christi in parts of Saxony and
 * Thuringia, the Assumption in Catholic Bavaria, Augsburg's feast of peace) belong into the company's `daysOff`.
 */
const holidays: readonly Holiday[] = [
  { on: fixed('01-01'), states: all },
  { on: fixed('01-06'), states: ['BW', 'BY', 'ST'] },
  { on: fixed('03-08'), states: ['BE'], since: 2019 },
  { on: fixed('03-08'), states: ['MV'], since: 2023 },
  { on: fromEaster(-2), states: all },
  { on: fromEaster(0), states: ['BB'] },
  { on: fromEaster(1), states: all },
  { on: fixed('05-01'), states: all },
  { on: fromEaster(39), states: all },
  { on: fromEaster(49), states: ['BB'] },
  { on: fromEaster(50), states: all },
  { on: fromEaster(60), states: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  { on: fixed('08-15'), states: ['SL'] },
  { on: fixed('09-20'), states: ['TH'], since: 2019 },
  { on: fixed('10-03'), states: all },
  { on: fixed('10-31'), states: ['BB', 'MV', 'SN', 'ST', 'TH'] },
  { on: fixed('10-31'), states: ['HB', 'HH', 'NI', 'SH'], since: 2018 },
  { on: fixed('11-01'), states: ['BW', 'BY', 'NW', 'RP', 'SL'] },
  { on: repentanceDay, states: ['SN'] },
  { on: fixed('12-25'), states: all },
  { on: fixed('12-26'), states: all },
];

/** Buß- und Bettag: the Wednesday before 23 November. */
function repentanceDay(year: number): LocalDate {
  const last = `${year}-11-22`;
  return addDays(last, -((weekdayOf(last) - 3 + 7) % 7));
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
export function easterSundayOf(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Public holidays of a German state in one year. */
export function holidaysOf(year: number, state: GermanState): ReadonlySet<LocalDate> {
  const easter = easterSundayOf(year);
  return new Set(
    holidays
      .filter((holiday) => holiday.states === null || holiday.states.includes(state))
      .filter((holiday) => year >= (holiday.since ?? 0))
      .map((holiday) => holiday.on(year, easter)),
  );
}
