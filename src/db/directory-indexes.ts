import type { Database, Queryable } from './connection.ts';

/** Of whoever drops or builds the indexes: two imports that end at once build them once. */
const advisoryLock = 7_252_002;
/** Two at once keep two cores busy; a first import has nothing else to do. */
const buildersMax = 2;

export async function isDirectoryEmpty(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ isEmpty: boolean }>('select not exists (select from customers) as "isEmpty"');
  return rows[0]?.isEmpty ?? true;
}

/** The indexes stand in the way of a first import, which builds them at its end. */
export async function dropDirectoryIndexes(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
    await tx.query('select drop_directory_indexes()');
  });
}

/** Builds what is missing, also after an import that was killed. Quick when nothing is. */
export async function buildDirectoryIndexes(
  database: Database,
  onBuilt: (built: number, wanted: number) => void = () => {},
): Promise<void> {
  const missing = async (queryable: Queryable) =>
    (
      await queryable.query<{ name: string; definition: string }>(
        'select name, definition from directory_indexes() where to_regclass(quote_ident(name)) is null',
      )
    ).rows;
  if ((await missing(database)).length === 0) return;
  await database.transaction(async (holder) => {
    await holder.query('set local idle_in_transaction_session_timeout = 0');
    await holder.query('set local statement_timeout = 0');
    await holder.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
    const wanted = [...(await missing(database))];
    const total = wanted.length;
    const buildNext = async (): Promise<void> => {
      for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
        const { definition } = next;
        await database.transaction(async (tx) => {
          await tx.query('set local statement_timeout = 0');
          await tx.query(`set local maintenance_work_mem = '256MB'`);
          await tx.query('set local max_parallel_maintenance_workers = 0');
          await tx.query(definition);
        });
        onBuilt(total - wanted.length, total);
      }
    };
    await Promise.all(Array.from({ length: Math.min(buildersMax, total) }, buildNext));
  });
}

export async function analyseCustomers(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0');
    await tx.query('analyze customers');
  });
}
