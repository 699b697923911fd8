import type { BatchId, DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

/** A scan that was taken out of its batch because it could not be opened. */
export interface RemovedScan {
  readonly documentId: DocumentId;
  readonly filename: string;
  readonly reason: string;
  /** Display name, or the actor where there is no account. */
  readonly by: string;
  readonly at: Date;
}

interface Decision {
  readonly actor: string;
  readonly at: Date;
}

/**
 * In the order in which they were scanned. What was discarded with its whole batch, or closed by a person after the
 * release, is not among them.
 */
export async function removedScans(database: Queryable, id: BatchId): Promise<readonly RemovedScan[]> {
  const { rows } = await database.query<RemovedScan>(
    `select d.id as "documentId", d.filename, coalesce(h.detail->>'message', '') as reason, coalesce(a.display_name, h.actor, '') as by,
            h.finished_at as at
       from submissions s join batches b on b.id = s.batch_id
       join documents d on d.submission_id = s.id and d.parent_id is null
       join stage_history h on h.document_id = d.id and h.outcome = 'closed' and h.generation = d.generation
       left join accounts a on a.id = h.actor
      where s.batch_id = $1 and d.stage = 'preparation' and d.state = 'done' and h.detail->>'code' <> 'batch.discarded'
        and (b.closed_at is null or h.finished_at <= b.closed_at)
      order by s.id, d.id`,
    [id],
  );
  return rows;
}

/** Takes a scan that could not be opened out of its batch; its bytes stay. False when there is no such scan. */
export async function endFailedScan(
  tx: Queryable,
  id: BatchId,
  documentId: string,
  by: Decision & { readonly reason: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with ended as (
       update documents d
          set state = 'done', revision = d.revision + 1, attempt = 0, tray = null, question = null, updated_at = $4, done_at = $4
         from submissions s
        where s.batch_id = $1 and d.submission_id = s.id and d.id = $2 and d.parent_id is null
          and d.stage = 'preparation' and d.state = 'parked'
       returning d.id, d.stage, d.generation, d.revision
     ), risen as (
       update batches set revision = revision + 1 where id = $1 and exists (select from ended)
     )
     insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail, actor, finished_at)
     select id, stage, 'person', generation, 0, revision - 1, 'closed',
            jsonb_build_object('code', 'batch.scan_removed', 'message', $5::text), $3, $4 from ended`,
    [id, documentId, by.actor, by.at, by.reason],
  );
  return rowCount === 1;
}

/**
 * Takes that back: the scan is prepared once more and, if it still cannot be opened, asks again. Null when it was not
 * taken out, or was put back already.
 */
export async function restoreScan(
  tx: Queryable,
  id: BatchId,
  documentId: string,
  by: Decision,
): Promise<{ readonly documentId: DocumentId; readonly generation: number; readonly filename: string } | null> {
  const { rows } = await tx.query<{ documentId: DocumentId; generation: number; filename: string }>(
    `with restored as (
       update documents d
          set state = 'ready', generation = d.generation + 1, revision = d.revision + 1, attempt = 0, ready_at = $4,
              updated_at = $4, done_at = null
         from submissions s
        where s.batch_id = $1 and d.submission_id = s.id and d.id = $2 and d.parent_id is null
          and d.stage = 'preparation' and d.state = 'done'
       returning d.id, d.stage, d.generation, d.revision, d.filename
     ), risen as (
       update batches set revision = revision + 1 where id = $1 and exists (select from restored)
     ), noted as (
       insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, actor, finished_at)
       select id, stage, 'person', generation, 0, revision - 1, 'restarted', $3, $4 from restored
     )
     select id as "documentId", generation, filename from restored`,
    [id, documentId, by.actor, by.at],
  );
  return rows[0] ?? null;
}
