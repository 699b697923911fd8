/**
 * Features are hashed into one space of buckets: no dictionary to ship, and a word never seen still has a place. 2^20
 * word buckets keep two of 100,000 features apart nine times in ten; a model stores only the buckets it uses.
 */
export const hashedBucketCount = 2 ** 20;
/** Hints (phrases, channel, sender) live above the words, where nothing collides with them. */
export const hintBucketCount = 2 ** 16;
export const bucketCount = hashedBucketCount + hintBucketCount;

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over UTF-16 units, then a finaliser so that neighbouring texts do not fall into neighbouring buckets. */
export function hashText(text: string, seed: number): number {
  let hash = (offsetBasis ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return mix(hash);
}

export function wordBucket(text: string, seed: number): number {
  return hashText(text, seed) & (hashedBucketCount - 1);
}

export function hintBucket(text: string): number {
  return hashedBucketCount + (hashText(text, 0x5f3759df) & (hintBucketCount - 1));
}

/** Adds the buckets of all parts of `^word$` that are `sizes.min` to `sizes.max` letters long. */
export function partBuckets(
  word: string,
  sizes: { readonly min: number; readonly max: number },
  add: (bucket: number) => void,
): void {
  const bounded = `^${word}$`;
  for (let start = 0; start + sizes.min <= bounded.length; start += 1) {
    let hash = offsetBasis ^ 0x2f;
    const end = Math.min(start + sizes.max, bounded.length);
    for (let index = start; index < end; index += 1) {
      hash = Math.imul(hash ^ bounded.charCodeAt(index), prime);
      if (index - start + 1 >= sizes.min) add(mix(hash) & (hashedBucketCount - 1));
    }
  }
}

function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
