import type { Queryable } from './connection.ts';

/** Changes whenever a document of the submission, one of their work items or the delivery of one changes; null when there is none. */
export async function submissionVersion(database: Queryable, submissionId: string): Promise<string | null> {
  const { rows } = await database.query<{ version: string | null }>(
    `select concat_ws('.', count(d.id), sum(d.revision), sum(w.items), sum(w.revisions), sum(o.waiting)) as version
       from documents d
       cross join lateral (select count(*) as items, coalesce(sum(revision), 0) as revisions from work_items where document_id = d.id) w
       cross join lateral (select count(*) as waiting from outbox where document_id = d.id and delivered_at is null) o
      where d.submission_id = $1 having count(d.id) > 0`,
    [submissionId],
  );
  return rows[0]?.version ?? null;
}

/** A document's page shows its work item and its siblings as well, so their changes make a new version too. */
export async function documentVersion(database: Queryable, documentId: string): Promise<string | null> {
  const { rows } = await database.query<{ revision: number; submission_id: string }>(
    'select revision, submission_id from documents where id = $1',
    [documentId],
  );
  const row = rows[0];
  return row ? `${row.revision}-${await submissionVersion(database, row.submission_id)}` : null;
}
