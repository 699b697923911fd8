import type { Company } from '../../domain/company.ts';
import type { DeadlineRule } from '../../domain/document-class.ts';
import { instantAt, type LocalDate, localDateOf } from './local-time.ts';
import { createWorkingCalendar } from './working-calendar.ts';

/**
 * When something received at `receivedAt` is due. The day of receipt is the company's local day and is not counted
 * itself (§ 187 Abs. 1 BGB). The last day ends at the company's closing hour and not at midnight as § 188 Abs. 1 BGB
 * would allow: what is due at midnight is missed by people who leave at five.
 */
export function dueAt(rule: DeadlineRule, receivedAt: Date, company: Company): Date {
  const calendar = createWorkingCalendar(company);
  const received = localDateOf(receivedAt, company.timeZone);
  const last =
    rule.unit === 'workingDays'
      ? calendar.workingDaysAfter(received, rule.count)
      : // § 193 BGB and, for requests under the GDPR, Art. 3(4) of Regulation 1182/71 move the end to a working day.
        calendar.workingDayFrom(addCalendarMonths(received, rule.count));
  return instantAt(last, company.closingHour, company.timeZone);
}

/** § 188 Abs. 2 and 3 BGB: the day with the same number, or the month's last where it has none. */
export function addCalendarMonths(date: LocalDate, months: number): LocalDate {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1 + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0));
  const day = Math.min(Number(date.slice(8, 10)), lastOfMonth.getUTCDate());
  return new Date(Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), day)).toISOString().slice(0, 10);
}
