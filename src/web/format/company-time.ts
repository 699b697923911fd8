/** The company's time zone: a deadline ends at its midnight, wherever the reader sits. */
export const companyTimeZone = 'Europe/Berlin';

const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: companyTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const clockParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: companyTimeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** The company's calendar day of an instant as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return dayParts.format(instant);
}

/** How far the company's clock is ahead of UTC at an instant, in milliseconds. */
function offsetMs(instant: Date): number {
  const parts: Record<string, number> = {};
  for (const part of clockParts.formatToParts(instant)) {
    if (part.type !== 'literal') parts[part.type] = Number(part.value);
  }
  const shown = Date.UTC(
    parts.year ?? 0,
    (parts.month ?? 1) - 1,
    parts.day ?? 1,
    parts.hour ?? 0,
    parts.minute ?? 0,
    parts.second ?? 0,
  );
  return shown - Math.floor(instant.getTime() / 1000) * 1000;
}

/** The instant at which a calendar day (YYYY-MM-DD) begins for the company; null for text that is no day. */
export function startOfDay(day: string): Date | null {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(utc)) return null;
  // Twice, because the offset at UTC midnight can differ from the one at the company's midnight when clocks change.
  const first = new Date(utc - offsetMs(new Date(utc)));
  return new Date(utc - offsetMs(first));
}

/** Whole calendar days of the company from one instant to another; negative when `to` lies on an earlier day. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);
}

/** A day so many days before the day of `instant`, as YYYY-MM-DD. */
export function dayBefore(instant: Date, days: number): string {
  return new Date(Date.parse(dayOf(instant)) - days * 86_400_000).toISOString().slice(0, 10);
}
