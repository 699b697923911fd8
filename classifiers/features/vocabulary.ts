import { type Features, featureGroup } from './extract-features.ts';
import { bucketCount } from './feature-space.ts';

/** Which buckets a model knows, and how telling each is. */
export interface Vocabulary {
  /** Ascending. Row n of the weights belongs to bucket n of this list. */
  readonly buckets: Int32Array;
  /** Inverse document frequency per row; 1 for hints. */
  readonly rarity: Float32Array;
  /** Row of each bucket, -1 where the model does not know it. */
  readonly rowOfBucket: Int32Array;
}

export function vocabularyOf(buckets: Int32Array, rarity: Float32Array): Vocabulary {
  const rowOfBucket = new Int32Array(bucketCount).fill(-1);
  for (const [row, bucket] of buckets.entries()) rowOfBucket[bucket] = row;
  return { buckets, rarity, rowOfBucket };
}

/**
 * Learns the vocabulary from documents given as their variants (clean and noisy). A bucket must occur in two documents,
 * so that no name and no misreading of one letter becomes a feature.
 */
export function learnVocabulary(documents: readonly (readonly Features[])[], documentsMin = 2): Vocabulary {
  const frequency = new Int32Array(bucketCount);
  const lastSeen = new Int32Array(bucketCount).fill(-1);
  const isHint = new Uint8Array(bucketCount);
  for (const [number, variants] of documents.entries()) {
    for (const { buckets, groups } of variants) {
      for (const [index, bucket] of buckets.entries()) {
        if (groups[index] === featureGroup.hints) isHint[bucket] = 1;
        if (lastSeen[bucket] === number) continue;
        lastSeen[bucket] = number;
        frequency[bucket] = (frequency[bucket] ?? 0) + 1;
      }
    }
  }
  const known: number[] = [];
  for (const [bucket, count] of frequency.entries())
    if (count >= documentsMin || isHint[bucket] === 1) known.push(bucket);
  const rarity = Float32Array.from(known, (bucket) =>
    isHint[bucket] === 1 ? 1 : 1 + Math.log((documents.length + 1) / ((frequency[bucket] ?? 0) + 1)),
  );
  return vocabularyOf(Int32Array.from(known), rarity);
}
