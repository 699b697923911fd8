import { describe, expect, it } from 'vitest';
import { dueOf } from './due-state.ts';

const now = new Date('2026-11-21T12:00:00Z');

describe('a deadline', () => {
  it('is overdue the moment it has passed, also on the same day', () => {
    expect(dueOf('2026-11-21T11:59:00Z', now)).toEqual({ state: 'overdue', days: 0 });
    expect(dueOf('2026-11-18T16:00:00Z', now)).toEqual({ state: 'overdue', days: -3 });
  });

  it('is soon until the end of tomorrow in the company time zone', () => {
    expect(dueOf('2026-11-21T16:00:00Z', now)).toEqual({ state: 'soon', days: 0 });
    expect(dueOf('2026-11-22T22:59:00Z', now)).toEqual({ state: 'soon', days: 1 });
    expect(dueOf('2026-11-22T23:01:00Z', now)).toEqual({ state: 'calm', days: 2 });
  });
});
