import type { Channel } from '../domain/channel.ts';
import type { Queryable } from './connection.ts';

export interface Span {
  readonly since: Date;
  readonly until: Date;
  /** Where weeks begin. */
  readonly timeZone: string;
}

/** Sums over the checks of one class, channel and week (its Monday) of decisions, unsettled ones counted as wrong. */
export interface CheckSums {
  readonly classKey: string;
  readonly channel: Channel;
  readonly week: string;
  readonly count: number;
  readonly weight: number;
  readonly weightSquared: number;
  readonly rightCount: number;
  readonly rightWeight: number;
}

export type CheckedPart = 'class' | 'customer';

const week = (instant: string, zone: string) => `date_trunc('week', ${instant} at time zone ${zone})::date`;

/** A disputed part counts as wrong until somebody has looked: proof is what is left of doubt. */
export async function checkSums(database: Queryable, part: CheckedPart, span: Span): Promise<readonly CheckSums[]> {
  const right = part === 'class' ? 'coalesce(k.is_class_right, false)' : 'coalesce(k.is_customer_right, false)';
  const counts = part === 'class' ? 'not q.is_class_given' : 'q.is_customer_asked';
  const { rows } = await database.query<CheckSums>(
    `select q.class_key as "classKey", q.channel, ${week('q.at', '$3')} as week, count(*) as count, sum(1 / q.probability) as weight,
            sum(1 / (q.probability * q.probability)) as "weightSquared", count(*) filter (where ${right}) as "rightCount",
            coalesce(sum(1 / q.probability) filter (where ${right}), 0) as "rightWeight"
       from quality_decisions q join quality_checks k using (document_id, generation)
      where q.is_drawn and q.at >= $1 and q.at < $2 and k.state <> 'open' and ${counts}
      group by 1, 2, 3`,
    [span.since, span.until, span.timeZone],
  );
  return rows;
}

export interface CheckCounts {
  readonly open: number;
  readonly disputed: number;
  readonly oldestOpenAt: Date | null;
  /** Errors that nobody has corrected yet. */
  readonly uncorrected: number;
}

export async function checkCounts(database: Queryable): Promise<CheckCounts> {
  const { rows } = await database.query<CheckCounts>(
    `select (select count(*) from quality_checks where state = 'open') as open,
            (select count(*) from quality_checks where state = 'disputed') as disputed,
            (select min(drawn_at) from quality_checks where state <> 'settled') as "oldestOpenAt",
            (select count(*) from quality_checks k join documents d on d.id = k.document_id
              where k.state = 'settled' and not (k.is_class_right and k.is_customer_right)
                and (k.reopened_as is null or d.state = 'parked' or d.generation < k.reopened_as)) as uncorrected`,
  );
  return rows[0] ?? { open: 0, disputed: 0, oldestOpenAt: null, uncorrected: 0 };
}

export interface SeenCount {
  readonly classKey: string | null;
  readonly confidenceBin: number;
  readonly knownBin: number | null;
  readonly count: number;
}

/**
 * What the machine said of each document in a span of time, decided alone or not: a person's later answer replaces the
 * class in the document's row but not in what is kept here. Bins are the upper bounds they end at.
 */
export async function seenCounts(
  database: Queryable,
  span: { readonly since: Date; readonly until: Date; readonly model: string | null },
  bins: { readonly confidence: readonly number[]; readonly known: readonly number[] },
): Promise<readonly SeenCount[]> {
  const { rows } = await database.query<SeenCount>(
    `with seen as (
       select class_key, class_confidence as confidence, known_share, model from quality_decisions where at >= $1 and at < $2
       union all
       select c.machine -> 'classification' ->> 'key', (c.machine -> 'classification' ->> 'confidence')::real,
              (c.machine -> 'classification' ->> 'knownShare')::real, c.model ->> 'version'
         from corrections c
        where c.kind = 'answer' and not exists (select 1 from quality_decisions q where q.document_id = c.document_id) and c.at >= $1 and c.at < $2 and c.machine -> 'classification' is not null
       union all
       select d.facts -> 'classification' ->> 'key', (d.facts -> 'classification' ->> 'confidence')::real,
              (d.facts -> 'classification' ->> 'knownShare')::real, d.facts -> 'classification' -> 'classifier' ->> 'version'
         from documents d
        where d.state = 'parked' and d.tray = 'indexing'
          -- What quality control brought back is counted by its decision.
          and not exists (select 1 from quality_decisions q where q.document_id = d.id) and d.updated_at >= $1 and d.updated_at < $2
          and d.facts -> 'classification' is not null)
     select class_key as "classKey", width_bucket(confidence::double precision, $3::double precision[]) as "confidenceBin",
            width_bucket(known_share::double precision, $4::double precision[]) as "knownBin", count(*) as count
       from seen where $5::text is null or model = $5 group by 1, 2, 3`,
    [span.since, span.until, bins.confidence, bins.known, span.model],
  );
  return rows;
}

/** The model that decided last, and when it first did. */
export async function modelInUse(
  database: Queryable,
): Promise<{ readonly model: string; readonly since: Date } | null> {
  const { rows } = await database.query<{ model: string; since: Date }>(
    `with last as (select model from quality_decisions where model is not null order by at desc limit 1)
     select last.model, (select min(at) from quality_decisions q where q.model = last.model) as since from last`,
  );
  return rows[0] ?? null;
}

/** Documents that were decided alone, newest first; says nothing of which were drawn. */
export async function listDecisions(
  database: Queryable,
  filter: {
    readonly class?: string | undefined;
    readonly channel?: string | undefined;
    readonly since: Date;
    readonly until: Date;
  },
  limit: number,
) {
  const { rows } = await database.query<{
    documentId: string;
    at: Date;
    channel: Channel;
    classKey: string;
    classConfidence: number;
  }>(
    `select document_id as "documentId", at, channel, class_key as "classKey", class_confidence as "classConfidence"
       from quality_decisions
      where at >= $1 and at < $2 and ($3::text is null or class_key = $3) and ($4::text is null or channel = $4)
      order by at desc limit $5`,
    [filter.since, filter.until, filter.class ?? null, filter.channel ?? null, limit],
  );
  return rows;
}
