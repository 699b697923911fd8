import pg from 'pg';
import { MailroomError } from '../domain/errors.ts';

/** Something that answers SQL: the pool, or one connection inside a transaction. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
    /** Names a statement that runs all the time: each connection plans it once instead of every time. */
    preparedAs?: string,
  ): Promise<{ readonly rows: readonly Row[]; readonly rowCount: number }>;
}

export interface Database extends Queryable, AsyncDisposable {
  readonly url: string;
  /** Commits when `work` resolves, rolls back when it throws. Do nothing slow inside: no network, no files. */
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>;
  /** A connection of its own that reports notifications until disposed; reconnects by itself. */
  listen(channel: string, hear: (payload: string) => void): Promise<AsyncDisposable>;
  /** For libraries that bring their own SQL (COPY streams). The caller must release it. */
  connect(): Promise<pg.PoolClient>;
}

// bigint columns here are counters and byte lengths, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Dates without a time stay text: a JavaScript Date would move them across time zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export function openDatabase(url: string, options: { readonly connectionsMax?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 10_000,
    // A statement that runs longer than this holds locks that others wait for; imports and verification set their own.
    options: '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000',
  });
  // An idle connection that breaks is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => {});

  return {
    url,
    query: (sql, values, preparedAs) => run(pool, sql, values, preparedAs),
    async transaction(work) {
      const client = await connect(pool);
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work({ query: (sql, values, preparedAs) => run(client, sql, values, preparedAs) });
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((rollbackError: Error) => {
          broken = rollbackError;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    listen: (channel, hear) => listen(url, channel, hear),
    connect: () => connect(pool),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function run<Row extends object>(
  target: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly unknown[] = [],
  preparedAs?: string,
) {
  const statement = {
    text: sql,
    values: values as unknown[],
    ...(preparedAs === undefined ? {} : { name: preparedAs }),
  };
  const result = await target.query<Row>(statement).catch((error: unknown) => {
    throw asUnreachable(error);
  });
  return { rows: result.rows, rowCount: result.rowCount ?? 0 };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw asUnreachable(error);
  });
}

const unreachableCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', '57P01', '57P02', '57P03']);

function asUnreachable(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  const text = error instanceof Error ? error.message : '';
  if (!unreachableCodes.has(code) && !/Connection terminated|timeout exceeded when trying to connect/.test(text))
    return error;
  return new MailroomError(
    'database.unreachable',
    'The database does not answer. Check that PostgreSQL runs and DATABASE_URL is right.',
    {
      retry: 'later',
      cause: error,
    },
  );
}

async function listen(url: string, channel: string, hear: (payload: string) => void): Promise<AsyncDisposable> {
  let isDisposed = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', (message) => hear(message.payload ?? ''));
    next.on('error', () => {});
    next.on('end', () => {
      if (!isDisposed) retry = setTimeout(() => void open().catch(() => next.emit('end')), 500);
    });
    await next.connect();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
  };

  await open();
  return {
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
