import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoCompany, germanStates } from '../../domain/company.ts';
import type { DeadlineRule } from '../../domain/document-class.ts';
import { addCalendarMonths, dueAt } from './due-at.ts';
import { easterSundayOf, holidaysOf } from './holidays.ts';
import { addDays, instantAt, localDateOf } from './local-time.ts';
import { createWorkingCalendar } from './working-calendar.ts';

const workingDays = (count: number): DeadlineRule => ({ unit: 'workingDays', count, kind: 'contractual' });
const oneMonth: DeadlineRule = { unit: 'calendarMonths', count: 1, kind: 'statutory' };
const due = (rule: DeadlineRule, receivedAt: string, company = demoCompany) =>
  dueAt(rule, new Date(receivedAt), company).toISOString();

describe('local time', () => {
  test('a day begins at midnight of the company, not of Greenwich', () => {
    expect(localDateOf(new Date('2026-11-20T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-21');
    expect(localDateOf(new Date('2026-06-30T22:00:00Z'), 'Europe/Berlin')).toBe('2026-07-01');
  });

  test('five in the afternoon is five in the afternoon in summer and in winter', () => {
    expect(instantAt('2026-11-27', 17, 'Europe/Berlin').toISOString()).toBe('2026-11-27T16:00:00.000Z');
    expect(instantAt('2026-07-01', 17, 'Europe/Berlin').toISOString()).toBe('2026-07-01T15:00:00.000Z');
  });

  test('an hour that a clock change skips or doubles has one instant', () => {
    expect(instantAt('2026-03-29', 2, 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(instantAt('2026-10-25', 2, 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:00:00.000Z');
  });

  test('an instant made from a day lies on that day, in any zone and year', () => {
    const zones = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 4, max: 23 }),
        (zone, day, hour) => {
          const date = addDays('1990-01-01', day);
          expect(localDateOf(instantAt(date, hour, zone), zone)).toBe(date);
        },
      ),
    );
  });
});

describe('holidays', () => {
  test('Easter is where the church has it', () => {
    const known = {
      2000: '04-23',
      2008: '03-23',
      2011: '04-24',
      2019: '04-21',
      2024: '03-31',
      2026: '04-05',
      2038: '04-25',
    };
    for (const [year, day] of Object.entries(known)) expect(easterSundayOf(Number(year))).toBe(`${year}-${day}`);
  });

  test('each state has its own days', () => {
    expect([...holidaysOf(2026, 'NI')].sort()).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-10-31',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(holidaysOf(2026, 'SN').has('2026-11-18')).toBe(true);
    expect(holidaysOf(2026, 'NI').has('2026-11-18')).toBe(false);
    expect(holidaysOf(2017, 'NI').has('2017-10-31')).toBe(false);
    expect(holidaysOf(2026, 'BY').has('2026-06-04')).toBe(true);
    for (const state of germanStates) expect(holidaysOf(2026, state).size).toBeGreaterThanOrEqual(9);
  });
});

describe('working days', () => {
  test('weekends, holidays of the state and own days off are not counted, and neither is the day of receipt', () => {
    // Monday 21 December 2026; Friday 25 is Christmas.
    expect(due(workingDays(5), '2026-12-21T09:00:00Z')).toBe('2026-12-29T16:00:00.000Z');
    const closed = { ...demoCompany, daysOff: ['2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'] };
    expect(due(workingDays(5), '2026-12-21T09:00:00Z', closed)).toBe('2027-01-06T16:00:00.000Z');
  });

  test('what arrives on a Saturday has its first working day on Monday', () => {
    expect(due(workingDays(1), '2026-11-21T09:00:00Z')).toBe('2026-11-23T16:00:00.000Z');
    expect(due(workingDays(5), '2026-11-21T09:00:00Z')).toBe('2026-11-27T16:00:00.000Z');
  });

  test('a deadline over a clock change stays at the closing hour', () => {
    expect(due(workingDays(2), '2026-03-27T12:00:00Z')).toBe('2026-03-31T15:00:00.000Z');
    expect(due(workingDays(2), '2026-10-23T12:00:00Z')).toBe('2026-10-27T16:00:00.000Z');
  });

  test('any deadline ends on a working day after the receipt, and more days never end sooner', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...germanStates),
        (receivedAt, count, state) => {
          const company = { ...demoCompany, state };
          const end = dueAt(workingDays(count), receivedAt, company);
          expect(end.getTime()).toBeGreaterThan(receivedAt.getTime());
          expect(createWorkingCalendar(company).isWorkingDay(localDateOf(end, company.timeZone))).toBe(true);
          expect(dueAt(workingDays(count + 1), receivedAt, company).getTime()).toBeGreaterThan(end.getTime());
        },
      ),
    );
  });

  test('a company that never works still gets an answer', () => {
    const daysOff = Array.from({ length: 800 }, (_, day) => addDays('2026-01-01', day));
    expect(due(workingDays(1), '2026-01-01T09:00:00Z', { ...demoCompany, daysOff })).toMatch(/^202[78]-/);
  });
});

describe('calendar months', () => {
  test('a month ends on the day with the same number, or on the month’s last', () => {
    expect(addCalendarMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addCalendarMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addCalendarMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addCalendarMonths('2026-03-31', 3)).toBe('2026-06-30');
  });

  test('an end on a weekend or holiday moves to the next working day', () => {
    // 21 December 2026 is a Monday; 26 December is a holiday and a Saturday.
    expect(due(oneMonth, '2026-11-21T09:00:00Z')).toBe('2026-12-21T16:00:00.000Z');
    expect(due(oneMonth, '2026-11-26T09:00:00Z')).toBe('2026-12-28T16:00:00.000Z');
    expect(due(oneMonth, '2026-03-03T09:00:00Z')).toBe('2026-04-07T15:00:00.000Z');
  });
});
