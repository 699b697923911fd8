import { accountById } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import { type BatchStep, insertStep, layoutsOfStep, openSteps } from '../../db/batch-edits.ts';
import { batchRow } from '../../db/batch-rows.ts';
import {
  type ArchivedSheet,
  announceBatch,
  type Batch,
  closeBatch,
  endScans,
  findBatch,
  freeScans,
  insertBatch,
  lockBatch,
  writeLayout,
} from '../../db/batches.ts';
import type { Database, Queryable } from '../../db/connection.ts';
import type { LiveEvent } from '../../db/live-events.ts';
import { endFailedScan, type RemovedScan, removedScans, restoreScan } from '../../db/removed-scans.ts';
import type { BatchLayout } from '../../domain/batch.ts';
import type { BatchEdit } from '../../domain/batch-edit.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ChainBreak } from '../../domain/count-chain.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type BatchId, newId } from '../../domain/ids.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import type { CountSheet, CountSheetArchive } from '../../ports/count-sheet-archive.ts';
import type { Bell } from '../../ports/job-dispatcher.ts';
import { applyEdit } from '../../rules/batches/apply-edit.ts';
import { freshScans, type LaidScan, layOutBatch } from '../../rules/batches/lay-out-batch.ts';
import { retainUntil } from '../../rules/retention/retain-until.ts';
import { type BatchView, laidScans, optionsOf, type SeenLayout, seenLayout, viewBatch } from './batch-view.ts';
import { type CountedRow, type CountsSoFar, createCountsSoFar } from './counts-so-far.ts';

interface Order {
  readonly batchId: string;
  /** The revision the clerk saw. */
  readonly revision: number;
  readonly actor: string;
}

/**
 * Where a clerk works on batches. Each change is one transaction with its audit event, fenced by the revision the clerk saw.
 * Fails with `resource.missing`, `revision.stale` (somebody was faster), `batch.closed` or `request.invalid`.
 */
export interface BatchDesk {
  readonly profiles: readonly ScanProfile[];
  create(order: {
    /** One that was written down before, so that beginning again after a crash begins no second batch. */
    readonly id?: BatchId;
    readonly profile: string;
    readonly actor: string;
    readonly station: string | null;
    readonly receivedAt: Date;
    readonly announcedSheets: number | null;
    readonly announcedEnvelopes: number | null;
    readonly note: string | null;
    readonly isFilePerPage?: boolean;
    /** Undefined: as the profile says. A device may have one side only. */
    readonly isDuplex?: boolean;
  }): Promise<BatchId>;
  /** What is undefined stays, null takes it back. */
  announce(
    order: Order & {
      readonly announcedSheets?: number | null | undefined;
      readonly announcedEnvelopes?: number | null | undefined;
      readonly note?: string | null | undefined;
    },
  ): Promise<void>;
  /** All of the edits or none, as one step to undo. */
  edit(order: Order & { readonly edits: readonly BatchEdit[] }): Promise<void>;
  undo(order: Order): Promise<void>;
  redo(order: Order): Promise<void>;
  /**
   * Fixes the layout and the count chain, and lets the scans go on. Fails with `batch.incomplete` (its `params` name the
   * breaks) when the chain does not add up and no reason is given, and while pages are still being made in any case.
   */
  release(order: Order & { readonly reason: string | null }): Promise<void>;
  /**
   * Takes a scan that could not be opened out of the batch, which is then counted without it; its original is kept. A scan
   * on the light table is taken out page by page.
   */
  removeScan(order: Order & { readonly documentId: string; readonly reason: string }): Promise<void>;
  /** Puts a scan that was taken out back; it is prepared once more. */
  restoreScan(order: Order & { readonly documentId: string }): Promise<void>;
  /** Nothing comes of the scans; what was scanned stays as it is. */
  discard(order: Order & { readonly reason: string }): Promise<void>;
  /** Says to whoever looks at the batch that there is news of it, such as further scans. */
  tellOf(batch: Batch): void;
  /** Null for a batch that is not open any more: its count chain is fixed. */
  countSoFar(row: CountedRow): Promise<CountsSoFar | null>;
  view(batchId: string): Promise<
    | (BatchView &
        SeenLayout & {
          readonly canUndo: boolean;
          readonly canRedo: boolean;
          readonly removedScans: readonly RemovedScan[];
        })
    | null
  >;
}

