import { type Tray, trays } from '../domain/tray.ts';
import type { Queryable } from './connection.ts';

/** The line at the top of the intake page. "Today" begins at midnight in `timeZone`. */
export async function figures(
  database: Queryable,
  at: { readonly now: Date; readonly timeZone: string; readonly accountId: string },
) {
  const [day, trayRows, others] = await Promise.all([
    database.query<{ received: number; through: number; touchless: number; asked: number }>(
      `with midnight as (select date_trunc('day', $1::timestamptz at time zone $2) at time zone $2 as at),
       finished as (select id from documents where state = 'done' and not is_divided and done_at >= (select at from midnight))
       select (select count(*) from documents where not is_divided and created_at >= (select at from midnight)) as received,
              (select count(*) from finished) as through,
              (select count(*) from documents where state = 'parked' and updated_at >= (select at from midnight)) as asked,
              (select count(*) from finished f where not exists (
                 select 1 from stage_history h where h.document_id = f.id and h.outcome in ('resolved', 'restarted', 'closed'))) as touchless`,
      [at.now, at.timeZone],
    ),
    database.query<{ tray: Tray; waiting: number }>(
      `select tray, count(*) as waiting from documents where state = 'parked' group by tray`,
    ),
    database.query<{ running: number; waiting_items: number; my_items: number }>(
      `select (select count(*) from documents where state = 'ready') + (select count(*) from documents where state = 'running') as running,
              (select count(*) from work_items where state = 'waiting') as waiting_items,
              (select count(*) from work_items where state = 'taken' and taken_by = $1) as my_items`,
      [at.accountId],
    ),
  ]);
  const waiting = new Map(trayRows.rows.map((row) => [row.tray, row.waiting]));
  const { received = 0, through = 0, touchless = 0, asked = 0 } = day.rows[0] ?? {};
  return {
    received,
    through,
    withPerson: trays.reduce((sum, tray) => sum + (waiting.get(tray) ?? 0), 0),
    running: others.rows[0]?.running ?? 0,
    trays: {
      indexing: waiting.get('indexing') ?? 0,
      exceptions: waiting.get('exceptions') ?? 0,
      quarantine: waiting.get('quarantine') ?? 0,
      rescan: waiting.get('rescan') ?? 0,
    },
    waitingItems: others.rows[0]?.waiting_items ?? 0,
    myItems: others.rows[0]?.my_items ?? 0,
    // Of all that came to an end or to a person today: what waits for a person is not touchless, answered or not.
    captureTouchless: through + asked === 0 ? null : touchless / (through + asked),
  };
}
