import type { ScannedPage } from '../domain/batch.ts';
import type { Channel } from '../domain/channel.ts';
import { MailroomError } from '../domain/errors.ts';
import type { BatchId, DocumentId, SubmissionId } from '../domain/ids.ts';
import type { ObjectRef } from '../domain/sha256.ts';
import type { Queryable } from './connection.ts';

export interface NewSubmission {
  readonly id: SubmissionId;
  readonly documentId: DocumentId;
  readonly channel: Channel;
  readonly pipeline: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly filename: string;
  readonly declaredMediaType: string | null;
  readonly original: ObjectRef;
  readonly receivedAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** The open batch it is scanned into. */
  readonly batchId?: BatchId | null;
  /** Pages of the batch that it was scanned again for. */
  readonly replaces?: readonly ScannedPage[];
}

/**
 * Inserts a submission with its root document and the audit event, in one statement. When the source already delivered
 * under this key nothing is written and the standing submission is returned. Fails with `batch.closed`; a release waits
 * for what is being added, and what comes after it finds the batch closed.
 */
export async function insertSubmission(
  database: Queryable,
  submission: NewSubmission,
): Promise<{ readonly submissionId: SubmissionId; readonly documentId: DocumentId; readonly isNew: boolean }> {
  const { rowCount } = await database.query(
    `with batch as (
       select id from batches where id = $14 and state = 'open' for share
     ), taken as (
       insert into submissions (id, channel, source, source_key, filename, declared_media_type, original_sha256, byte_length,
                                received_at, created_at, created_by, batch_id, replaces)
       select $1, $2, $3, $4, $5, $6, $7, $8::bigint, $9::timestamptz, $10::timestamptz, $11, $14, $15::jsonb
        where $14::text is null or exists (select 1 from batch)
       on conflict (source, source_key) do nothing
       returning id
     ), born as (
       insert into documents (id, submission_id, channel, pipeline, filename, declared_media_type, original_sha256, byte_length,
                              received_at, created_at, updated_at, stage, state, ready_at)
       select $12, id, $2, $13, $5, $6, $7, $8, $9, $10, $10, 'preparation', 'ready', $10 from taken
     ), noted as (
       insert into audit_events (at, actor, action, subject, detail)
       select $10, $11, 'submission.received', id, jsonb_build_object('channel', $2::text, 'source', $3::text, 'sha256', $7::text, 'document', $12::text) from taken
     ), added as (
       insert into audit_events (at, actor, action, subject, detail)
       select $10, $11, 'batch.scan_added', $14, jsonb_build_object('submission', id, 'document', $12::text, 'replaces', $15::jsonb)
         from taken where $14::text is not null
     )
     select id from taken`,
    [
      submission.id,
      submission.channel,
      submission.source,
      submission.sourceKey,
      submission.filename,
      submission.declaredMediaType,
      submission.original.sha256,
      submission.original.byteLength,
      submission.receivedAt,
      submission.createdAt,
      submission.createdBy,
      submission.documentId,
      submission.pipeline,
      submission.batchId ?? null,
      submission.replaces?.length ? JSON.stringify(submission.replaces) : null,
    ],
  );
  if (rowCount === 1) return { submissionId: submission.id, documentId: submission.documentId, isNew: true };

  const { rows } = await database.query<{ submission_id: SubmissionId; document_id: DocumentId }>(
    `select s.id as submission_id, d.id as document_id
       from submissions s join documents d on d.submission_id = s.id and d.parent_id is null
      where s.source = $1 and s.source_key = $2`,
    [submission.source, submission.sourceKey],
  );
  const standing = rows[0];
  if (!standing && submission.batchId) {
    throw new MailroomError(
      'batch.closed',
      'The batch is not open any more. Begin a new one for what is still to be scanned.',
    );
  }
  if (!standing) throw new Error('A submission conflicted with one that is not there.');
  return { submissionId: standing.submission_id, documentId: standing.document_id, isNew: false };
}
