import type { Problem } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId, SubmissionId } from '../domain/ids.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';
import type { Queryable } from './connection.ts';
import { summaryOf } from './document-summary.ts';

/** A document that waits for a person, as the person's decision needs it. */
export interface ParkedDocument {
  readonly id: DocumentId;
  readonly submissionId: SubmissionId;
  readonly stage: StageName;
  readonly state: string;
  readonly tray: Tray | null;
  readonly revision: number;
  readonly generation: number;
  readonly question: Problem | null;
  readonly updatedAt: Date;
  readonly readyAt: Date;
  readonly facts: Partial<FactsByStage>;
}

export async function findForDecision(database: Queryable, id: DocumentId): Promise<ParkedDocument | null> {
  const { rows } = await database.query<ParkedDocument>(
    `select id, submission_id as "submissionId", stage, state, tray, revision, generation, question, facts,
            updated_at as "updatedAt", ready_at as "readyAt"
       from documents where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface Decision {
  readonly outcome: 'resolved' | 'restarted' | 'closed';
  readonly stage: StageName;
  readonly state: 'ready' | 'done';
  readonly generation: number;
  /** Facts a person set, by stage; they replace the machine's. */
  readonly facts: Partial<FactsByStage>;
  readonly detail: Problem | null;
  readonly actor: string;
  readonly at: Date;
  /** Not before then does it go on, so that the decision can be taken back. */
  readonly readyAt: Date;
}

/**
 * Writes a person's decision about a parked document, fenced by the revision the person saw; false when somebody or
 * something was faster. Belongs into a transaction with its audit event.
 */
export async function decideParked(tx: Queryable, document: ParkedDocument, decision: Decision): Promise<boolean> {
  const classification = summaryOf('classification', decision.facts.classification ?? null);
  const indexing = summaryOf('indexing', decision.facts.indexing ?? null);
  const { rowCount } = await tx.query(
    `update documents
        set stage = $3, state = $4, generation = $5, revision = revision + 1, attempt = 0, ready_at = $13, updated_at = $6,
            tray = null, question = null, done_at = case when $4 = 'done' then $6::timestamptz end,
            facts = facts || $7::jsonb,
            class_key = coalesce($8, class_key), class_confidence = coalesce($9, class_confidence),
            customer_number = case when $10 then $11 else customer_number end,
            customer_name = case when $10 then $12 else customer_name end
      where id = $1 and revision = $2 and state = 'parked'`,
    [
      document.id,
      document.revision,
      decision.stage,
      decision.state,
      decision.generation,
      decision.at,
      JSON.stringify(decision.facts),
      classification.classKey,
      classification.classConfidence,
      indexing.hasCustomer,
      indexing.customerNumber,
      indexing.customerName,
      decision.readyAt,
    ],
  );
  if (rowCount !== 1) return false;
  await noteDecision(tx, document, decision);
  return true;
}

/**
 * Puts a document that was answered and has not gone on back as it was: into its tray, with its question and the
 * machine's facts, waiting since it first did. Fenced by the answer's revision and by the moment it goes on.
 */
export async function takeBackDecision(
  tx: Queryable,
  document: ParkedDocument,
  before: {
    readonly facts: Pick<Partial<FactsByStage>, 'classification' | 'indexing'>;
    readonly question: Problem | null;
    readonly askedAt: Date;
  },
  by: { readonly actor: string; readonly at: Date },
): Promise<boolean> {
  const classification = summaryOf('classification', before.facts.classification ?? null);
  const indexing = summaryOf('indexing', before.facts.indexing ?? null);
  const { rowCount } = await tx.query(
    `update documents
        set stage = 'indexing', state = 'parked', tray = 'indexing', question = $3, revision = revision + 1, attempt = 0,
            updated_at = $4, facts = facts || $5::jsonb, class_key = $6, class_confidence = $7, customer_number = $8,
            customer_name = $9
      where id = $1 and revision = $2 and state = 'ready' and ready_at > $10`,
    [
      document.id,
      document.revision,
      before.question === null ? null : JSON.stringify(before.question),
      before.askedAt,
      JSON.stringify(before.facts),
      classification.classKey,
      classification.classConfidence,
      indexing.customerNumber,
      indexing.customerName,
      by.at,
    ],
  );
  if (rowCount !== 1) return false;
  await noteDecision(tx, document, { ...by, outcome: 'undone', generation: document.generation, detail: null });
  return true;
}

/** Replaces the fields of a document that goes on waiting; since when it waits stays. */
export async function writeFields(
  tx: Queryable,
  document: ParkedDocument,
  indexing: FactsByStage['indexing'],
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update documents set facts = facts || $3::jsonb, revision = revision + 1
      where id = $1 and revision = $2 and state = 'parked'`,
    [document.id, document.revision, JSON.stringify({ indexing })],
  );
  return rowCount === 1;
}

async function noteDecision(
  tx: Queryable,
  document: ParkedDocument,
  decision: Pick<Decision, 'generation' | 'detail' | 'actor' | 'at'> & {
    readonly outcome: Decision['outcome'] | 'undone';
  },
): Promise<void> {
  await tx.query(
    `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail, actor, finished_at)
     values ($1, $2, 'person', $3, 0, $4, $5, $6, $7, $8)`,
    [
      document.id,
      document.stage,
      decision.generation,
      document.revision,
      decision.outcome,
      decision.detail === null ? null : JSON.stringify(decision.detail),
      decision.actor,
      decision.at,
    ],
  );
}
