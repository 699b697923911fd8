import { expect, test } from 'vitest';
import { sheetsOf } from './separators.ts';

const profiles = [{ key: 'post-nord' }];

test('one sheet a number of a range, with leading zeros kept', () => {
  expect(sheetsOf({ archive: 'N-0008..N-0011', class: 'claim' }, profiles).map(({ text }) => text)).toEqual([
    'MAILROOM:SEP;class=claim;archive=N-0008',
    'MAILROOM:SEP;class=claim;archive=N-0009',
    'MAILROOM:SEP;class=claim;archive=N-0010',
    'MAILROOM:SEP;class=claim;archive=N-0011',
  ]);
});

test('without anything it is one plain sheet with patch T', () => {
  expect(sheetsOf({}, profiles)).toMatchObject([{ patch: 'T', text: 'MAILROOM:SEP', className: null }]);
  expect(sheetsOf({ count: '3', patch: 'ii', profile: 'post-nord' }, profiles)).toMatchObject([
    { patch: 'II' },
    { patch: 'II' },
    { text: 'MAILROOM:SEP;profile=post-nord' },
  ]);
});

test.each([
  [{ class: 'no-such-class' }, 'no class'],
  [{ archive: 'A1..B2' }, 'FROM..TO'],
  [{ archive: '9..1' }, 'upwards'],
  [{ archive: '1..900' }, 'at most 200'],
  [{ archive: '1..2', count: '2' }, 'either'],
  [{ patch: 'X' }, 'patch'],
  [{ profile: '../etc' }, 'no scan profile'],
  [{ profile: 'nosuch' }, 'post-nord'],
])('wrong usage %o says what is wrong', (options, words) => {
  expect(() => sheetsOf(options, profiles)).toThrow(words);
});
