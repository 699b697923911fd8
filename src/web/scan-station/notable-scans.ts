import type { BatchDetail, LightTablePart, ScannedPageRef } from '../api/contract.ts';
import { refOf } from './light-table.ts';

/** Scans of a batch that came before, by the batch they came into. */
export interface Repetition {
  readonly batchId: string;
  readonly profile: string;
  /** When the first of them came there. */
  readonly addedAt: string;
  readonly scans: number;
  /** Their pages that still lie in a document of this batch. */
  readonly pages: readonly ScannedPageRef[];
}

/** Scans of which every page was set aside are not named any more. */
export function repetitionsOf(
  { scans }: Pick<BatchDetail, 'scans'>,
  parts: readonly LightTablePart[],
): readonly Repetition[] {
  const found = new Map<string, Repetition>();
  for (const { documentId, sameAs } of scans) {
    if (sameAs === null) continue;
    const pages = parts.flatMap((part) =>
      part.pages.filter((page) => page.documentId === documentId && page.dropped === null && !page.isComing).map(refOf),
    );
    if (pages.length === 0) continue;
    const { batchId, profile, addedAt } = sameAs;
    const known = found.get(batchId);
    found.set(batchId, {
      batchId,
      profile,
      addedAt: known !== undefined && known.addedAt < addedAt ? known.addedAt : addedAt,
      scans: (known?.scans ?? 0) + 1,
      pages: [...(known?.pages ?? []), ...pages],
    });
  }
  return [...found.values()];
}

/** Whether the last thing on the table is a separator sheet: what it was to open may still lie in the tray. */
export function endsWithSeparator(parts: readonly LightTablePart[]): boolean {
  const last = parts.at(-1)?.pages ?? [];
  // A blank sheet at the end separates nothing and is missed by nobody.
  return last.every(({ dropped }) => dropped === 'separator') && last.some(({ isBlank }) => !isBlank);
}
