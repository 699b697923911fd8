import pg from 'pg';
import { readPassword, superuser } from './create-cluster.ts';
import type { ServerPlace } from './server-place.ts';

const databaseName = 'mailroom';

export async function serverUrl(place: ServerPlace, port: number, database: string = databaseName): Promise<string> {
  return `postgres://${superuser}:${await readPassword(place)}@127.0.0.1:${port}/${database}`;
}

export async function createDatabaseIfMissing(place: ServerPlace, port: number): Promise<void> {
  await query(await serverUrl(place, port, 'postgres'), `create database ${databaseName}`).catch(
    (error: { code?: string }) => {
      if (error.code !== '42P04') throw error;
    },
  );
}

/** The password exchange proves both sides: the server shows that it knows our password's digest. */
export async function proveServer(place: ServerPlace, port: number): Promise<void> {
  await query(await serverUrl(place, port, 'postgres'), 'select 1');
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}
