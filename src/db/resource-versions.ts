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

/**
 * A document's page shows its work item, its siblings and who has it in hand as well, so their changes make a new
 * version too.
 */
export async function documentVersion(database: Queryable, documentId: string, now: Date): Promise<string | null> {
  const { rows } = await database.query<{
    revision: number;
    submission_id: string;
    done: number | null;
    claim: string | null;
  }>(
    `select d.revision, d.submission_id, p.done, extract(epoch from c.claimed_at)::text as claim
       from documents d
       left join page_progress p on p.document_id = d.id
       left join review_claims c on c.document_id = d.id and c.claim_until > $2
      where d.id = $1`,
    [documentId, now],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return `${row.revision}.${row.done ?? ''}.${row.claim ?? ''}-${await submissionVersion(database, row.submission_id)}`;
}
