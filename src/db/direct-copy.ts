import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows on their way straight into `customers`, in one transaction. */
export interface DirectCopy {
  /** Resolves when the connection takes more. What the database says about it is told by `finish`. */
  write(text: string): Promise<void>;
  /** Commits; or, where a customer was there already, rolls back and gives back what was written. */
  finish(): Promise<
    | { readonly isWritten: true; readonly rowCount: number }
    | { readonly isWritten: false; readonly texts: readonly string[] }
  >;
  abandon(): Promise<void>;
}

/** Unique violation, deadlock: somebody else has or writes one of these customers. */
const taken = new Set(['23505', '40P01']);

export async function openDirectCopy(client: pg.PoolClient, columns: string): Promise<DirectCopy> {
  await client.query('begin');
  await client.query('set local statement_timeout = 0');
  // What finds the customers is built in a transaction that waits for the disk, and these before it.
  await client.query('set local synchronous_commit = off');
  const copy = client.query(copyFrom(`copy customers (${columns}) from stdin`));
  const texts: string[] = [];
  let failure: Error | null = null;
  // Noted at once: a stream that goes on after the database has refused it breaks the process.
  copy.on('error', (error) => {
    failure = error;
  });
  const ended = finished(copy).catch(() => {});
  return {
    async write(text) {
      texts.push(text);
      if (failure !== null || copy.write(text)) return;
      await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), ended]);
    },
    async finish() {
      if (failure === null) copy.end();
      await ended;
      if (failure === null) {
        await client.query('commit');
        return { isWritten: true, rowCount: copy.rowCount };
      }
      await client.query('rollback');
      if (!taken.has((failure as { code?: string }).code ?? '')) throw failure;
      return { isWritten: false, texts };
    },
    async abandon() {
      if (failure === null) copy.destroy(new Error('The import was ended.'));
      await ended;
      await client.query('rollback');
    },
  };
}
