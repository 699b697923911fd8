import { batchRow } from '../db/batch-rows.ts';
import type { BatchScanRow } from '../db/batch-scans.ts';
import { toProblem } from '../db/document-rows.ts';
import type { ComingPages } from '../db/pages-under-way.ts';
import type { ScannedPage } from '../domain/batch.ts';
import { MailroomError } from '../domain/errors.ts';
import type { BatchId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import type { BatchDetail, BatchScan, LightTablePage } from './contract/index.ts';
import type { ApiDeps } from './deps.ts';

/** A batch as the light table shows it. Fails with `resource.missing`. */
export async function batchDetail({ database, batches }: ApiDeps, id: string): Promise<BatchDetail> {
  const [found, view] = await Promise.all([batchRow(database, id), batches.view(id)]);
  if (found === null || view === null) throw new MailroomError('resource.missing', 'There is no such batch.');
  const { version: _, ...row } = found;
  const { documents, kept } = view.countChain;
  const facts = new Map(
    view.scans.flatMap((scan) => {
      const coming = view.coming.get(scan.documentId);
      const isComing = coming !== undefined;
      return (coming?.pages ?? scan.pages ?? []).map((page): [string, Fact] => [
        `${scan.documentId}:${page.number}`,
        { scan, page, isComing },
      ]);
    }),
  );
  return {
    ...row,
    ...(view.batch.state === 'open' ? { documentCount: documents, keptCount: kept } : {}),
    parts: view.seen.parts.map(({ cut, isDoubtful, given, pages }) => ({
      cut,
      isDoubtful,
      given: given === null ? null : { ...given },
      pages: pages.map((page) => {
        return { ...page, ...lookOf(facts.get(`${page.documentId}:${page.page}`)) };
      }),
    })),
    scans: view.scans.map((scan) => toScan(scan, view.coming.get(scan.documentId))),
    removedScans: view.removedScans.map(({ at, ...scan }) => ({ ...scan, at: at.toISOString() })),
    countChain: { ...view.countChain, breaks: view.countChain.breaks.map((each) => ({ ...each })) },
    canUndo: view.canUndo,
    canRedo: view.canRedo,
  };
}

/**
 * Before the bytes of a rescan are taken: each page it is to replace must lie in the batch, made and ready. One that is
 * still being made can end as another number of pages, and the rescan would come to lie at the end. Fails with
 * `request.invalid`.
 */
export async function refuseForeignPages(
  { batches }: ApiDeps,
  batchId: BatchId,
  pages: readonly ScannedPage[],
): Promise<void> {
  if (pages.length === 0) return;
  const view = await batches.view(batchId);
  const there = new Set(
    (view?.layout.parts ?? []).flatMap((part) => part.pages.map(({ documentId, page }) => `${documentId}:${page}`)),
  );
  const foreign = pages.map(({ documentId, page }) => `${documentId}:${page}`).find((key) => !there.has(key));
  if (foreign !== undefined)
    throw new MailroomError(
      'request.invalid',
      `\`replaces\` names ${foreign}, which is no ready page of this batch. Read the batch again and name a page of it.`,
    );
}

interface Fact {
  readonly scan: BatchScanRow;
  readonly page: PreparedPage;
  readonly isComing: boolean;
}

function lookOf(
  fact: Fact | undefined,
): Pick<LightTablePage, 'isBlank' | 'quality' | 'widthMm' | 'heightMm' | 'hasImage' | 'isComing'> {
  const { page, scan, isComing = false } = fact ?? {};
  return {
    isComing,
    isBlank: page?.isBlank ?? false,
    quality: page?.quality ? { score: page.quality.score, flaws: [...page.quality.flaws] } : null,
    widthMm: page?.widthMm ?? 210,
    heightMm: page?.heightMm ?? 297,
    // Born-digital pages have no image of their own and are drawn on demand.
    hasImage: page !== undefined && (page.image !== null || isComing || scan?.mediaType === 'application/pdf'),
  };
}

const states = {
  ready: 'waiting',
  running: 'preparing',
  held: 'held',
  parked: 'failed',
  done: 'done',
} as const satisfies Record<BatchScanRow['state'], BatchScan['state']>;

function toScan(scan: BatchScanRow, coming: ComingPages | undefined): BatchScan {
  return {
    documentId: scan.documentId,
    submissionId: scan.submissionId,
    filename: scan.filename,
    addedAt: scan.addedAt.toISOString(),
    // Whatever happens behind preparation happens to a document of the batch, not to its scan.
    state: scan.stage === 'preparation' ? states[scan.state] : 'done',
    pageCount: scan.pages?.length ?? null,
    progress: coming === undefined ? null : { done: coming.pages.length, total: coming.pageCount },
    problem: scan.question === null ? null : toProblem(scan.question),
    replaces: scan.replaces.map((page) => ({ ...page })),
    remarks: [...scan.remarks],
    sameAs: scan.sameAs === null ? null : { ...scan.sameAs, addedAt: scan.sameAs.addedAt.toISOString() },
  };
}
