import type { BatchState } from '../domain/batch.ts';
import type { CountChain } from '../domain/count-chain.ts';
import type { Sha256 } from '../domain/sha256.ts';

/** What stands on the page that proves how a batch was counted. */
export interface CountSheet {
  readonly batchId: string;
  readonly state: Exclude<BatchState, 'open'>;
  /** By its names for people, as long as it is set up. */
  readonly profile: string;
  readonly site: string;
  readonly station: string | null;
  /** Names for people. */
  readonly operator: string;
  readonly closedBy: string;
  readonly receivedAt: Date;
  readonly createdAt: Date;
  readonly closedAt: Date;
  readonly note: string | null;
  /** Why it was closed although the count does not add up. */
  readonly reason: string | null;
  readonly countChain: CountChain;
  /** Names of the files that could not be opened and were taken out; the chain is counted without them. */
  readonly takenOut: readonly string[];
  /** IANA name; the page tells local time. */
  readonly timeZone: string;
}

/** Draws the page, and keeps it among the archived objects. Equal sheets are one object. */
export interface CountSheetArchive {
  keep(sheet: CountSheet, retainUntil: Date): Promise<Sha256>;
}
