/** Where files go: as post of a channel, or into a batch, in the place of pages there when the address says so. */
export type UploadTarget =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'batch'; readonly batchId: string; readonly address: string };

interface Queued {
  readonly batchId: string | null;
  readonly state: { readonly kind: 'waiting' | 'sending' | 'pausing' | 'taken' | 'refused' };
}

/** More at once fills the line and makes every bar crawl. */
const atOnce = 3;

/**
 * The waiting files whose turn it is. Those of a batch go one after the other: the order in which they arrive is the order
 * of the paper.
 */
export function nextToSend<Entry extends Queued>(entries: readonly Entry[]): readonly Entry[] {
  const isUnderWay = ({ state }: Queued) => state.kind === 'sending' || state.kind === 'pausing';
  const underWay = entries.filter(isUnderWay);
  const busyBatches = new Set(underWay.map(({ batchId }) => batchId).filter((id) => id !== null));
  const next: Entry[] = [];
  for (const entry of entries) {
    if (entry.state.kind !== 'waiting' || underWay.length + next.length >= atOnce) continue;
    if (entry.batchId !== null) {
      if (busyBatches.has(entry.batchId)) continue;
      busyBatches.add(entry.batchId);
    }
    next.push(entry);
  }
  return next;
}

const pausesSeconds = [1, 2, 4, 8, 15, 30] as const;

/** How long to wait before the next try after so many; null when it is time to ask the person. */
export const pauseSecondsAfter = (tries: number): number | null => pausesSeconds[tries - 1] ?? null;

/** The scanner's numbers are in the names: 10 comes after 9. */
export const inOrderOfNames = <Named extends { readonly name: string }>(files: readonly Named[]): readonly Named[] =>
  files.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
