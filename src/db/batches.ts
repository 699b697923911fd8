import type { BatchLayout, BatchState } from '../domain/batch.ts';
import type { CountChain } from '../domain/count-chain.ts';
import type { BatchId, DocumentId } from '../domain/ids.ts';
import type { FrozenProfile } from '../domain/scan-profile.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { Queryable } from './connection.ts';

/** A batch as decisions about it need it. */
export interface Batch {
  readonly id: BatchId;
  readonly profile: string;
  readonly channel: 'letter' | 'fax';
  readonly receivedAt: Date;
  readonly state: BatchState;
  readonly announcedSheets: number | null;
  readonly announcedEnvelopes: number | null;
  readonly note: string | null;
  readonly isFilePerPage: boolean;
  /** Null for batches of an earlier version. */
  readonly frozenProfile: FrozenProfile | null;
  /** As the clerk left it; null while nobody changed what the machine proposes. Fixed once released. */
  readonly layout: BatchLayout | null;
  readonly revision: number;
  readonly countChain: CountChain | null;
}

export interface NewBatch {
  readonly id: BatchId;
  readonly profile: string;
  readonly site: string;
  readonly channel: 'letter' | 'fax';
  readonly operator: string;
  readonly station: string | null;
  readonly receivedAt: Date;
  readonly announcedSheets: number | null;
  readonly announcedEnvelopes: number | null;
  readonly note: string | null;
  readonly isFilePerPage: boolean;
  readonly frozenProfile: FrozenProfile;
  readonly createdAt: Date;
}

/** False when it is there already. */
export async function insertBatch(tx: Queryable, batch: NewBatch): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into batches (id, profile, site, channel, operator, station, received_at, state, announced_sheets,
                          announced_envelopes, note, is_file_per_page, created_at, frozen_profile)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13)
     on conflict (id) do nothing`,
    [
      batch.id,
      batch.profile,
      batch.site,
      batch.channel,
      batch.operator,
      batch.station,
      batch.receivedAt,
      batch.announcedSheets,
      batch.announcedEnvelopes,
      batch.note,
      batch.isFilePerPage,
      batch.createdAt,
      JSON.stringify(batch.frozenProfile),
    ],
  );
  return rowCount === 1;
}

const columns = `id, profile, channel, received_at as "receivedAt", state, announced_sheets as "announcedSheets",
  announced_envelopes as "announcedEnvelopes", note, is_file_per_page as "isFilePerPage", frozen_profile as "frozenProfile", layout, revision,
  count_chain as "countChain"`;

export async function findBatch(database: Queryable, id: string): Promise<Batch | null> {
  const { rows } = await database.query<Batch>(`select ${columns} from batches where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The same, and nobody else changes it or adds a scan until the transaction ends. */
export async function lockBatch(tx: Queryable, id: string): Promise<Batch | null> {
  const { rows } = await tx.query<Batch>(`select ${columns} from batches where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

/** Belongs behind `lockBatch`, as everything below. */
export async function writeLayout(tx: Queryable, id: BatchId, layout: BatchLayout | null): Promise<void> {
  await tx.query('update batches set layout = $2, revision = revision + 1 where id = $1', [
    id,
    layout === null ? null : JSON.stringify(layout),
  ]);
}

export async function announceBatch(
  tx: Queryable,
  id: BatchId,
  told: Pick<Batch, 'announcedSheets' | 'announcedEnvelopes' | 'note'>,
): Promise<void> {
  await tx.query(
    `update batches set announced_sheets = $2, announced_envelopes = $3, note = $4, revision = revision + 1 where id = $1`,
    [id, told.announcedSheets, told.announcedEnvelopes, told.note],
  );
}

/** The count chain as a page, and until when it is kept. */
export interface ArchivedSheet {
  readonly sha256: Sha256;
  readonly retainUntil: Date;
}

export async function closeBatch(
  tx: Queryable,
  id: BatchId,
  end: {
    readonly state: 'released' | 'discarded';
    readonly layout: BatchLayout;
    readonly countChain: CountChain;
    readonly reason: string | null;
    readonly actor: string;
    readonly at: Date;
    readonly countSheet: ArchivedSheet | null;
  },
): Promise<void> {
  await tx.query(
    `update batches set state = $2, layout = $3, count_chain = $4, reason = $5, closed_by = $6, closed_at = $7,
            count_sheet_sha256 = $8, count_sheet_retain_until = $9,
            revision = revision + 1
      where id = $1`,
    [
      id,
      end.state,
      JSON.stringify(end.layout),
      JSON.stringify(end.countChain),
      end.reason,
      end.actor,
      end.at,
      end.countSheet?.sha256 ?? null,
      end.countSheet?.retainUntil ?? null,
    ],
  );
}

/** Lets the held scans of a released batch go on in preparation, each with a line in its history. */
export async function freeScans(
  tx: Queryable,
  id: BatchId,
  by: { readonly actor: string; readonly at: Date },
): Promise<readonly { readonly documentId: DocumentId; readonly generation: number }[]> {
  const { rows } = await tx.query<{ documentId: DocumentId; generation: number }>(
    `with freed as (
       update documents d
          set state = 'ready', revision = d.revision + 1, attempt = 0, ready_at = $3, updated_at = $3
         from submissions s
        where s.batch_id = $1 and d.submission_id = s.id and d.state = 'held'
       returning d.id, d.stage, d.generation, d.revision
     ), noted as (
       insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, actor, finished_at)
       select id, stage, 'person', generation, 0, revision - 1, 'resolved', $2, $3 from freed
     )
     select id as "documentId", generation from freed order by id`,
    [id, by.actor, by.at],
  );
  return rows;
}

/** Ends the scans of a discarded batch, held or failed; their bytes stay. */
export async function endScans(
  tx: Queryable,
  id: BatchId,
  by: { readonly actor: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await tx.query(
    `with ended as (
       update documents d
          set state = 'done', revision = d.revision + 1, attempt = 0, tray = null, question = null, updated_at = $3, done_at = $3
         from submissions s
        where s.batch_id = $1 and d.submission_id = s.id and d.state in ('held', 'parked')
       returning d.id, d.stage, d.generation, d.revision
     )
     insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail, actor, finished_at)
     select id, stage, 'person', generation, 0, revision - 1, 'closed',
            jsonb_build_object('code', 'batch.discarded', 'message', $4::text), $2, $3 from ended`,
    [id, by.actor, by.at, by.reason],
  );
}
