import type { Random } from '../../fixtures/generator/random.ts';
import type { Reading, Word } from '../domain/page.ts';

/** What readers make of a character, the likelier ones first; anything else becomes a stray character. */
const confusions: Readonly<Record<string, readonly string[]>> = {
  0: ['O', 'o', '8', '6'],
  1: ['l', 'I', '7', '|'],
  2: ['Z', '7'],
  3: ['8', 'B'],
  5: ['S', '6'],
  6: ['G', 'b', '8'],
  7: ['1', 'T'],
  8: ['B', '3', '6'],
  9: ['g', 'q', '4'],
  B: ['8', 'E'],
  D: ['O', '0'],
  G: ['6', 'C'],
  I: ['l', '1', '|'],
  O: ['0', 'Q'],
  S: ['5', '8'],
  Z: ['2'],
  c: ['e', 'o'],
  e: ['c', 'o'],
  i: ['l', 'j', '1'],
  l: ['1', 'I', 'i'],
  m: ['rn', 'nn'],
  n: ['ri', 'u'],
  o: ['0', 'c'],
  u: ['ii', 'v'],
  ä: ['a', 'ii'],
  ö: ['o', '6'],
  ü: ['u', 'ii'],
  ß: ['B', 'ss', '8'],
  '.': [',', ''],
  ',': ['.', ''],
  '@': ['(', 'Q'],
};
const strays = "aenrst048.,:'|";
const splitShare = 0.15;

/**
 * A clean reading as a reader of poor paper would have it: a share of its characters is misread, words are torn apart,
 * and each word is as sure as readers are of right and of wrong ones (they are sure of some wrong ones too).
 */
export function misreadReading(random: Random, reading: Reading, share: number): Reading {
  return {
    pages: reading.pages.map((page) => ({
      ...page,
      source: 'ocr' as const,
      words: page.words.flatMap((word) => misreadWord(random, word, share)),
    })),
  };
}

function misreadWord(random: Random, word: Word, share: number): readonly Word[] {
  let text = '';
  let isMisread = false;
  let tearAt = -1;
  for (const character of word.text) {
    if (!random.chance(share)) {
      text += character;
      continue;
    }
    isMisread = true;
    if (text !== '' && random.chance(splitShare)) {
      tearAt = text.length;
      text += character;
      continue;
    }
    const alike = confusions[character];
    text += alike && random.chance(0.8) ? random.pick(alike) : random.pick([...strays]);
  }
  const confidence = isMisread ? 0.3 + random.integer(0, 65) / 100 : 0.86 + random.integer(0, 11) / 100;
  if (text === '') return [];
  if (tearAt <= 0 || tearAt >= text.length) return [{ ...word, text, confidence }];
  const [left, top, width, height] = word.box;
  const part = tearAt / text.length;
  return [
    { ...word, text: text.slice(0, tearAt), box: [left, top, width * part * 0.97, height], confidence },
    { ...word, text: text.slice(tearAt), box: [left + width * part, top, width * (1 - part), height], confidence },
  ];
}
