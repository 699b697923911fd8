import { identifierVariants } from '../notation/identifier.ts';
import { isWithinEdits } from './folding.ts';

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'OQD',
  '1': 'IL',
  '2': 'Z',
  '5': 'S',
  '6': 'G',
  '8': 'B',
  B: '8',
  D: '0',
  G: '6',
  I: '1',
  L: '1',
  M: 'N',
  N: 'MH',
  O: '0Q',
  Q: '0O',
  S: '5',
  U: 'V',
  V: 'UWY',
  W: 'V',
  Z: '2',
};

/** Shorter numbers have too many neighbours: every second one of five digits is somebody's. */
export const neighbourLengthMin = 6;
const lengthMax = 20;

/** Whether one character was misread, lost, added or swapped with its neighbour between the two, look-alikes put right first. */
export function isNeighbour(read: string, known: string): boolean {
  if (Math.min(read.length, known.length) < neighbourLengthMin || read.length > lengthMax) return false;
  return [read, ...identifierVariants(read)].some((form) => isWithinEdits(form, known, 1));
}

/**
 * The numbers that `isNeighbour` of what was read, as questions to a directory: about 190 for eight digits, so that each
 * is a look-up by index and the directory needs no index of misreadings. What is misread is a digit far oftener than a
 * letter, so a letter is exchanged for its look-alikes only.
 */
export function identifierNeighbours(read: string): readonly string[] {
  if (read.length < neighbourLengthMin || read.length > lengthMax) return [];
  const found = new Set<string>();
  for (const base of [...identifierVariants(read), read]) {
    found.add(base);
    for (let at = 0; at < base.length; at += 1) {
      const [head, character, tail] = [base.slice(0, at), base.charAt(at), base.slice(at + 1)];
      for (const other of lookAlikes[character] ?? '') found.add(head + other + tail);
      if (character >= '0' && character <= '9')
        for (let digit = 0; digit <= 9; digit += 1) found.add(`${head}${digit}${tail}`);
      found.add(head + tail);
      if (tail !== '') found.add(head + tail.charAt(0) + character + tail.slice(1));
    }
    // A digit that was lost stood among digits.
    for (let at = base.search(/\d/); at >= 0 && at <= base.length; at += 1) {
      for (let digit = 0; digit <= 9; digit += 1) found.add(`${base.slice(0, at)}${digit}${base.slice(at)}`);
    }
  }
  found.delete(read);
  return [...found];
}
