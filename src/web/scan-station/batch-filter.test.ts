import { expect, it } from 'vitest';
import { batchFilterOf, countOf, receivedAtOf } from './batch-filter.ts';

const now = new Date('2026-11-21T08:30:00Z');

it('without a filter the batches of the company’s day are shown', () => {
  expect(batchFilterOf(new URLSearchParams(), now)).toEqual({ since: '2026-11-20T23:00:00.000Z' });
  expect(batchFilterOf(new URLSearchParams('when=week&state=open&profile=tagespost'), now)).toEqual({
    since: '2026-11-14T23:00:00.000Z',
    state: 'open',
    profile: 'tagespost',
  });
  expect(batchFilterOf(new URLSearchParams('when=always&state=nonsense'), now)).toEqual({});
});

it('a day of receipt is never in the future; today is left to the server’s clock', () => {
  expect(receivedAtOf('2026-11-21', now)).toBeUndefined();
  expect(receivedAtOf('2026-11-20', now)).toBe('2026-11-19T23:00:00.000Z');
  expect(receivedAtOf('2026-11-22', now)).toBeNull();
  expect(receivedAtOf('', now)).toBeNull();
});

it('a count may be left out, written with its thousands, and is never negative or broken', () => {
  expect(countOf(' ')).toBeNull();
  expect(countOf('312')).toBe(312);
  expect(countOf('1.204')).toBe(1204);
  for (const wrong of ['-1', '3,5', 'zwölf', '100001']) expect(countOf(wrong)).toBeUndefined();
});
