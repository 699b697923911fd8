import { expect, it } from 'vitest';
import { inOrderOfNames, nextToSend, pauseSecondsAfter } from './upload-order.ts';

const entry = (batchId: string | null, kind: 'waiting' | 'sending' | 'pausing' | 'taken') => ({
  batchId,
  state: { kind },
});

it('three files of post are sent at once, those of a batch one after the other', () => {
  const post = [1, 2, 3, 4].map(() => entry(null, 'waiting'));
  expect(nextToSend(post)).toHaveLength(3);
  const [first, second] = [entry('bat_1', 'waiting'), entry('bat_1', 'waiting')];
  expect(nextToSend([first, second])).toEqual([first]);
  expect(nextToSend([entry('bat_1', 'sending'), first])).toEqual([]);
  expect(nextToSend([entry('bat_1', 'pausing'), first, ...post])).toEqual(post.slice(0, 2));
  expect(nextToSend([entry('bat_1', 'taken'), first])).toEqual([first]);
});

it('a broken line is tried again after longer and longer, and then a person is asked', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7].map(pauseSecondsAfter);
  expect(pauses.at(-1)).toBeNull();
  expect(pauses.slice(0, -1)).toEqual(pauses.slice(0, -1).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

it('files lie in the order of the numbers in their names', () => {
  expect(inOrderOfNames([{ name: 'scan10.tif' }, { name: 'scan9.tif' }]).map(({ name }) => name)).toEqual([
    'scan9.tif',
    'scan10.tif',
  ]);
});
