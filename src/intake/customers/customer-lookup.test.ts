import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { customerRecord } from '../../testing/customer-record.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { createMemoryDirectory } from '../../testing/memory-directory.ts';
import { createCustomerLookup } from './customer-lookup.ts';
import { upsertCustomer } from './upsert-customer.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await upsertCustomer(database, customerRecord({ customerNumber: '40000001', lastName: 'Müller' }));
});
afterAll(async () => database[Symbol.asyncDispose]());

const live = createMemoryDirectory([
  customerRecord({ customerNumber: '50000001', lastName: 'Krzywinski' }),
  customerRecord({ customerNumber: '50000002', lastName: 'Weber', contractNumbers: ['50000003'] }),
]);

test('a customer is found among the imported ones and in the live directory', async () => {
  const lookUp = createCustomerLookup({ database, live });
  expect((await lookUp('40000001'))?.lastName).toBe('Müller');
  expect((await lookUp('50000001'))?.lastName).toBe('Krzywinski');
});

test('a number that is only the contract of somebody is nobody', async () => {
  const lookUp = createCustomerLookup({ database, live });
  expect(await lookUp('50000003')).toBeNull();
  expect(await lookUp('')).toBeNull();
});

test('without a live directory only imported customers are known', async () => {
  const lookUp = createCustomerLookup({ database, live: null });
  expect(await lookUp('50000001')).toBeNull();
});

test('a live directory that is away is no missing customer', async () => {
  const away = { ...live, candidates: () => Promise.reject(new Error('away')) };
  await expect(createCustomerLookup({ database, live: away })('50000001')).rejects.toThrow('away');
});
