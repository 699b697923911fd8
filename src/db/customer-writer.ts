import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from './connection.ts';
import { type CustomerRow, customerCopyColumns, customerCopyLine } from './customer-copy-line.ts';
import { type DirectCopy, openDirectCopy } from './direct-copy.ts';

export interface Written {
  readonly inserted: number;
  readonly updated: number;
  /** Staged and already so. */
  readonly unchanged: number;
}

export interface CustomerWriter extends AsyncDisposable {
  /** Sends rows to where `merge` takes them from. Nobody sees them yet. */
  stage(rows: readonly CustomerRow[]): Promise<void>;
  /**
   * Upserts all that was staged, in one transaction: all or none. A row that changes nothing touches nothing. Of rows
   * with the same customer number the one staged last counts.
   */
  merge(): Promise<Written>;
  /**
   * For a directory that was empty: what is staged from now on goes straight into the table, which takes half the work.
   * Only when a customer turns out to be there already is the batch merged after all.
   */
  expectNew(): void;
  /** Lets go of what was staged and not merged. */
  abandon(): Promise<void>;
}

const list = customerCopyColumns.join(', ');
const changing = customerCopyColumns.filter((column) => column !== 'customer_number');

/** Sorted, so that two imports at once take their locks in the same order and wait instead of deadlocking. */
const mergeStatement = `
  with latest as (
    select distinct on (customer_number) * from incoming_customers order by customer_number, ordinal desc
  ), changed as (
    insert into customers (${list}) select ${list} from latest order by customer_number
    on conflict (customer_number) do update
       set ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}, updated_at = now()
     where (${changing.map((column) => `customers.${column}`).join(', ')})
           is distinct from (${changing.map((column) => `excluded.${column}`).join(', ')})
    returning xmax = 0 as is_new
  )
  select count(*) filter (where is_new) as inserted,
         count(*) filter (where not is_new) as updated,
         (select count(*) from latest) - count(*) as unchanged
    from changed`;

const deadlock = '40P01';
/** A first import of the same customers, which takes its locks in the order of its file, may stand in the way. */
const mergesMax = 5;

/**
 * Writes many customers over a connection of its own: rows go by COPY into a temporary table and from there by one
 * merge.
 */
export async function openCustomerWriter(database: Database): Promise<CustomerWriter> {
  const client = await database.connect();
  // A connection whose transaction broke may be in any state; it is closed rather than given back.
  let isBroken = false;
  let hasTable = false;
  let direct: DirectCopy | null = null;
  let expectsNew = false;

  const stageText = async (text: string) => {
    if (!hasTable) {
      await client.query(
        `create temp table incoming_customers (
           like customers including defaults, ordinal bigint generated always as identity)`,
      );
      hasTable = true;
    }
    const copy = client.query(copyFrom(`copy incoming_customers (${list}) from stdin`));
    copy.end(text);
    await finished(copy);
  };

  const mergeStaged = async (): Promise<Written> => {
    if (!hasTable) return { inserted: 0, updated: 0, unchanged: 0 };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await mergeOnce(client);
      } catch (error) {
        await client.query('rollback').catch(() => {
          isBroken = true;
        });
        if (isBroken || attempt >= mergesMax || (error as { code?: string }).code !== deadlock) throw error;
      }
    }
  };

  const abandon = async () => {
    await direct?.abandon().catch(() => {
      isBroken = true;
    });
    direct = null;
  };

  return {
    abandon,
    async stage(rows) {
      if (rows.length === 0) return;
      let text = '';
      for (const row of rows) text += customerCopyLine(row);
      if (!expectsNew) return stageText(text);
      direct ??= await openDirectCopy(client, list);
      await direct.write(text);
    },
    async merge() {
      if (direct === null) return mergeStaged();
      const copied = await direct.finish();
      direct = null;
      if (copied.isWritten) return { inserted: copied.rowCount, updated: 0, unchanged: 0 };
      for (const text of copied.texts) await stageText(text);
      return mergeStaged();
    },
    expectNew() {
      expectsNew = true;
    },
    async [Symbol.asyncDispose]() {
      await abandon();
      if (!isBroken && hasTable) {
        await client.query('drop table if exists incoming_customers').catch(() => {
          isBroken = true;
        });
      }
      client.release(isBroken);
    },
  };
}

async function mergeOnce(client: pg.PoolClient): Promise<Written> {
  await client.query('begin');
  await client.query(`set local statement_timeout = '30min'`);
  await client.query(`set local work_mem = '64MB'`);
  const { rows } = await client.query<Written>(mergeStatement);
  await client.query('truncate incoming_customers');
  await client.query('commit');
  return rows[0] ?? { inserted: 0, updated: 0, unchanged: 0 };
}
