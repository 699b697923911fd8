import { findBatch } from '../../db/batches.ts';
import type { Queryable } from '../../db/connection.ts';
import type { BatchState } from '../../domain/batch.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import { viewBatch } from './batch-view.ts';

/** What would come of an open batch if it were released now. */
export interface CountsSoFar {
  readonly documentCount: number;
  /** Pages in these documents. */
  readonly keptCount: number;
}

export interface CountedRow {
  readonly id: string;
  readonly state: BatchState;
  /** Another one whenever the batch or one of its scans changed. */
  readonly version: string;
}

const remembered = 500;

/**
 * Counts open batches for the list of batches. Each is laid out by its rules, so a count is kept until the batch changes:
 * the list is asked for again with every page that comes, and most of its batches stayed as they were.
 */
export function createCountsSoFar(
  database: Queryable,
  profiles: readonly ScanProfile[],
): (row: CountedRow) => Promise<CountsSoFar | null> {
  const known = new Map<string, CountsSoFar & { readonly version: string }>();
  return async ({ id, state, version }) => {
    if (state !== 'open') return null;
    const before = known.get(id);
    if (before?.version === version) return before;
    const batch = await findBatch(database, id);
    // Closed since the list was read: its numbers come with the next one.
    if (batch?.state !== 'open') return null;
    const { countChain } = await viewBatch(database, batch, profiles);
    const counts = { documentCount: countChain.documents, keptCount: countChain.kept };
    known.delete(id);
    known.set(id, { ...counts, version });
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return counts;
  };
}
