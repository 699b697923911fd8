import { expect, it } from 'vitest';
import { filterOf } from './intake-filter.ts';

it('a link shows the same list: days become the instant at which they begin for the company', () => {
  expect(filterOf(new URLSearchParams('since=2026-11-21&status=review&class=objection'))).toEqual({
    since: '2026-11-20T23:00:00.000Z',
    status: 'review',
    class: 'objection',
  });
});

it('what the server would refuse is left out', () => {
  expect(filterOf(new URLSearchParams('status=lost&channel=pigeon&since=soon&q=  &page=3'))).toEqual({});
});
