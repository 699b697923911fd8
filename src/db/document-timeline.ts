import type { StageName } from '../domain/stage-name.ts';
import type { Queryable } from './connection.ts';

/** What happened to a document from its arrival to the end of its work item, oldest first. */
export async function documentTimeline(database: Queryable, documentId: string) {
  const { rows } = await database.query<TimelineRow>(
    `with events as (
       select s.created_at as at, 0 as source, 0::bigint as position, null::text as stage, 'received' as outcome, s.created_by as actor,
              null::integer as attempt, null::double precision as took, null::jsonb as detail
         from documents d join submissions s on s.id = d.submission_id where d.id = $1
       union all
       select finished_at, 1, id, stage, outcome, actor, attempt, extract(epoch from finished_at - started_at) * 1000, detail
         from stage_history where document_id = $1
       union all
       select created_at, 2, 0, null, 'offered', null, null, null, jsonb_build_object('code', 'workItem.' || queue, 'message', queue)
         from work_items where document_id = $1
       union all
       select taken_at, 3, 0, null, 'taken', taken_by, null, null, null from work_items where document_id = $1 and taken_at is not null
       union all
       select completed_at, 4, 0, null, 'completed', completed_by, null, null,
              jsonb_build_object('code', 'disposition.' || disposition, 'message', coalesce(note, disposition))
         from work_items where document_id = $1 and completed_at is not null
     )
     select e.*, a.display_name as actor_name from events e left join accounts a on a.id = e.actor
      order by e.at, e.source, e.position`,
    [documentId],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    stage: row.stage,
    outcome: row.outcome,
    actor: row.actor,
    actorName: row.actor_name,
    attempt: row.attempt,
    durationMs: row.took === null ? null : Math.round(row.took),
    detail: asProblem(row.detail),
  }));
}

interface TimelineRow {
  readonly at: Date;
  readonly stage: StageName | null;
  readonly outcome: string;
  readonly actor: string | null;
  readonly actor_name: string | null;
  readonly attempt: number | null;
  readonly took: number | null;
  readonly detail: Detail | null;
}

interface Detail {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly params?: unknown;
}

/** History details are problems, or a person's reason in words. */
function asProblem(detail: Detail | null) {
  if (detail === null) return null;
  const message = detail.message ?? detail.reason;
  if (typeof message !== 'string') return null;
  const code = typeof detail.code === 'string' ? detail.code : 'person.reason';
  const params = Object.entries((detail.params ?? {}) as object).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { code, message, ...(params.length > 0 ? { params: Object.fromEntries(params) } : {}) };
}
