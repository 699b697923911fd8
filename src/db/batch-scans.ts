import type { ScannedPage } from '../domain/batch.ts';
import type { DocumentState } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { BatchId, DocumentId, SubmissionId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import type { ObjectRef, Sha256 } from '../domain/sha256.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Queryable } from './connection.ts';

/** A file that was scanned into a batch, as its root document stands. */
export interface BatchScanRow {
  readonly documentId: DocumentId;
  readonly submissionId: SubmissionId;
  readonly filename: string;
  readonly addedAt: Date;
  readonly stage: StageName;
  readonly state: DocumentState;
  readonly question: Problem | null;
  readonly original: ObjectRef;
  /** Null until preparation made them. */
  readonly mediaType: string | null;
  readonly pages: readonly PreparedPage[] | null;
  /** Preparation found that the file breaks off or is damaged. */
  readonly isTorn: boolean;
  /** What of the text is known without reading images. */
  readonly reading: Sha256 | null;
  readonly replaces: readonly ScannedPage[];
  /** What preparation says of the file. */
  readonly remarks: readonly string[];
  /** The first scan of equal bytes before it, in this batch or in another one that was not discarded. */
  readonly sameAs: EarlierScan | null;
}

export interface EarlierScan {
  readonly documentId: DocumentId;
  readonly batchId: BatchId;
  readonly profile: string;
  /** When it came. */
  readonly addedAt: Date;
}

/** In the order in which they were scanned. */
export async function scansOfBatch(database: Queryable, id: BatchId): Promise<readonly BatchScanRow[]> {
  const { rows } = await database.query<Selected>(
    `select d.id as "documentId", d.submission_id as "submissionId", d.filename, d.created_at as "addedAt", d.stage, d.state,
            d.question, d.original_sha256 as sha256, d.byte_length as "byteLength",
            d.facts->'preparation'->>'mediaType' as "mediaType", d.facts->'preparation'->'pages' as pages, d.facts->'preparation'->>'reading' as reading,
            coalesce((d.facts->'preparation'->>'isTorn')::boolean, false) as "isTorn", s.replaces,
            coalesce(d.facts->'preparation'->'remarks', '[]') as remarks,
            earlier.id as "earlierId", earlier.batch_id as "earlierBatch", earlier.profile as "earlierProfile",
            earlier.created_at as "earlierAt"
       from submissions s join documents d on d.submission_id = s.id and d.parent_id is null
       left join lateral (
         select d2.id, d2.created_at, b2.id as batch_id, b2.profile
           from documents d2 join submissions s2 on s2.id = d2.submission_id join batches b2 on b2.id = s2.batch_id
          where d2.original_sha256 = d.original_sha256 and d2.parent_id is null and d2.id < d.id
            and (b2.state = 'released' or (b2.state = 'open' and d2.state <> 'done'))
          order by d2.id limit 1) earlier on true
      where s.batch_id = $1 order by s.id`,
    [id],
  );
  return rows.map(
    ({ sha256, byteLength, replaces, earlierId, earlierBatch, earlierProfile, earlierAt, ...row }): BatchScanRow => ({
      ...row,
      original: { sha256, byteLength },
      replaces: replaces ?? [],
      sameAs:
        earlierId === null
          ? null
          : { documentId: earlierId, batchId: earlierBatch, profile: earlierProfile, addedAt: earlierAt },
    }),
  );
}

type Selected = Omit<BatchScanRow, 'original' | 'replaces' | 'sameAs'> & {
  readonly sha256: Sha256;
  readonly byteLength: number;
  readonly replaces: readonly ScannedPage[] | null;
} & (
    | {
        readonly earlierId: DocumentId;
        readonly earlierBatch: BatchId;
        readonly earlierProfile: string;
        readonly earlierAt: Date;
      }
    | { readonly earlierId: null; readonly earlierBatch: null; readonly earlierProfile: null; readonly earlierAt: null }
  );

/** What a submission has to do with a batch; null when there is no such submission. */
export async function batchOfSubmission(
  database: Queryable,
  id: SubmissionId,
): Promise<{ readonly source: string; readonly batchId: BatchId | null } | null> {
  const { rows } = await database.query<{ source: string; batchId: BatchId | null }>(
    `select source, batch_id as "batchId" from submissions where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Work items that came of a batch so far. */
export async function countWorkItems(database: Queryable, id: BatchId): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*) as count from submissions s
       join documents d on d.submission_id = s.id join work_items w on w.document_id = d.id
      where s.batch_id = $1`,
    [id],
  );
  return rows[0]?.count ?? 0;
}
