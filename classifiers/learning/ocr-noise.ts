import type { Random } from './random.ts';

type Choices = readonly [string, ...string[]];

/** What readers of scans and faxes mistake for what. */
const confusions: Readonly<Record<string, Choices>> = {
  rn: ['m'],
  m: ['rn', 'nn', 'in'],
  cl: ['d'],
  d: ['cl'],
  vv: ['w'],
  w: ['vv'],
  ii: ['u', 'n'],
  u: ['ii', 'n', 'v'],
  n: ['u', 'ri', 'h'],
  h: ['b', 'n', 'li'],
  l: ['1', 'I', 'i', '|'],
  i: ['l', '1', 'j', '!'],
  I: ['l', '1', '|'],
  '1': ['l', 'I', '7'],
  O: ['0', 'Q', 'D'],
  '0': ['O', 'o'],
  o: ['0', 'c', 'e'],
  e: ['c', 'o', 'é'],
  c: ['e', 'o', '('],
  a: ['o', 'e', 's'],
  s: ['5', 'a', '8'],
  S: ['5', '8', '$'],
  B: ['8', 'R'],
  '8': ['B', '3'],
  '5': ['S', 's'],
  g: ['q', '9', 'y'],
  t: ['f', 'r', 'l'],
  f: ['t', 'r'],
  r: ['t', 'v', 'i'],
  k: ['lc', 'h'],
  b: ['h', '6'],
  K: ['R', 'IC'],
  E: ['F', 'B'],
  D: ['O', '0'],
  G: ['6', 'C'],
  z: ['2', 's'],
  Z: ['2'],
  ä: ['a', 'ii', 'á', 'd'],
  ö: ['o', '6', 'ó'],
  ü: ['u', 'ii', 'ti', 'ú'],
  Ä: ['A', 'Á'],
  Ö: ['O', '0'],
  Ü: ['U', 'Ú'],
  ß: ['B', 'ss', '8', 'fs'],
  '.': [',', ''],
  ',': ['.', ''],
  ' ': ['', '  '],
};

/** The text as a poor scan would be read: `rate` of the characters are confused, lost, doubled or joined. */
export function ocrNoise(text: string, rate: number, random: Random): string {
  let noisy = '';
  for (let index = 0; index < text.length; index += 1) {
    const one = text[index] ?? '';
    if (one === '\n' || !random.chance(rate)) {
      noisy += one;
      continue;
    }
    const two = text.slice(index, index + 2);
    const pair = confusions[two];
    if (two.length === 2 && pair !== undefined) {
      noisy += random.pick(pair);
      index += 1;
    } else noisy += random.chance(0.12) ? '' : random.pick(confusions[one] ?? [one, `${one}.`, `${one} `]);
  }
  return noisy;
}
