import { expect, it } from 'vitest';
import { parseTsv } from './parse-tsv.ts';

const head = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const page = '1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t';
const line = (number: number): string => `4\t1\t1\t1\t${number}\t0\t0\t0\t10\t10\t-1\t`;
const word = (text: string, confidence: number, box: string): string =>
  `5\t1\t1\t1\t1\t1\t${box}\t${confidence}\t${text}`;

it('gives boxes as fractions of the page and numbers lines that hold words', () => {
  const tsv = [
    head,
    page,
    line(1),
    word('Guten', 90, '100\t200\t50\t20'),
    word('Tag', 96, '160\t200\t30\t20'),
    line(2),
    word(' ', 95, '0\t0\t1000\t2000'),
    line(3),
    word('Ende', 80, '100\t400\t40\t20'),
  ].join('\n');
  expect(parseTsv(tsv, 2)).toEqual({
    number: 2,
    source: 'ocr',
    confidence: 0.8817,
    baselines: [0.11, 0.21],
    words: [
      { text: 'Guten', box: [0.1, 0.1, 0.05, 0.01], confidence: 0.9, line: 0 },
      { text: 'Tag', box: [0.16, 0.1, 0.03, 0.01], confidence: 0.96, line: 0 },
      { text: 'Ende', box: [0.1, 0.2, 0.04, 0.01], confidence: 0.8, line: 1 },
    ],
  });
});

it('reads a table without words, without rows and with torn rows as an empty page', () => {
  for (const tsv of [
    '',
    head,
    `${head}\n${page}`,
    `${head}\n5\t1\tx`,
    `${head}\n${page}\n5\t1\t1\t1\t1\t1\t0\t0\t1\t1\tnan\tA`,
  ]) {
    expect(parseTsv(tsv, 1)).toEqual({ number: 1, words: [], baselines: [], confidence: 0, source: 'ocr' });
  }
});
