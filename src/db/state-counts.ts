import type { Queryable } from './connection.ts';

export interface StateCounts {
  readonly documents: readonly {
    readonly stage: string;
    readonly state: string;
    readonly tray: string | null;
    readonly count: number;
  }[];
  readonly workItems: readonly { readonly queue: string; readonly state: string; readonly count: number }[];
  readonly undelivered: number;
}

/** How much stands where. What is under way is counted by small indexes; what is done is counted for the last day only. */
export async function countStates(database: Queryable, now: Date): Promise<StateCounts> {
  const [documents, workItems, outbox] = await Promise.all([
    database.query<StateCounts['documents'][number]>(
      `select stage, state, tray, count(*) as count from documents where state = 'ready' group by 1, 2, 3
       union all select stage, state, tray, count(*) from documents where state = 'running' group by 1, 2, 3
       union all select stage, state, tray, count(*) from documents where state = 'parked' group by 1, 2, 3
       union all select stage, state, tray, count(*) from documents
                  where state = 'done' and done_at > $1::timestamptz - interval '1 day' group by 1, 2, 3`,
      [now],
    ),
    database.query<StateCounts['workItems'][number]>(
      `select queue, state, count(*) as count from work_items where state = 'waiting' group by 1, 2
       union all select queue, state, count(*) from work_items where state = 'taken' group by 1, 2`,
    ),
    database.query<{ count: number }>('select count(*) as count from outbox where delivered_at is null'),
  ]);
  return { documents: documents.rows, workItems: workItems.rows, undelivered: outbox.rows[0]?.count ?? 0 };
}
