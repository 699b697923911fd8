import type { Channel } from '../domain/channel.ts';
import type { Queryable } from './connection.ts';
import { readCursor, writeCursor } from './cursor.ts';

export type WorkItemStateName = 'waiting' | 'taken' | 'completed' | 'withdrawn';

export interface WorkItemFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: WorkItemStateName | undefined;
  readonly queue?: string | undefined;
  readonly takenBy?: string | undefined;
  readonly customer?: string | undefined;
}

/**
 * Waiting items in the order they should be worked (priority, then deadline), every other list newest first. Both end
 * in the id, so the order is the same on every page.
 */
export async function findWorkItems(database: Queryable, filter: WorkItemFilter) {
  const isWorkOrder = filter.state === 'waiting';
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = ['true'];
  if (filter.cursor !== undefined) {
    const key = readCursor(filter.cursor, isWorkOrder ? 3 : 1);
    conditions.push(
      isWorkOrder
        ? `(-w.priority, w.due_at, w.id) > (-${value(key[0])}::integer, ${value(key[1])}::timestamptz, ${value(key[2])})`
        : `w.id < ${value(key[0])}`,
    );
  }
  if (filter.state !== undefined) conditions.push(`w.state = ${value(filter.state)}`);
  if (filter.queue !== undefined) conditions.push(`w.queue = ${value(filter.queue)}`);
  if (filter.takenBy !== undefined) conditions.push(`w.taken_by = ${value(filter.takenBy)}`);
  if (filter.customer !== undefined) conditions.push(`w.customer_number = ${value(filter.customer)}`);
  const { rows } = await database.query<SelectedRow>(
    `select ${columns} where ${conditions.join(' and ')}
     order by ${isWorkOrder ? 'w.priority desc, w.due_at, w.id' : 'w.id desc'} limit ${value(filter.limit + 1)}`,
    values,
  );
  const items = rows.slice(0, filter.limit).map(toWorkItem);
  const last = items.at(-1);
  const key = last === undefined ? [] : isWorkOrder ? [String(last.priority), last.dueAt, last.id] : [last.id];
  return { items, nextCursor: rows.length > filter.limit && last ? writeCursor(key) : null };
}

export async function workItemRow(database: Queryable, id: string) {
  const { rows } = await database.query<SelectedRow>(`select ${columns} where w.id = $1`, [id]);
  return rows[0] ? toWorkItem(rows[0]) : null;
}

/** The item a document led to; a withdrawn one only when there is no other. */
export async function workItemOfDocument(database: Queryable, documentId: string) {
  const { rows } = await database.query<SelectedRow>(
    `select ${columns} where w.document_id = $1 order by w.state = 'withdrawn', w.id desc limit 1`,
    [documentId],
  );
  return rows[0] ? toWorkItem(rows[0]) : null;
}

export async function waitingByQueue(database: Queryable) {
  const { rows } = await database.query<{ queue: string; waiting: number }>(
    `select queue, count(*) as waiting from work_items where state = 'waiting' group by queue order by queue`,
  );
  return rows.map((row) => ({ queue: row.queue, waiting: row.waiting }));
}

// Instants in cursors must not lose the microseconds PostgreSQL keeps; deadlines are written with milliseconds at most.
const columns = `w.id, w.document_id, d.filename, w.channel, w.class_key, w.second_class, w.customer_number,
    coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.organisation, d.customer_name) as customer_name,
    w.queue, w.priority, w.skills, w.due_at, w.deadline_kind, w.received_at, w.state, w.revision,
    w.taken_by, taker.display_name as taken_by_name, w.taken_at,
    w.completed_by, completer.display_name as completed_by_name, w.completed_at, w.disposition, w.note
  from work_items w
  join documents d on d.id = w.document_id
  left join customers c on c.customer_number = w.customer_number
  left join accounts taker on taker.id = w.taken_by
  left join accounts completer on completer.id = w.completed_by`;

interface SelectedRow {
  readonly id: string;
  readonly document_id: string;
  readonly filename: string;
  readonly channel: Channel;
  readonly class_key: string;
  readonly second_class: string | null;
  readonly customer_number: string | null;
  readonly customer_name: string | null;
  readonly queue: string;
  readonly priority: number;
  readonly skills: string[];
  readonly due_at: Date;
  readonly deadline_kind: 'statutory' | 'contractual';
  readonly received_at: Date;
  readonly state: WorkItemStateName;
  readonly revision: number;
  readonly taken_by: string | null;
  readonly taken_by_name: string | null;
  readonly taken_at: Date | null;
  readonly completed_by: string | null;
  readonly completed_by_name: string | null;
  readonly completed_at: Date | null;
  readonly disposition: string | null;
  readonly note: string | null;
}

function toWorkItem(row: SelectedRow) {
  return {
    id: row.id,
    documentId: row.document_id,
    filename: row.filename,
    channel: row.channel,
    classKey: row.class_key,
    secondClass: row.second_class,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    queue: row.queue,
    priority: row.priority,
    skills: row.skills,
    dueAt: row.due_at.toISOString(),
    deadlineKind: row.deadline_kind,
    receivedAt: row.received_at.toISOString(),
    state: row.state,
    revision: row.revision,
    takenBy: row.taken_by,
    takenByName: row.taken_by_name,
    takenAt: row.taken_at?.toISOString() ?? null,
    completedBy: row.completed_by,
    completedByName: row.completed_by_name,
    completedAt: row.completed_at?.toISOString() ?? null,
    disposition: row.disposition,
    note: row.note,
  };
}
