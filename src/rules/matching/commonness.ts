import type { Vocabulary } from '../../ports/customer-directory.ts';
import { misreadBits } from './misread-bits.ts';
import { surnameBits } from './surname-bits.ts';

/** How much a name says, from how many customers carry it. */
export interface Commonness {
  /** log2 of how many customers there are; null when the directory does not say. */
  readonly customersBits: number | null;
  /**
   * What it is worth, in bits, that a customer called `known` (folded) would be read as `read`: how much more often than
   * with anybody else. A garbled name is worth as much as a clean one when nobody else's name comes near, and nothing
   * when a commoner name is nearer. Negative speaks against. `loss` is `misreadBits(read, known)`.
   */
  worth(kind: 'lastName' | 'firstName', read: string, known: string, loss: number): number;
  /** Whether customers are called exactly so: Lena is more likely Lena than a misread Leni. */
  isName(kind: 'lastName' | 'firstName', read: string): boolean;
}

/** A name that no customer has yet is still somebody's: so often, in bits, one of them is read exactly like this. */
const unseenBits = { lastName: 24, firstName: 18 } as const;
/** One name never says more than this: the rest of the letter must speak too. */
const worthMax = { lastName: 17, firstName: 11 } as const;
/** Words further away than this cannot be what was read. */
const nearBits = 30;

export function commonnessOf(vocabulary: Vocabulary): Commonness {
  const { customerCount } = vocabulary;
  if (customerCount < smallDirectory) return builtInCommonness;
  const words = { lastName: [] as [string, number][], firstName: [] as [string, number][] };
  for (const { kind, word, count } of vocabulary.words) {
    if (kind === 'lastName' || kind === 'firstName') words[kind].push([word, count]);
  }
  const known = new Map<string, number>();
  const chance = (kind: 'lastName' | 'firstName', read: string): number => {
    const key = `${kind} ${read}`;
    let sum = known.get(key);
    if (sum === undefined) {
      sum = 2 ** -unseenBits[kind];
      for (const [word, count] of words[kind]) {
        const loss = misreadBits(read, word, nearBits);
        if (loss < nearBits) sum += (count / customerCount) * 2 ** -loss;
      }
      known.set(key, sum);
    }
    return sum;
  };
  const names = new Set(vocabulary.words.map(({ kind, word }) => `${kind} ${word}`));
  return {
    customersBits: Math.log2(customerCount),
    isName: (kind, read) => names.has(`${kind} ${read}`),
    worth: (kind, read, _, loss) => Math.min(worthMax[kind], -loss - Math.log2(chance(kind, read))),
  };
}

/** Fewer customers than this say nothing about how common a name is. */
const smallDirectory = 5000;

/** Without counts: the names that are known to be common are, all others are not. */
export const builtInCommonness: Commonness = {
  customersBits: null,
  isName: () => false,
  worth(kind, _, known, loss) {
    // Not all of the loss: a garbled rare name still is nobody else's.
    return (kind === 'lastName' ? surnameBits(known) : 6) - loss * 0.5;
  },
};
