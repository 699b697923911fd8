import { expect, test } from 'vitest';
import { wordRecall } from './word-recall.ts';

test('a word counts as often as it stands, whatever its case; short ones do not count', () => {
  expect(wordRecall('Zähler Zähler Stand am 12345', 'zähler STAND 12345')).toBe(0.75);
  expect(wordRecall('am zu 12', '')).toBe(1);
});
