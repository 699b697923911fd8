import type { Problem } from '../domain/errors.ts';
import type { DocumentId, SubmissionId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

/**
 * Puts a document that went through back into the tray where people answer for class and customer, with the reason as
 * its question; a new generation, so that its answer gives a new work item. Items of the old one that nobody has
 * completed are withdrawn. Null when it is not done, or went on by itself since `generation`. Belongs into a transaction.
 */
export async function reopenDocument(
  tx: Queryable,
  given: {
    readonly documentId: DocumentId;
    readonly generation: number;
    readonly question: Problem;
    readonly actor: string;
    readonly at: Date;
  },
): Promise<{ readonly generation: number; readonly submissionId: SubmissionId } | null> {
  const { rows } = await tx.query<{ generation: number; submissionId: SubmissionId; revision: number }>(
    `update documents
        set state = 'parked', stage = 'indexing', tray = 'indexing', question = $3, generation = generation + 1,
            revision = revision + 1, attempt = 0, done_at = null, updated_at = $4
      where id = $1 and state = 'done' and generation = $2 and not is_divided
      returning generation, revision, submission_id as "submissionId"`,
    [given.documentId, given.generation, JSON.stringify(given.question), given.at],
  );
  const [row] = rows;
  if (row === undefined) return null;
  await tx.query(
    `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail, actor, finished_at)
     values ($1, 'routing', 'person', $2, 0, $3, 'reopened', $4, $5, $6)`,
    [given.documentId, row.generation, row.revision, JSON.stringify(given.question), given.actor, given.at],
  );
  await tx.query(
    `update work_items set state = 'withdrawn', note = $2, revision = revision + 1
      where document_id = $1 and state in ('waiting', 'taken')`,
    [given.documentId, given.question.message],
  );
  return row;
}
