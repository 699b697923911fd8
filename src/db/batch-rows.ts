import type { BatchState } from '../domain/batch.ts';
import type { BatchId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { Queryable } from './connection.ts';
import { pageOf, readCursor } from './cursor.ts';

export interface BatchFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: BatchState | undefined;
  readonly profile?: string | undefined;
  /** ISO 8601; begun at this instant or later. */
  readonly since?: string | undefined;
}

/** Newest first: ids are time-ordered. */
export async function findBatches(database: Queryable, filter: BatchFilter) {
  const before = filter.cursor === undefined ? null : readCursor(filter.cursor, 1)[0];
  const { rows } = await database.query<SelectedRow>(
    `${select} where ($1::text is null or b.id < $1) and ($2::text is null or b.state = $2)
        and ($3::text is null or b.profile = $3) and ($4::timestamptz is null or b.created_at >= $4)
      order by b.id desc limit $5`,
    [before, filter.state ?? null, filter.profile ?? null, filter.since ?? null, filter.limit + 1],
  );
  return pageOf(rows, filter.limit, toRow);
}

export async function batchRow(database: Queryable, id: string) {
  const { rows } = await database.query<SelectedRow>(`${select} where b.id = $1`, [id]);
  return rows[0] ? toRow(rows[0]) : null;
}

/** Changes whenever the batch, one of its documents or their work items do; null when there is no such batch. */
export async function batchVersion(database: Queryable, id: string): Promise<string | null> {
  const { rows } = await database.query<{ version: string }>(
    `select concat_ws('.', b.revision, count(d.id), sum(d.revision), sum(p.done),
              (select count(*) from submissions s2 join documents d2 on d2.submission_id = s2.id
                 join work_items w on w.document_id = d2.id where s2.batch_id = b.id)) as version
       from batches b left join submissions s on s.batch_id = b.id left join documents d on d.submission_id = s.id
       left join page_progress p on p.document_id = d.id
      where b.id = $1 group by b.id`,
    [id],
  );
  return rows[0]?.version ?? null;
}

// A scan whose pages went on as one document is that document; one that was taken apart is told by its documents.
const select = `select b.id, b.profile, b.site, b.channel, b.operator, o.display_name as operator_name, b.station, b.received_at,
    b.created_at, b.state, b.announced_sheets, b.announced_envelopes, b.note, b.revision, b.closed_at, b.closed_by, b.count_sheet_sha256,
    c.display_name as closed_by_name, b.reason, (b.count_chain->>'kept')::integer as kept_count,
    (b.count_chain->>'documents')::integer as counted_documents, n.*
  from batches b
  left join accounts o on o.id = b.operator
  left join accounts c on c.id = b.closed_by
  cross join lateral (
    select count(*) filter (where d.parent_id is null and (b.state = 'discarded' or d.stage <> 'preparation' or d.state <> 'done' or d.is_divided)) as scan_count,
           count(*) filter (where d.parent_id is null and d.state in ('ready', 'running')) as scans_under_way,
           count(*) filter (where d.parent_id is null and d.state = 'parked' and d.stage = 'preparation') as scans_failed,
           coalesce(sum(d.page_count) filter (where d.parent_id is null), 0) as image_count,
           coalesce(sum(d.revision), 0) as revisions,
           count(*) filter (where not d.is_divided and (d.parent_id is not null or d.stage <> 'preparation')) as document_count
      from submissions s join documents d on d.submission_id = s.id where s.batch_id = b.id) n`;

interface SelectedRow {
  readonly id: string;
  readonly profile: string;
  readonly site: string;
  readonly channel: 'letter' | 'fax';
  readonly operator: string;
  readonly operator_name: string | null;
  readonly station: string | null;
  readonly received_at: Date;
  readonly created_at: Date;
  readonly state: BatchState;
  readonly announced_sheets: number | null;
  readonly announced_envelopes: number | null;
  readonly note: string | null;
  readonly revision: number;
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
  readonly closed_by_name: string | null;
  readonly count_sheet_sha256: Sha256 | null;
  readonly reason: string | null;
  readonly scan_count: number;
  readonly scans_under_way: number;
  readonly scans_failed: number;
  readonly image_count: number;
  readonly revisions: number;
  readonly document_count: number;
  readonly kept_count: number | null;
  readonly counted_documents: number | null;
}

function toRow(row: SelectedRow) {
  return {
    id: row.id,
    profile: row.profile,
    site: row.site,
    channel: row.channel,
    operator: row.operator,
    operatorName: row.operator_name,
    station: row.station,
    receivedAt: row.received_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    state: row.state,
    announcedSheets: row.announced_sheets,
    announcedEnvelopes: row.announced_envelopes,
    note: row.note,
    revision: row.revision,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    closedByName: row.closed_by_name,
    countSheetSha256: row.count_sheet_sha256,
    reason: row.reason,
    scanCount: row.scan_count,
    scansUnderWay: row.scans_under_way,
    scansFailed: row.scans_failed,
    imageCount: row.image_count,
    /** Another one whenever the batch or one of its scans changed. */
    version: [row.revision, row.scan_count, row.scans_under_way, row.scans_failed, row.revisions].join('.'),
    // While the scans are being divided there are fewer than will come of them.
    documentCount: row.state === 'released' ? (row.counted_documents ?? row.document_count) : null,
    keptCount: row.state === 'released' ? row.kept_count : null,
  };
}

export interface ArchivedCountSheet {
  readonly batchId: BatchId;
  readonly sha256: Sha256;
  readonly retainUntil: Date;
}

/** The count sheets of closed batches, in the order of the batches. */
export async function archivedCountSheets(
  database: Queryable,
  page: { readonly after: BatchId | null; readonly limit: number },
): Promise<readonly ArchivedCountSheet[]> {
  const { rows } = await database.query<ArchivedCountSheet>(
    `select id as "batchId", count_sheet_sha256 as sha256, count_sheet_retain_until as "retainUntil"
       from batches
      where count_sheet_sha256 is not null and ($1::text is null or id > $1)
      order by id limit $2`,
    [page.after, page.limit],
  );
  return rows;
}

/** How batches ended, with their count chains: a page after `after`, in the order in which they were begun. */
export async function closedBatches(
  database: Queryable,
  page: { readonly after: string | null; readonly limit: number },
  range: { readonly since: Date | null; readonly until: Date | null },
) {
  const { rows } = await database.query<{ id: string; countSheetSha256: Sha256 | null }>(
    `select id, profile, site, channel, operator, station, received_at as "receivedAt", state, closed_at as "closedAt",
            closed_by as "closedBy", reason, note, count_chain as "countChain",
            count_sheet_sha256 as "countSheetSha256"
       from batches
      where state <> 'open' and ($1::text is null or id > $1)
        and ($3::timestamptz is null or received_at >= $3) and ($4::timestamptz is null or received_at < $4)
      order by id limit $2`,
    [page.after, page.limit, range.since, range.until],
  );
  return rows;
}
