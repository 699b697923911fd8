import type { Sha256 } from '../src/domain/sha256.ts';

/** Where an object lies below its root: two levels of 256 folders keep every folder small at tens of millions of objects. */
export function objectKey(sha256: Sha256): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
