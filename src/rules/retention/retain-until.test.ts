import { expect, test } from 'vitest';
import { retainUntil } from './retain-until.ts';

const sixYears = { deletionClass: 'business-letter', years: 6 };
const until = (receivedAt: string) => retainUntil(sixYears, new Date(receivedAt), 'Europe/Berlin').toISOString();

test('six years begin with the end of the year of receipt', () => {
  expect(until('2026-01-01T08:00:00Z')).toBe('2032-12-31T23:00:00.000Z');
  expect(until('2026-12-30T08:00:00Z')).toBe('2032-12-31T23:00:00.000Z');
});

test('the year is the one on the company’s wall', () => {
  expect(until('2026-12-31T22:30:00Z')).toBe('2032-12-31T23:00:00.000Z');
  expect(until('2026-12-31T23:30:00Z')).toBe('2033-12-31T23:00:00.000Z');
});
