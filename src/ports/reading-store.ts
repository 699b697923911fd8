import type { Reading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';

/** Readings as objects: gzip-compressed JSON, content-addressed, so a stage can be run twice and change nothing. */
export interface ReadingStore {
  save(reading: Reading): Promise<Sha256>;
  load(sha256: Sha256): Promise<Reading>;
}
