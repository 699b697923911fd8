import { describe, expect, it } from 'vitest';
import { dayBefore, dayOf, daysBetween, startOfDay } from './company-time.ts';

describe('the company day', () => {
  it('begins at the company midnight, in winter and in summer', () => {
    expect(startOfDay('2026-11-21')?.toISOString()).toBe('2026-11-20T23:00:00.000Z');
    expect(startOfDay('2026-07-01')?.toISOString()).toBe('2026-06-30T22:00:00.000Z');
  });

  it('begins right on the days when clocks change', () => {
    expect(startOfDay('2026-03-29')?.toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-03-30')?.toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-10-25')?.toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect(startOfDay('2026-10-26')?.toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });

  it('is nothing for text that is no day', () => {
    expect(startOfDay('yesterday')).toBeNull();
    expect(startOfDay('2026-13-40')).toBeNull();
  });

  it('of a late evening in UTC is already the next one', () => {
    expect(dayOf(new Date('2026-11-21T23:30:00Z'))).toBe('2026-11-22');
  });

  it('is counted over midnight and not over 24 hours', () => {
    expect(daysBetween(new Date('2026-11-21T22:50:00Z'), new Date('2026-11-21T23:10:00Z'))).toBe(1);
    expect(daysBetween(new Date('2026-10-24T12:00:00Z'), new Date('2026-10-26T12:00:00Z'))).toBe(2);
    expect(dayBefore(new Date('2026-11-21T09:00:00Z'), 30)).toBe('2026-10-22');
  });
});
