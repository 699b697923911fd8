import { expect, test } from 'vitest';
import type { Word } from '../../domain/page.ts';
import { baselinesOf } from './baselines.ts';

const word = (text: string, top: number, bottom: number, line = 0): Word => ({
  text,
  box: [0, top, 0.1, bottom - top],
  confidence: 0.9,
  line,
});

test('a line stands on the feet of its words without hanging letters', () => {
  const words = [
    word('Ihre', 0.1, 0.12),
    word('Kündigung', 0.1, 0.125),
    word('haben', 0.1, 0.12),
    word('wir,', 0.1, 0.124),
  ];
  expect(baselinesOf(words)).toEqual([0.12]);
});

test('where every word has a hanging letter, the usual descent is taken off', () => {
  expect(baselinesOf([word('gegenüber', 0.2, 0.22)])).toEqual([expect.closeTo(0.2156, 4)]);
});

test('each line has its own, and a speck of dirt pulls none away', () => {
  const words = [word('Sehr', 0.3, 0.32), word('Damen', 0.3, 0.32), word('-', 0.305, 0.308), word('ein', 0.4, 0.42, 1)];
  expect(baselinesOf(words)).toEqual([0.32, 0.42]);
});

test('a page without words has none', () => {
  expect(baselinesOf([])).toEqual([]);
});
