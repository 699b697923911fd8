/** A day of the calendar without a time zone, `YYYY-MM-DD`. Sorts as text. */
export type LocalDate = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes 0.1 ms and more, so they are kept; there are as many as time zones in use. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** The wall clock of `timeZone` at this instant, read as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Which day it is in `timeZone` at this instant. */
export function localDateOf(instant: Date, timeZone: string): LocalDate {
  return new Date(wallClock(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/**
 * The instant at which clocks in `timeZone` show this day and hour. An hour that a clock change skips is the instant of
 * the change's end; of an hour that happens twice the first is meant.
 */
export function instantAt(date: LocalDate, hour: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000;
  // The offset a day earlier and a day later are the only two it can be.
  const before = wanted - offsetAt(wanted - 86_400_000, timeZone);
  const after = wanted - offsetAt(wanted + 86_400_000, timeZone);
  if (wallClock(before, timeZone) === wanted) return new Date(before);
  return new Date(wallClock(after, timeZone) === wanted ? after : before);
}

function offsetAt(instant: number, timeZone: string): number {
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  return wallClock(wholeSeconds, timeZone) - wholeSeconds;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday, as in JavaScript. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
