import { describe, expect, it } from 'vitest';
import { dotsOf, stageNumber } from './stage-progress.ts';

describe('the six dots', () => {
  it('show what is past, what runs and what is still to come', () => {
    expect(dotsOf({ stage: 'classification', state: 'running', status: 'running' })).toEqual([
      'past',
      'past',
      'running',
      'future',
      'future',
      'future',
    ]);
    expect(dotsOf({ stage: 'preparation', state: 'ready', status: 'received' })[0]).toBe('waiting');
    expect(dotsOf({ stage: 'indexing', state: 'parked', status: 'review' })[3]).toBe('parked');
  });

  it('are all filled when the document is through, whatever stage its row names', () => {
    expect(dotsOf({ stage: 'routing', state: 'done', status: 'routed' })).toEqual(Array(6).fill('past'));
  });

  it('do not claim stages that a closed document never reached', () => {
    expect(dotsOf({ stage: 'recognition', state: 'done', status: 'closed' })).toEqual([
      'past',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('count stages from one', () => {
    expect(stageNumber({ stage: 'preparation' })).toBe(1);
    expect(stageNumber({ stage: 'routing' })).toBe(6);
  });
});
