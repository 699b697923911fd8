import type { Channel } from '../domain/channel.ts';
import type { Database, Queryable } from './connection.ts';
import type { Span } from './quality-figures.ts';

export interface TouchlessCount {
  readonly classKey: string | null;
  readonly channel: Channel;
  /** Its Monday, YYYY-MM-DD. */
  readonly week: string;
  /** Went to the work queue and no person looked. */
  readonly alone: number;
  /** Came to a person at least once, whatever became of it; counted on the first day it did. */
  readonly asked: number;
}

/** A first count of a year takes some steps; each is one statement with the time limit of any other. */
const daysAtOnceMax = 14;

/** Counts of the rows from one instant to another by local day. `asked` is a document's first time before a person. */
const countsByDay = (from: string, to: string, zone: string) => `
  select day, class_key, channel, sum(alone)::integer as alone, sum(asked)::integer as asked
    from (select (at at time zone ${zone})::date as day, class_key, channel, count(*) as alone, 0 as asked
            from quality_decisions where at >= ${from} and at < ${to} group by 1, 2, 3
          union all
          select (h.finished_at at time zone ${zone})::date, d.class_key, d.channel, 0, count(*)
            from stage_history h join documents d on d.id = h.document_id
           where h.outcome = 'parked' and h.finished_at >= ${from} and h.finished_at < ${to}
             and not exists (select 1 from stage_history earlier
                              where earlier.document_id = h.document_id and earlier.outcome = 'parked' and earlier.id < h.id)
           group by 1, 2, 3) counted
   group by 1, 2, 3`;

/**
 * Touchless counts by week: days that are over from what was counted once, the rest from the rows. Whole days of the
 * company's time zone, the first one of the span included.
 */
export async function touchlessCounts(database: Database, span: Span, now: Date): Promise<readonly TouchlessCount[]> {
  await countFinishedDays(database, span.timeZone, now);
  const { rows } = await database.query<TouchlessCount>(
    `with through as (select day from touchless_through),
     since as (select coalesce((select (day + 1)::timestamp at time zone $3 from through), $1) as at),
     live as (${countsByDay('(select greatest(at, $1) from since)', '$2', '$3')}),
     days as (select day, class_key, channel, alone, asked from touchless_days
               where day >= ($1::timestamptz at time zone $3)::date and day <= (select day from through)
              union all select * from live)
     select class_key as "classKey", channel, date_trunc('week', day)::date as week, sum(alone)::integer as alone,
            sum(asked)::integer as asked
       from days group by 1, 2, 3`,
    [span.since, span.until, span.timeZone],
  );
  return rows;
}

/** Counts the days that are over and were not counted yet; two hours late, so that nothing is still on its way. */
async function countFinishedDays(database: Database, timeZone: string, now: Date): Promise<void> {
  for (;;) {
    const isDone = await database.transaction((tx) => countSomeDays(tx, timeZone, now));
    if (isDone) return;
  }
}

async function countSomeDays(tx: Queryable, timeZone: string, now: Date): Promise<boolean> {
  // One at a time: two would count the same days twice.
  await tx.query(`select pg_advisory_xact_lock(hashtext('touchless_days'))`);
  const { rows: known } = await tx.query<{ day: string; time_zone: string }>(
    'select day, time_zone from touchless_through',
  );
  if (known[0] !== undefined && known[0].time_zone !== timeZone) {
    await tx.query('delete from touchless_through');
    await tx.query('delete from touchless_days');
  }
  const { rows } = await tx.query<{ first: string; last: string }>(
    `with bounds as (
       select coalesce((select day + 1 from touchless_through),
                       least((select min(at) from quality_decisions),
                             (select min(finished_at) from stage_history where outcome = 'parked')) at time zone $1)::date as first,
              (($2::timestamptz - interval '2 hours') at time zone $1)::date - 1 as last)
     select first, least(last, first + ${daysAtOnceMax - 1}) as last from bounds where first <= last`,
    [timeZone, now],
  );
  const [span] = rows;
  if (span === undefined) return true;
  await tx.query(
    `insert into touchless_days (day, class_key, channel, alone, asked)
     ${countsByDay('($1::date::timestamp at time zone $3)', '(($2::date + 1)::timestamp at time zone $3)', '$3')}`,
    [span.first, span.last, timeZone],
  );
  await tx.query(
    `insert into touchless_through (day, time_zone) values ($1, $2)
     on conflict (is_only) do update set day = excluded.day, time_zone = excluded.time_zone`,
    [span.last, timeZone],
  );
  return false;
}
