import type { Sha256 } from '../src/domain/sha256.ts';

/**
 * Where an object lies below its root: 4,096 folders hold 10,000 files each at forty million objects. Two levels of 256
 * would make a new folder, with three synced parents, for nearly every object of the first years.
 */
export function objectKey(sha256: Sha256): string {
  return `${sha256.slice(0, 3)}/${sha256}`;
}
