import type { Dice } from './random-of.ts';

/** What scanners and their readers take for one another, each way. */
const confused: readonly (readonly [string, string])[] = [
  ['k', 'lc'],
  ['5', 's'],
  ['2', 'z'],
  ['1', 'l'],
  ['1', '|'],
  ['g', '9'],
  ['q', '9'],
  ['0', 'o'],
  ['m', 'n'],
  ['u', 'v'],
  ['y', 'v'],
  ['j', 'l'],
  ['j', 'i'],
  ['l', '1'],
  ['h', 'b'],
  ['l', 'i'],
  ['m', 'iii'],
  ['d', 'cl'],
  ['w', 'vv'],
  ['n', 'ri'],
  ['b', 'lo'],
  ['m', 'rn'],
  ['l', '|'],
  ['i', ':'],
  ['e', 'c'],
  ['ü', 'u'],
  ['ö', 'o'],
  ['ä', 'a'],
  ['ß', 'B'],
  ['8', 'B'],
  ['6', 'G'],
  ['S', '5'],
  ['B', '8'],
  ['O', '0'],
  ['t', 'f'],
  ['rn', 'm'],
  ['1', '7'],
  ['3', '8'],
  ['5', '6'],
  ['I', 'l'],
];
const confusions = new Map<string, string[]>();
for (const [one, other] of confused) {
  if (one.length === 1) confusions.set(one, [...(confusions.get(one) ?? []), other]);
  if (other.length === 1) confusions.set(other, [...(confusions.get(other) ?? []), one]);
}
const letters = 'abcdefghijklmnopqrstuvwxyzäöüß';

/** Text of which the share `rate` of characters was misread: look-alikes mostly, others, lost and invented ones. */
export function misread(text: string, rate: number, dice: Dice): string {
  let read = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (!dice.chance(rate)) {
      read += character;
      continue;
    }
    const alike = confusions.get(character) ?? confusions.get(character.toLowerCase());
    const kind = dice.next();
    if (alike && kind < 0.6) read += dice.pick(alike);
    else if (kind < 0.8) read += /\d/.test(character) ? String(dice.below(10)) : dice.pick([...letters]);
    else if (kind < 0.9) read += '';
    else if (kind < 0.96) read += character + (/\d/.test(character) ? String(dice.below(10)) : dice.pick([...letters]));
    else {
      read += text.charAt(at + 1) + character;
      at += 1;
    }
  }
  return read;
}
