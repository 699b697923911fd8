import type { Channel } from '../domain/channel.ts';
import type { Problem } from '../domain/errors.ts';
import type { ClassificationFacts, FactsByStage, IndexingFacts } from '../domain/facts.ts';
import { type Reading, textOfReading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Queryable } from './connection.ts';
import { toProblem } from './document-rows.ts';
import { type DocumentStatus, statusExpression } from './document-status.ts';

export interface ResultOptions {
  /** Adds the document's text; needs `readings`. */
  readonly withText?: boolean;
  readonly readings?: { load(sha256: Sha256): Promise<Reading> };
}

export type DocumentResult = Awaited<ReturnType<typeof toResult>>;

/** The contract's result line of one document, finished or not; null when there is no such document. */
export async function documentResult(
  database: Queryable,
  documentId: string,
  options: ResultOptions = {},
): Promise<DocumentResult | null> {
  const [result] = await selectResults(database, 'd.id = $1', documentId, options);
  return result ?? null;
}

/** One result per document of a submission: what arrived, then its attachments in their order. */
export async function submissionResults(
  database: Queryable,
  submissionId: string,
  options: ResultOptions = {},
): Promise<readonly DocumentResult[]> {
  return selectResults(database, 'd.submission_id = $1', submissionId, options);
}

async function selectResults(database: Queryable, condition: string, value: string, options: ResultOptions) {
  const { rows } = await database.query<ResultRow>(
    `select d.id, d.submission_id, s.batch_id, d.filename, d.channel, d.received_at, d.page_count, ${statusExpression} as status,
            d.question, d.duplicate_of, d.facts,
            (select a.display_name from accounts a where a.id = d.facts -> 'classification' ->> 'decidedBy') as decided_by,
            (select jsonb_build_object('id', w.id, 'queue', w.queue, 'priority', w.priority, 'skills', w.skills, 'dueAt', w.due_at, 'state', w.state)
               from work_items w where w.document_id = d.id and w.state <> 'withdrawn' order by w.id desc limit 1) as work_item,
            (select jsonb_object_agg(h.stage, h.took)
               from (select distinct on (stage) stage, extract(epoch from finished_at - started_at) * 1000 as took
                       from stage_history
                      where document_id = d.id and started_at is not null and outcome in ('advanced', 'parked')
                      order by stage, id desc) h) as timings
       from documents d join submissions s on s.id = d.submission_id
      where ${condition} and not d.is_divided
      order by d.depth, d.parent_id nulls first, d.ordinal, d.id`,
    [value],
  );
  const results: DocumentResult[] = [];
  // One after the other: readings of a large submission would otherwise all be in memory at once.
  for (const row of rows) results.push(await toResult(row, options));
  return results;
}

interface ResultRow {
  readonly id: string;
  readonly submission_id: string;
  readonly batch_id: string | null;
  readonly filename: string;
  readonly channel: Channel;
  readonly received_at: Date;
  readonly page_count: number | null;
  readonly status: DocumentStatus;
  readonly question: Problem | null;
  readonly duplicate_of: string | null;
  readonly facts: Partial<FactsByStage>;
  readonly decided_by: string | null;
  readonly work_item: {
    readonly id: string;
    readonly queue: string;
    readonly priority: number;
    readonly skills: string[];
    readonly dueAt: string;
    readonly state: string;
  } | null;
  readonly timings: Partial<Record<StageName, number>> | null;
}

async function toResult(row: ResultRow, options: ResultOptions) {
  const { recognition, classification, indexing, archiving } = row.facts;
  const text =
    options.withText && options.readings && recognition
      ? { text: textOfReading(await options.readings.load(recognition.reading)) }
      : {};
  // Class and customer are answered in one step, so one person decided both.
  const decidedBy = { decidedBy: row.decided_by ?? classification?.decidedBy ?? null };
  return {
    file: row.filename,
    submissionId: row.submission_id,
    documentId: row.id,
    batchId: row.batch_id,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    pageCount: row.page_count,
    language: recognition?.language ?? null,
    status: row.status,
    class: classification ? { ...classOf(classification), ...decidedBy } : null,
    secondClass: classification?.second ? { ...classification.second } : null,
    fields: (indexing?.fields ?? []).map((field) => ({
      ...field,
      box: field.box === null ? null : copyBox(field.box),
    })),
    customer: indexing ? { ...customerOf(indexing), ...decidedBy } : null,
    archive: archiving
      ? {
          objectId: archiving.objectId,
          originalSha256: archiving.originalSha256,
          renditionSha256: archiving.renditionSha256,
          retainUntil: archiving.retainUntil,
          deletionClass: archiving.deletionClass,
        }
      : null,
    workItem: row.work_item ? { ...row.work_item, dueAt: new Date(row.work_item.dueAt).toISOString() } : null,
    duplicateOf: row.duplicate_of,
    timings: timingsOf(row.timings ?? {}),
    problem: row.question ? toProblem(row.question) : null,
    ...text,
  };
}

function classOf(facts: ClassificationFacts) {
  return {
    key: facts.key,
    confidence: facts.confidence,
    decision: facts.decision,
    alternatives: facts.alternatives.map((alternative) => ({ ...alternative })),
    evidence: facts.evidence.map((reason) => ({ ...reason })),
  };
}

/** While a person is asked, the best guess is shown with its reasons; `none` names nobody. */
function customerOf({ customer }: IndexingFacts) {
  const best = customer.decision === 'none' ? undefined : customer.candidates[0];
  return {
    customerNumber: best?.customerNumber ?? null,
    confidence: best?.confidence ?? 0,
    decision: customer.decision,
    evidence: (best?.evidence ?? []).map((reason) => ({ ...reason })),
    candidates: customer.candidates.map((candidate) => ({
      ...candidate,
      evidence: candidate.evidence.map((reason) => ({ ...reason })),
    })),
  };
}

function copyBox([left, top, width, height]: readonly [number, number, number, number]): [
  number,
  number,
  number,
  number,
] {
  return [left, top, width, height];
}

function timingsOf(timings: Partial<Record<StageName, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(timings).map(([stage, took]) => [stage, Math.round(took)]));
}
