import type { Channel } from '../domain/channel.ts';
import type { DocumentState } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import { parseId } from '../domain/ids.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';
import type { Queryable } from './connection.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type DocumentStatus, statusConditions, statusExpression } from './document-status.ts';

export interface DocumentFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly channel?: Channel | undefined;
  readonly status?: DocumentStatus | undefined;
  readonly stage?: StageName | undefined;
  readonly tray?: Tray | undefined;
  readonly class?: string | undefined;
  readonly customer?: string | undefined;
  readonly submission?: string | undefined;
  /** Part of a file name or customer's name, a whole customer number or document id. */
  readonly q?: string | undefined;
  /** ISO 8601; the legal receipt at this instant or later. */
  readonly since?: string | undefined;
}

/**
 * Newest arrival first: ids are time-ordered, so the primary key is the order and the cursor. In a tray those come first
 * that have waited longest, because there the list is what is to be done.
 */
export async function findDocuments(database: Queryable, filter: DocumentFilter) {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  // A scan that was taken apart is told by its documents; it is shown to whoever asks for it.
  const isDividedShown = filter.status === 'divided' || filter.submission !== undefined;
  const conditions = [isDividedShown ? 'true' : 'not d.is_divided'];
  const isTray = filter.tray !== undefined;
  if (filter.cursor !== undefined && isTray) {
    const [since, id] = readCursor(filter.cursor, 2);
    conditions.push(`(d.updated_at, d.id) > (${value(since)}::timestamptz, ${value(id)})`);
  } else if (filter.cursor !== undefined) conditions.push(`d.id < ${value(readCursor(filter.cursor, 1)[0])}`);
  if (filter.channel !== undefined) conditions.push(`d.channel = ${value(filter.channel)}`);
  if (filter.status !== undefined) conditions.push(statusConditions[filter.status]);
  if (filter.stage !== undefined) conditions.push(`d.stage = ${value(filter.stage)}`);
  if (filter.tray !== undefined) conditions.push(`d.state = 'parked' and d.tray = ${value(filter.tray)}`);
  if (filter.class !== undefined) conditions.push(`d.class_key = ${value(filter.class)}`);
  if (filter.customer !== undefined) conditions.push(`d.customer_number = ${value(filter.customer)}`);
  if (filter.submission !== undefined) conditions.push(`d.submission_id = ${value(filter.submission)}`);
  if (filter.since !== undefined) conditions.push(`d.received_at >= ${value(filter.since)}::timestamptz`);
  const words = filter.q?.trim();
  if (words && parseId('doc', words) !== null) conditions.push(`d.id = ${value(words)}`);
  else if (words) {
    const part = value(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
    conditions.push(
      `(d.filename ilike ${part} or d.customer_name ilike ${part} or d.customer_number = ${value(words)})`,
    );
  }
  const { rows } = await database.query<SelectedRow & { readonly waiting_since: string }>(
    `select ${documentColumns}, d.updated_at::text as waiting_since from documents d where ${conditions.join(' and ')}
     order by ${isTray ? 'd.updated_at, d.id' : 'd.id desc'} limit ${value(filter.limit + 1)}`,
    values,
  );
  const items = rows.slice(0, filter.limit).map(toDocumentRow);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      rows.length > filter.limit && last
        ? writeCursor(isTray ? [rows[filter.limit - 1]?.waiting_since ?? '', last.id] : [last.id])
        : null,
  };
}

export async function documentRow(database: Queryable, documentId: string) {
  const { rows } = await database.query<SelectedRow>(`select ${documentColumns} from documents d where d.id = $1`, [
    documentId,
  ]);
  return rows[0] ? toDocumentRow(rows[0]) : null;
}

/** The documents of one submission in the order a reader expects: what arrived, then its parts. */
export async function documentsOfSubmission(database: Queryable, submissionId: string) {
  const { rows } = await database.query<SelectedRow>(
    `select ${documentColumns} from documents d where d.submission_id = $1 order by d.depth, d.parent_id nulls first, d.ordinal, d.id`,
    [submissionId],
  );
  return rows.map(toDocumentRow);
}

const documentColumns = `d.id, d.submission_id, d.parent_id, d.filename, d.channel, d.received_at, d.updated_at, d.stage, d.state,
  ${statusExpression} as status, d.attempt, d.revision, d.tray, d.question, d.class_key, d.class_confidence,
  d.customer_number, d.customer_name, d.page_count, d.facts->'routing'->>'queue' as queue`;

interface SelectedRow {
  readonly id: string;
  readonly submission_id: string;
  readonly parent_id: string | null;
  readonly filename: string;
  readonly channel: Channel;
  readonly received_at: Date;
  readonly updated_at: Date;
  readonly stage: StageName;
  readonly state: DocumentState;
  readonly status: DocumentStatus;
  readonly attempt: number;
  readonly revision: number;
  readonly tray: Tray | null;
  readonly question: Problem | null;
  readonly class_key: string | null;
  readonly class_confidence: number | null;
  readonly customer_number: string | null;
  readonly customer_name: string | null;
  readonly page_count: number | null;
  readonly queue: string | null;
}

function toDocumentRow(row: SelectedRow) {
  return {
    id: row.id,
    submissionId: row.submission_id,
    parentId: row.parent_id,
    filename: row.filename,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    stage: row.stage,
    state: row.state,
    status: row.status,
    attempt: row.attempt,
    revision: row.revision,
    tray: row.tray,
    question: row.question === null ? null : toProblem(row.question),
    classKey: row.class_key,
    classConfidence: row.class_confidence,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    pageCount: row.page_count,
    queue: row.queue,
  };
}

/** A copy whose `params` a response may own. */
export function toProblem(problem: Problem) {
  return { code: problem.code, message: problem.message, ...(problem.params ? { params: { ...problem.params } } : {}) };
}
