import { expect, it } from 'vitest';
import { invisibleWords } from './invisible-words.ts';
import type { RenditionPage } from './rendition-task.ts';

const page = (words: readonly (readonly [text: string, box: readonly number[], line: number])[]): RenditionPage => ({
  number: 1,
  widthMm: 210,
  heightMm: 297,
  image: null,
  readingImage: null,
  isBlank: false,
  text: words.map(([text]) => text).join('\n'),
  boxes: Float32Array.from(words.flatMap(([, box]) => box)),
  lines: Uint32Array.from(words, ([, , line]) => line),
});

it('stretches each word to its box, and the blank to the gap before the next word of the line', () => {
  const content = invisibleWords(
    page([
      ['ab', [0.1, 0.2, 0.1, 0.02], 0],
      ['c', [0.25, 0.21, 0.05, 0.01], 0],
    ]),
    1000,
    1000,
    'F',
  );
  // Both words stand on the line's lower edge (1000 - 220) and are as high as the line (20): a letter is 10 wide by itself.
  expect(content.split('\n')).toEqual([
    'BT',
    '3 Tr',
    '/F 20 Tf',
    '1 0 0 1 100 780 Tm',
    '500 Tz <00610062> Tj',
    '500 Tz <0020> Tj',
    '/F 20 Tf',
    '1 0 0 1 250 780 Tm',
    '500 Tz <0063> Tj',
    'ET',
  ]);
});

it('lets words of a line that runs askew stand for themselves', () => {
  const askew = page([
    ['a', [0.1, 0.2, 0.1, 0.02], 0],
    ['b', [0.8, 0.3, 0.1, 0.02], 0],
  ]);
  expect(invisibleWords(askew, 1000, 1000, 'F')).toContain('1 0 0 1 800 680 Tm');
});

it('writes numbers that PDF can read for boxes of no width and no height', () => {
  const content = invisibleWords(
    page([
      ['x', [0, 0, 0, 0], 0],
      ['y', [1, 1, 0, 0], 1],
    ]),
    1000,
    1000,
    'F',
  );
  expect(content).not.toMatch(/NaN|Infinity|e-/);
});
