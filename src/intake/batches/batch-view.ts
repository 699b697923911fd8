import { type BatchScanRow, countWorkItems, scansOfBatch } from '../../db/batch-scans.ts';
import type { Batch } from '../../db/batches.ts';
import type { Queryable } from '../../db/connection.ts';
import { type ComingPages, comingPages } from '../../db/pages-under-way.ts';
import type { BatchLayout } from '../../domain/batch.ts';
import type { CountChain } from '../../domain/count-chain.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import { type CountedScan, countChain } from '../../rules/batches/count-chain.ts';
import { type LaidScan, type LayOutOptions, layOutBatch } from '../../rules/batches/lay-out-batch.ts';
import { frozenProfile } from './frozen-profile.ts';

/** A batch as it lies on the light table now. */
export interface BatchView {
  readonly batch: Batch;
  readonly layout: BatchLayout;
  readonly scans: readonly BatchScanRow[];
  readonly countChain: CountChain;
}

export async function viewBatch(
  database: Queryable,
  batch: Batch,
  profiles: readonly ScanProfile[],
): Promise<BatchView> {
  // What a person closed in a tray is out of the batch, and so are its pages.
  const all = await scansOfBatch(database, batch.id);
  const scans = batch.state === 'open' ? all.filter(({ state }) => state !== 'done') : all;
  const workItems = batch.state === 'released' ? await countWorkItems(database, batch.id) : null;
  if (batch.state !== 'open' && batch.layout !== null && batch.countChain !== null)
    return { batch, layout: batch.layout, scans, countChain: { ...batch.countChain, workItems } };

  const options = optionsOf(batch, profiles);
  const layout = layOutBatch(batch.layout, laidScans(scans), options);
  return {
    batch,
    layout,
    scans,
    countChain: countChain({ ...batch, ...options, scans: scans.map(counted), layout, workItems }),
  };
}

/** What people see of a batch: also pages of scans that are still being made, where they will come to lie. */
export interface SeenLayout {
  readonly seen: BatchLayout;
  readonly coming: ReadonlyMap<DocumentId, ComingPages>;
}

export async function seenLayout(
  database: Queryable,
  { batch, layout, scans }: BatchView,
  profiles: readonly ScanProfile[],
): Promise<SeenLayout> {
  const underWay = scans.filter(({ state }) => state === 'ready' || state === 'running');
  if (batch.state !== 'open' || underWay.length === 0) return { seen: layout, coming: new Map() };
  const coming = await comingPages(
    database,
    underWay.map(({ documentId }) => documentId),
  );
  const laid = scans.flatMap((scan): readonly LaidScan[] => {
    const found = coming.get(scan.documentId);
    // What a rescan replaces stays until all of it is there.
    return found === undefined ? laidScans([scan]) : [{ ...found, replaces: [] }];
  });
  return { seen: layOutBatch(layout, laid, optionsOf(batch, profiles)), coming };
}

/** Those whose pages are all made, in the order in which they were scanned. */
export function laidScans(scans: readonly BatchScanRow[]): readonly LaidScan[] {
  return scans
    .filter(({ state }) => state === 'held')
    .map(({ documentId, pages, replaces }) => ({ documentId, pages: pages ?? [], replaces }));
}

function counted({ documentId, state, pages, replaces, isTorn, sameAs }: BatchScanRow): CountedScan {
  const isRescan = replaces.length > 0;
  if (state === 'held')
    return { documentId, state: 'laid', images: pages?.length ?? 0, isRescan, isTorn, isRepeated: sameAs !== null };
  return { documentId, state: state === 'parked' ? 'failed' : 'under-way', images: 0 };
}

export function optionsOf(batch: Batch, profiles: readonly ScanProfile[]): LayOutOptions {
  return { ...frozenProfile(batch, profiles), isFilePerPage: batch.isFilePerPage };
}
