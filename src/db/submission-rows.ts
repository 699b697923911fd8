import type { Channel } from '../domain/channel.ts';
import type { Queryable } from './connection.ts';
import { pageOf, readCursor } from './cursor.ts';

/** Newest arrival first. */
export async function findSubmissions(
  database: Queryable,
  filter: { readonly cursor?: string | undefined; readonly limit: number; readonly channel?: Channel | undefined },
) {
  const before = filter.cursor === undefined ? null : readCursor(filter.cursor, 1)[0];
  const { rows } = await database.query<SubmissionRow>(
    `select ${columns} from submissions s
      where ($1::text is null or s.id < $1) and ($2::text is null or s.channel = $2)
      order by s.id desc limit $3`,
    [before, filter.channel ?? null, filter.limit + 1],
  );
  return pageOf(rows, filter.limit, toSubmission);
}

export async function submissionRow(database: Queryable, submissionId: string) {
  const { rows } = await database.query<SubmissionRow>(`select ${columns} from submissions s where s.id = $1`, [
    submissionId,
  ]);
  return rows[0] ? toSubmission(rows[0]) : null;
}

// Settled means that nothing more will happen by itself: no document is under way and no effect waits for delivery.
// Counted and not asked with `exists`, which PostgreSQL answers by hashing the whole table (1.5 s for 200,000).
const columns = `s.id, s.channel, s.source, s.filename, s.received_at, s.created_at, s.byte_length, s.original_sha256,
  (select count(*) from documents d where d.submission_id = s.id) as document_count,
  (select count(*) from documents d where d.submission_id = s.id and d.state in ('ready', 'running')) = 0
    and (select count(*) from outbox o join documents d on d.id = o.document_id
          where d.submission_id = s.id and o.delivered_at is null) = 0 as is_settled`;

/** Those of the named submissions for which nothing more will happen by itself. */
export async function settledSubmissions(database: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await database.query<{ id: string }>(
    `select id from (select ${columns} from submissions s where s.id = any($1)) as named where is_settled`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Why documents of the named submissions wait for something outside, such as a directory that does not answer. */
export async function reasonsToWait(database: Queryable, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await database.query<{ reason: string }>(
    `select distinct last.detail->>'message' as reason
       from documents d
       join lateral (select h.outcome, h.detail from stage_history h where h.document_id = d.id order by h.id desc limit 1) last on true
      where d.submission_id = any($1) and d.state in ('ready', 'running') and last.outcome = 'snoozed' and last.detail->>'message' is not null
      order by reason`,
    [ids],
  );
  return rows.map(({ reason }) => reason);
}

interface SubmissionRow {
  readonly id: string;
  readonly channel: Channel;
  readonly source: string;
  readonly filename: string;
  readonly received_at: Date;
  readonly created_at: Date;
  readonly byte_length: number;
  readonly original_sha256: string;
  readonly document_count: number;
  readonly is_settled: boolean;
}

function toSubmission(row: SubmissionRow) {
  return {
    id: row.id,
    channel: row.channel,
    source: row.source,
    filename: row.filename,
    receivedAt: row.received_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    byteLength: row.byte_length,
    originalSha256: row.original_sha256,
    documentCount: row.document_count,
    isSettled: row.is_settled,
  };
}
