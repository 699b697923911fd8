import { expect, test } from 'vitest';
import { legalReceipt } from './legal-receipt.ts';

const now = new Date('2026-11-21T09:00:00Z');

test.each(['2026-11-21T09:00:00Z', '2016-11-21T09:00:00Z', '2026-11-21T01:00:00-08:00'])('%s is a receipt', (text) => {
  expect(legalReceipt(text, now)).toEqual(new Date(text));
});

test('without one it is now', () => {
  expect(legalReceipt(undefined, now)).toBe(now);
});

test.each([
  ['0001-01-01T00:00:00Z', '10 years'],
  ['2016-11-21T08:59:59Z', '10 years'],
  ['2026-11-21T09:00:01Z', 'future'],
])('%s is refused', (text, words) => {
  expect(() => legalReceipt(text, now)).toThrow(words);
});
