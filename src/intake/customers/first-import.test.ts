import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { createPostgresDirectory } from '../../db/customer-directory.ts';
import { countCustomers, customerByNumber } from '../../db/customers.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { importCustomers } from './import-customers.ts';

// A first import of several batches goes straight into the table from its second batch on.

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());
beforeEach(async () => {
  await database.query('truncate customers cascade');
});

const batchRows = 500;
const header = 'customer_number,last_name,contract_numbers';
async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(`${[header, ...lines].join('\n')}\n`);
  for (let at = 0; at < bytes.length; at += 5000) yield bytes.subarray(at, at + 5000);
}
const linesUpTo = (count: number) =>
  Array.from({ length: count }, (_, at) => `${at},Name${at},VN${at};VX${at};VY${at}`);
const find = async (value: string) =>
  (
    await createPostgresDirectory(database).candidates([{ kind: 'identifier', value }], 5, new AbortController().signal)
  ).map(({ customerNumber }) => customerNumber);

test('counts every customer as new and finds each by any of its numbers', async () => {
  const report = await importCustomers(database, bytesOf(linesUpTo(2600)), { batchRows });
  expect(report).toMatchObject({ read: 2600, inserted: 2600, updated: 0, unchanged: 0, rejectedCount: 0 });
  for (const value of ['2599', 'VN2599', 'VX2599', 'VY2599']) expect(await find(value)).toEqual(['2599']);
});

test('a customer that comes again, in the same batch or another, counts as the later line says', async () => {
  const lines = linesUpTo(2600);
  lines[700] = '699,Neu,';
  lines[1900] = '3,Später,';
  const report = await importCustomers(database, bytesOf(lines), { batchRows });
  expect(report).toMatchObject({ read: 2600, inserted: 2598, updated: 1 });
  expect(await customerByNumber(database, '699')).toMatchObject({ lastName: 'Neu', contractNumbers: [] });
  expect(await customerByNumber(database, '3')).toMatchObject({ lastName: 'Später' });
  expect(await find('VN3')).toEqual([]);
  expect(await countCustomers(database)).toBe(2598);
});

test('values too long for an index are left out with a reason, or kept and only not searched by', async () => {
  const long = 'ä'.repeat(450);
  const lines = linesUpTo(1200);
  lines[800] = `800,${long},`;
  lines[801] = `801,"${Array.from({ length: 900 }, (_, at) => `Halt ${at}`).join(';')}",`;
  lines[802] = `${'8'.repeat(300)},Meier,`;
  const report = await importCustomers(database, bytesOf(lines), { batchRows });
  expect(report).toMatchObject({ inserted: 1199, rejectedCount: 1 });
  expect(report.rejected).toEqual([{ line: 804, reason: 'customer_number has more than 200 characters' }]);
  expect(await customerByNumber(database, '800')).toMatchObject({ lastName: long });
});

test('a broken quote far down the file costs its own line and is told with its number', async () => {
  const lines = linesUpTo(2600);
  lines[1998] = '1998,"Name 1998,VN1998';
  const report = await importCustomers(database, bytesOf(lines), { batchRows });
  expect(report).toMatchObject({ read: 2600, inserted: 2599, rejectedCount: 1 });
  expect(report.rejected).toEqual([{ line: 2000, reason: 'a quote is opened and not closed' }]);
  expect([await find('VN1997'), await find('VN1998'), await find('VN1999')]).toEqual([['1997'], [], ['1999']]);
});

test('says step by step how far it has come with what finds the customers', async () => {
  const steps: [number, number][] = [];
  await importCustomers(database, bytesOf(linesUpTo(1200)), {
    batchRows,
    onFinishing: (done, all) => steps.push([done, all]),
  });
  const [done, all] = steps.at(-1) ?? [0, 0];
  expect(all).toBeGreaterThan(5);
  expect(done).toBe(all);
});
