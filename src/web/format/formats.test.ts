import { describe, expect, it } from 'vitest';
import { formatsOf } from './formats.ts';

const de = formatsOf('de');
const en = formatsOf('en');
/** ICU writes narrow and ordinary no-break blanks by version; people read a blank. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formats', () => {
  it('writes German dates and times as the company reads them, whatever the machine thinks', () => {
    expect(de.dateTime('2026-11-21T08:14:00Z')).toBe('21.11.2026, 09:14');
    expect(de.date('2026-07-01T22:30:00Z')).toBe('02.07.2026');
    expect(de.full('2026-11-21T08:14:05Z')).toContain('Samstag, 21. November 2026');
  });

  it('says only the time for today and only day and month for last week', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(de.short('2026-11-21T08:14:00Z', now)).toBe('09:14');
    expect(de.short('2026-11-14T08:14:00Z', now)).toBe('14.11.');
    expect(en.short('2026-11-14T08:14:00Z', now)).toBe('14 Nov');
    expect(de.short('2025-01-14T08:14:00Z', now)).toBe('14.01.2025');
  });

  it('never calls certain or impossible what is neither', () => {
    expect(plain(de.percent(0.002))).toBe('< 1 %');
    expect(plain(de.percent(0))).toBe('0 %');
    expect(plain(de.percent(0.9996))).toBe('99 %');
    expect(plain(de.percent(1))).toBe('100 %');
    expect(en.percent(0.97)).toBe('97%');
  });

  it('puts a sign on a weight and a unit on bytes and durations', () => {
    expect(de.signed(14.23)).toBe('+14,2');
    expect(de.signed(-3.1)).toBe('−3,1');
    expect(plain(de.bytes(2_340_000))).toBe('2,34 MB');
    expect(plain(de.bytes(0))).toBe('0 Byte');
    expect(plain(de.duration(812))).toBe('812 ms');
    expect(plain(de.duration(4210))).toBe('4,2 s');
    expect(plain(de.duration(180_000))).toBe('3 min');
  });

  it('gives back what it cannot read instead of "Invalid Date"', () => {
    expect(de.dateTime('soon')).toBe('soon');
    expect(de.day('1978-02-30x')).toBe('1978-02-30x');
    expect(de.day('1978-02-03')).toBe('03.02.1978');
    expect(plain(de.amount('1234.5'))).toBe('1.234,50 €');
    expect(de.amount('about ten')).toBe('about ten');
  });
});
