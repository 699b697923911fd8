import { expect, test } from 'vitest';
import { openTestDatabase } from './database.ts';

test('every test database is migrated, empty and its own', async () => {
  await using one = await openTestDatabase();
  await using two = await openTestDatabase();
  await one.query("insert into settings (key, value) values ('a', '1')");
  expect((await one.query('select key from settings')).rows).toEqual([{ key: 'a' }]);
  expect((await two.query('select key from settings')).rows).toEqual([]);
});

test('a disposed test database is gone', async () => {
  const gone = await openTestDatabase();
  const { rows } = await gone.query<{ name: string }>('select current_database() as name');
  await gone[Symbol.asyncDispose]();
  await using other = await openTestDatabase();
  const left = await other.query('select 1 from pg_database where datname = $1', [rows[0]?.name]);
  expect(left.rowCount).toBe(0);
});
