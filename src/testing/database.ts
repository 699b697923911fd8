import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../db/connection.ts';
import { type TestServer, urlOfDatabase } from './test-server.ts';

let asked: Promise<TestServer> | null = null;

/**
 * A fresh, migrated database of its own, gone when disposed: `await using database = await openTestDatabase()`.
 * On the embedded server of this test run, or on the one that MAILROOM_TEST_DATABASE_URL names.
 */
export async function openTestDatabase(options: { readonly connectionsMax?: number } = {}): Promise<Database> {
  asked ??= askForServer(inject('testServerAddress'));
  const server = await asked;
  const name = `${server.template}_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name} template ${server.template} strategy file_copy`);
  const database = openDatabase(urlOfDatabase(server.url, name), options);
  return {
    ...database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function askForServer(address: string): Promise<TestServer> {
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) throw new Error(`The test database server did not start: ${text}`);
  return JSON.parse(text) as TestServer;
}

async function administer(server: TestServer, sql: string): Promise<void> {
  await using maintenance = openDatabase(server.url, { connectionsMax: 1 });
  await maintenance.query(sql);
}
