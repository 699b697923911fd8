import { describe, expect, it } from 'vitest';
import { addressOf, filterOf, neighbourOf, paramsOf } from './work-view.ts';

describe('the work list', () => {
  it('is the same for a colleague who opens its link', () => {
    const address = { view: 'completed', queue: 'contracts', item: 'wi_1' } as const;
    expect(addressOf(paramsOf(address))).toEqual(address);
    expect(addressOf(new URLSearchParams('view=elsewhere'))).toEqual({ view: 'waiting', queue: null, item: null });
  });

  it('shows what one has taken whatever queue was chosen before', () => {
    expect(filterOf({ view: 'mine', queue: 'contracts', item: null })).toEqual({ state: 'taken', mine: true });
    expect(filterOf({ view: 'waiting', queue: 'contracts', item: null })).toEqual({
      state: 'waiting',
      queue: 'contracts',
    });
  });

  it('goes on with the next item when one is finished, and with the one before at the end', () => {
    expect(neighbourOf(['a', 'b', 'c'], 'b')).toBe('c');
    expect(neighbourOf(['a', 'b', 'c'], 'c')).toBe('b');
    expect(neighbourOf(['a'], 'a')).toBeNull();
  });
});