export interface BatchDeskParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly profiles: readonly ScanProfile[];
  ring(bells: readonly Bell[]): Promise<void>;
  tell?(event: LiveEvent): void;
  readonly countSheets: CountSheetArchive;
  /** IANA name. */
  readonly timeZone: string;
}

/** Who puts a rescan in its place. */
const machine = 'mailroom';
/** The proof of what came in is kept as long as the vouchers among it at most: books for ten years (§ 147 AO). */
const sheetRetention = { deletionClass: 'batch-record', years: 10 } as const;

export function createBatchDesk(parts: BatchDeskParts): BatchDesk {
  const { database, clock, profiles } = parts;

  /** `work` answers what the audit shall keep. */
  const change = async (
    order: Order,
    verb: string,
    work: (tx: Queryable, batch: Batch) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<void> => {
    const after = await database.transaction(async (tx) => {
      const batch = await lockBatch(tx, order.batchId);
      if (batch === null) throw missing();
      if (batch.state !== 'open')
        throw new MailroomError('batch.closed', 'The batch is not open any more. Load it again.');
      if (batch.revision !== order.revision) throw stale();
      const detail = await work(tx, batch);
      await recordAudit(tx, { actor: order.actor, action: `batch.${verb}`, subject: batch.id, detail });
      return findBatch(tx, batch.id);
    });
    if (after) tell(after);
  };

  const tell = ({ id, state, revision }: Batch): void => parts.tell?.({ type: 'batch', batchId: id, state, revision });

  const step = async (
    tx: Queryable,
    batch: Batch,
    actor: string,
    made: BatchStep,
    after: BatchLayout | null,
  ): Promise<void> => {
    await writeLayout(tx, batch.id, after);
    await insertStep(tx, {
      batchId: batch.id,
      revision: batch.revision + 1,
      at: clock.now(),
      actor,
      step: made,
      before: batch.layout,
      after,
    });
  };

  /** Rescans that came since take the place of what they replace as steps of their own, so that each can be undone. */
  const settleRescans = async (tx: Queryable, batch: Batch): Promise<Batch> => {
    const laid = laidScans((await viewBatch(tx, batch, profiles)).scans);
    const rescans = freshRescans(batch, laid);
    let current = batch;
    for (const [index, rescan] of rescans.entries()) {
      const later = new Set(rescans.slice(index + 1));
      const there = laid.filter((scan) => !later.has(scan));
      const lying = there.map((scan) => (scan === rescan ? { ...scan, replaces: [] } : scan));
      const before = layOutBatch(current.layout, lying, optionsOf(batch, profiles));
      const after = layOutBatch(current.layout, there, optionsOf(batch, profiles));
      const by = rescan.pages.map(({ number }) => ({ documentId: rescan.documentId, page: number }));
      const edit: BatchEdit = { kind: 'replace', pages: rescan.replaces, by };
      await step(tx, { ...current, layout: before }, machine, { kind: 'edits', edits: [edit] }, after);
      current = { ...current, layout: after, revision: current.revision + 1 };
    }
    return current;
  };

  const goBack = (order: Order, kind: 'undo' | 'redo'): Promise<void> =>
    change(order, kind === 'undo' ? 'undone' : 'redone', async (tx, found) => {
      const batch = await settleRescans(tx, found);
      const { toUndo, toRedo } = await openSteps(tx, batch.id);
      const of = (kind === 'undo' ? toUndo : toRedo).at(-1);
      if (of === undefined) throw invalid(`There is nothing to ${kind}.`);
      const layouts = await layoutsOfStep(tx, batch.id, of);
      await step(tx, batch, order.actor, { kind, of }, kind === 'undo' ? layouts.before : layouts.after);
      return { step: of };
    });

  /** Before the row says that the batch is closed its page is safe; one that is made for nothing is kept for nothing. */
  const archiveSheet = async (
    tx: Queryable,
    batch: Batch,
    end: Pick<CountSheet, 'state' | 'countChain' | 'reason'> & {
      readonly actor: string;
      readonly at: Date;
      /** Those that the chain counts; whatever a tray closed since is not out of it. */
      readonly scans: BatchView['scans'];
    },
  ): Promise<ArchivedSheet> => {
    const [row, account] = [await batchRow(tx, batch.id), await accountById(tx, end.actor)];
    const { state, countChain, reason } = end;
    const { note, receivedAt } = batch;
    const name = profiles.find(({ key }) => key === batch.profile)?.name;
    const profile = name === undefined ? batch.profile : [...new Set([name.de, name.en])].join(' · ');
    const until = retainUntil(sheetRetention, receivedAt, parts.timeZone);
    const sheet: CountSheet = {
      ...{ batchId: batch.id, state, countChain, reason, profile, note, receivedAt },
      site: row?.site ?? '',
      station: row?.station ?? null,
      takenOut: (await removedScans(tx, batch.id))
        .filter(({ documentId }) => !end.scans.some((scan) => scan.documentId === documentId))
        .map(({ filename }) => filename),
      operator: row?.operatorName ?? row?.operator ?? '',
      createdAt: new Date(row?.createdAt ?? end.at),
      closedBy: account?.displayName ?? end.actor,
      closedAt: end.at,
      timeZone: parts.timeZone,
    };
    return { sha256: await parts.countSheets.keep(sheet, until), retainUntil: until };
  };

  return {
    profiles,
    async create(order) {
      const profile = profiles.find(({ key }) => key === order.profile);
      if (profile === undefined)
        throw invalid(`There is no scan profile "${order.profile}". Choose one of the configuration.`);
      const id = order.id ?? newId('bat');
      const { actor, isFilePerPage = profile.isFilePerPage ?? false, isDuplex = profile.isDuplex, ...given } = order;
      const { separation, dropsBlanks } = profile;
      await database.transaction(async (tx) => {
        const isNew = await insertBatch(tx, {
          ...given,
          id,
          site: profile.site,
          channel: profile.channel,
          operator: actor,
          isFilePerPage,
          frozenProfile: { separation, dropsBlanks, isDuplex },
          createdAt: clock.now(),
        });
        if (!isNew) return;
        await recordAudit(tx, {
          actor,
          action: 'batch.created',
          subject: id,
          detail: { profile: profile.key, receivedAt: order.receivedAt.toISOString(), sheets: order.announcedSheets },
        });
      });
      parts.tell?.({ type: 'batch', batchId: id, state: 'open', revision: 0 });
      return id;
    },
    announce: (order) =>
      change(order, 'announced', async (tx, batch) => {
        const told = {
          announcedSheets: order.announcedSheets === undefined ? batch.announcedSheets : order.announcedSheets,
          announcedEnvelopes:
            order.announcedEnvelopes === undefined ? batch.announcedEnvelopes : order.announcedEnvelopes,
          note: order.note === undefined ? batch.note : order.note,
        };
        await announceBatch(tx, batch.id, told);
        return { sheets: told.announcedSheets, envelopes: told.announcedEnvelopes };
      }),
    edit: (order) =>
      change(order, 'edited', async (tx, found) => {
        const batch = await settleRescans(tx, found);
        let { layout } = await viewBatch(tx, batch, profiles);
        for (const edit of order.edits) {
          const edited = applyEdit(layout, edit);
          if (edited.kind === 'refused') throw invalid(edited.reason);
          layout = edited.layout;
        }
        await step(tx, batch, order.actor, { kind: 'edits', edits: order.edits }, layout);
        return { revision: batch.revision + 1, kinds: order.edits.map(({ kind }) => kind) };
      }),
    undo: (order) => goBack(order, 'undo'),
    redo: (order) => goBack(order, 'redo'),
    async release(order) {
      let bells: readonly Bell[] = [];
      await change(order, 'released', async (tx, batch) => {
        const { layout, countChain, scans } = await viewBatch(tx, batch, profiles);
        refuseBreaks(countChain.breaks, order.reason);
        const by = { actor: order.actor, at: clock.now() };
        const end = { ...by, state: 'released', layout, countChain, reason: order.reason } as const;
        await closeBatch(tx, batch.id, { ...end, countSheet: await archiveSheet(tx, batch, { ...end, scans }) });
        const freed = await freeScans(tx, batch.id, by);
        bells = freed.map(({ documentId, generation }) => ({ documentId, stage: 'preparation', generation }));
        return { reason: order.reason, countChain };
      });
      await parts.ring(bells);
    },
    removeScan: (order) =>
      change(order, 'scan_removed', async (tx, batch) => {
        const { actor, documentId, reason } = order;
        const scan = (await viewBatch(tx, batch, profiles)).scans.find((each) => each.documentId === documentId);
        const isRemoved = await endFailedScan(tx, batch.id, documentId, { actor, at: clock.now(), reason });
        if (scan === undefined || !isRemoved) {
          const isOut = (await removedScans(tx, batch.id)).some((each) => each.documentId === documentId);
          throw invalid(
            isOut
              ? 'The scan has been taken out of the batch already.'
              : 'Only a scan that could not be opened is taken out of a batch. Remove the pages of others on the light table.',
          );
        }
        const { filename, original, question } = scan;
        return { documentId, filename, sha256: original.sha256, problem: question?.code ?? null, reason };
      }),
    async restoreScan(order) {
      const bells: Bell[] = [];
      await change(order, 'scan_restored', async (tx, batch) => {
        const { actor, documentId } = order;
        const restored = await restoreScan(tx, batch.id, documentId, { actor, at: clock.now() });
        if (restored === null)
          throw invalid('Only a scan that was taken out of this batch is put back. Load the batch again.');
        bells.push({ documentId: restored.documentId, stage: 'preparation', generation: restored.generation });
        return { documentId, filename: restored.filename };
      });
      await parts.ring(bells);
    },
    discard: (order) =>
      change(order, 'discarded', async (tx, batch) => {
        const { layout, countChain, scans } = await viewBatch(tx, batch, profiles);
        refuseBreaks(countChain.breaks, order.reason);
        const by = { actor: order.actor, at: clock.now(), reason: order.reason };
        const end = { ...by, state: 'discarded', layout, countChain } as const;
        await closeBatch(tx, batch.id, { ...end, countSheet: await archiveSheet(tx, batch, { ...end, scans }) });
        await endScans(tx, batch.id, by);
        return { reason: order.reason, countChain };
      }),
    tellOf: tell,
    countSoFar: createCountsSoFar(database, profiles),
    async view(batchId) {
      const batch = await findBatch(database, batchId);
      if (batch === null) return null;
      const [view, steps, removed] = await Promise.all([
        viewBatch(database, batch, profiles),
        openSteps(database, batch.id),
        removedScans(database, batch.id),
      ]);
      const isOpen = batch.state === 'open';
      const seen = await seenLayout(database, view, profiles);
      const hasRescans = freshRescans(batch, laidScans(view.scans)).length > 0;
      return {
        ...view,
        ...seen,
        removedScans: removed,
        canUndo: isOpen && (hasRescans || steps.toUndo.length > 0),
        canRedo: isOpen && !hasRescans && steps.toRedo.length > 0,
      };
    },
  };
}

/** Scans of pages that were scanned again, which the stored layout does not know yet. */
function freshRescans(batch: Batch, laid: readonly LaidScan[]): readonly LaidScan[] {
  return batch.state === 'open' ? freshScans(batch.layout, laid).filter(({ replaces }) => replaces.length > 0) : [];
}

function refuseBreaks(breaks: readonly ChainBreak[], reason: string | null): void {
  // Nobody can answer for pages that nobody has seen yet.
  const isUnderWay = breaks.some(({ key }) => key === 'scans-under-way');
  if (!isUnderWay && (breaks.length === 0 || reason !== null)) return;
  throw new MailroomError(
    'batch.incomplete',
    isUnderWay
      ? 'Pages of the batch are still being made. Wait until all scans lie on the light table.'
      : 'The count of the batch does not add up. Clear up the gaps, or say why it is released all the same.',
    {
      retry: isUnderWay ? 'later' : 'never',
      params: { breaks: breaks.map(({ key, expected, counted }) => `${key} ${expected}/${counted}`).join(', ') },
    },
  );
}

function missing(): MailroomError {
  return new MailroomError('resource.missing', 'There is no such batch.');
}

function stale(): MailroomError {
  return new MailroomError('revision.stale', 'Someone else changed this batch. Load it again.');
}

function invalid(message: string): MailroomError {
  return new MailroomError('request.invalid', message);
}
