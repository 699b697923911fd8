import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { createPostgresDirectory } from '../../db/customer-directory.ts';
import { countCustomers, customerByNumber } from '../../db/customers.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { findCustomers } from './find-customers.ts';
import { type CustomerImportOptions, importCustomers } from './import-customers.ts';
import { mendDirectory } from './keep-directory.ts';
import { upsertCustomer } from './upsert-customer.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());
beforeEach(async () => {
  await database.query('truncate customers cascade');
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
const importText = (text: string, options?: CustomerImportOptions) => importCustomers(database, bytesOf(text), options);

const header =
  'customer_number,kind,salutation,title,first_name,last_name,organisation,birth_date,street,house_number,postcode,city,country,email,phone,iban,contract_numbers,meter_numbers';
const sabine =
  '40123456,person,Frau,Dr.,Sabine,Müller,,1961-04-03,Bergstraße,74,30159,Hannover,de,Sabine.Mueller@Example.org,0511 123456,DE89 3704 0044 0532 0130 00,VN 1;VN-2;VN 1,1ESY1161234567';
const bakery = 'K-3,,,,,,"Bäckerei ""Meier"" GmbH, Aurich",,Marktplatz,1,26603,Aurich,,,,,,';

describe('customer import', () => {
  test('normalises what the contract says and keeps the rest as it is', async () => {
    const report = await importText(`\ufeff${header}\r\n${sabine}\r\n${bakery}\r\n`);
    expect(report).toEqual({
      read: 2,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      rejectedCount: 0,
      rejected: [],
      unknownColumns: [],
    });
    expect(await customerByNumber(database, '40123456')).toEqual({
      customerNumber: '40123456',
      kind: 'person',
      salutation: 'Frau',
      title: 'Dr.',
      firstName: 'Sabine',
      lastName: 'Müller',
      organisation: null,
      birthDate: '1961-04-03',
      street: 'Bergstraße',
      houseNumber: '74',
      postcode: '30159',
      city: 'Hannover',
      country: 'DE',
      email: 'sabine.mueller@example.org',
      phone: '+49511123456',
      iban: 'DE89370400440532013000',
      contractNumbers: ['VN 1', 'VN-2'],
      meterNumbers: ['1ESY1161234567'],
    });
    expect(await customerByNumber(database, 'K-3')).toMatchObject({
      kind: 'organisation',
      organisation: 'Bäckerei "Meier" GmbH, Aurich',
    });
  });

  test('columns come in any order, unknown ones are named and ignored', async () => {
    const report = await importText('Last_Name,loyalty,customer_number\nMüller,gold,1\nSchulz,,2\n');
    expect(report).toMatchObject({ inserted: 2, unknownColumns: ['loyalty'] });
    expect(await customerByNumber(database, '2')).toMatchObject({ lastName: 'Schulz', kind: 'person' });
  });

  test('the same file twice changes nothing', async () => {
    await importText(`${header}\n${sabine}\n${bakery}\n`);
    const before = await database.query('select xmin::text, ctid::text from customers order by customer_number');
    const again = await importText(`${header}\n${sabine}\n${bakery}\n`);
    expect(again).toMatchObject({ read: 2, inserted: 0, updated: 0, unchanged: 2 });
    const after = await database.query('select xmin::text, ctid::text from customers order by customer_number');
    expect(after.rows).toEqual(before.rows);
  });

  test('a changed customer is found by the new identifiers and no longer by the old', async () => {
    await importText(`${header}\n${sabine}\n`);
    const moved = sabine.replace('VN 1;VN-2;VN 1', 'VN 1;VN-9').replace('Bergstraße', 'Lindenweg');
    expect(await importText(`${header}\n${moved}\n`)).toMatchObject({ updated: 1, inserted: 0, unchanged: 0 });
    const directory = createPostgresDirectory(database);
    const find = async (value: string) =>
      (await directory.candidates([{ kind: 'identifier', value }], 5, new AbortController().signal)).length;
    expect([await find('VN1'), await find('VN2'), await find('VN9')]).toEqual([1, 0, 1]);
    const byStreet = (street: string) =>
      directory.candidates([{ kind: 'nameStreet', name: 'mueller', street }], 5, new AbortController().signal);
    expect([(await byStreet('lindenweg')).length, (await byStreet('bergstrasse')).length]).toEqual([1, 0]);
  });

  test('a bad line is reported with its number and reason and stops nothing', async () => {
    const report = await importText(
      [
        'customer_number,last_name,birth_date,kind,country',
        '1,Müller,1961-04-03,person,DE',
        ',Schulz,,,',
        '3,,,,',
        '4,Meier,03.04.1961,,',
        '5,Meier,1961-02-30,,',
        '6,Meier,,company,',
        '7,Meier,,,Germany',
        '8,Meier,,',
        '9,"Meier,,,',
        '10,Weiß,,,',
      ].join('\n'),
    );
    expect(report).toMatchObject({ read: 10, inserted: 2, rejectedCount: 8 });
    expect(report.rejected.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(report.rejected.map(({ reason }) => reason)).toEqual([
      'customer_number is missing',
      'one of last_name and organisation is needed',
      'birth_date is "03.04.1961"; a date like 1961-04-03 is needed',
      'birth_date is "1961-02-30"; a date like 1961-04-03 is needed',
      'kind is "company"; person or organisation is needed',
      'country is "GERMANY"; two letters like DE are needed',
      'has 4 fields, the header has 5',
      'a quote is opened and not closed',
    ]);
    expect(await customerByNumber(database, '10')).toMatchObject({ lastName: 'Weiß' });
  });

  test('what PostgreSQL could take for syntax is only text', async () => {
    const odd = ['\\N', '{a,b}', 'NULL', `'; drop table customers; --`, 'a\tb', '\\', '"'];
    const rows = odd.map(
      (name, at) => `${at},"${name.replaceAll('"', '""')}",${at === 1 ? '"x;{NULL};\\;""q"""' : ''}`,
    );
    const report = await importText(`customer_number,last_name,contract_numbers\n${rows.join('\n')}\n`);
    expect(report).toMatchObject({ inserted: odd.length, rejectedCount: 0 });
    for (const [at, name] of odd.entries()) expect((await customerByNumber(database, String(at)))?.lastName).toBe(name);
    expect((await customerByNumber(database, '1'))?.contractNumbers).toEqual(['x', '{NULL}', '\\', '"q"']);
  });

  test('a customer that comes twice counts as the later line says', async () => {
    const report = await importText('customer_number,last_name\n1,Alt\n2,Schulz\n1,Neu\n');
    expect(report).toMatchObject({
      inserted: 2,
      rejectedCount: 1,
      rejected: [{ line: 2, reason: 'customer_number 1 comes again in line 4, which counts' }],
    });
    expect(await customerByNumber(database, '1')).toMatchObject({ lastName: 'Neu' });
  });

  test.each([
    ['', 'The file is empty'],
    ['a,b\n1,2\n', 'The header needs customer_number'],
    ['customer_number;last_name\n1;Müller\n', 'Separate columns by commas'],
    ['customer_number,last_name,last_name\n', 'stands twice'],
  ])('a file that cannot be one is refused: %j', async (text, message) => {
    await expect(importText(text)).rejects.toThrow(message);
  });

  test('an abort keeps whole batches, and importing again completes them', async () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => `${at},Name${at}`);
    const text = `customer_number,last_name\n${rows.join('\n')}\n`;
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = (read: number) => {
      seen.push(read);
      if (read > 7000) controller.abort();
    };
    await expect(importText(text, { onProgress, signal: controller.signal, batchRows: 3000 })).rejects.toThrow();
    const kept = await countCustomers(database);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(12_000);
    expect(seen.length).toBeGreaterThan(0);
    expect(await importText(text)).toMatchObject({ read: 12_000, inserted: 12_000 - kept, unchanged: kept });
  });

  test('two imports at once of the same file make one of everything', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `${at},Name${at},VN${at}`);
    const text = `customer_number,last_name,contract_numbers\n${rows.join('\n')}\n`;
    const backwards = `customer_number,last_name,contract_numbers\n${rows.reverse().join('\n')}\n`;
    const reports = await Promise.all([
      importText(text, { batchRows: 500 }),
      importText(backwards, { batchRows: 700 }),
    ]);
    expect(reports.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(3000);
    expect(await countCustomers(database)).toBe(3000);
  });

  test('one customer can be added, changed and left alone', async () => {
    await importText(`${header}\n${sabine}\n`);
    const record = await customerByNumber(database, '40123456');
    if (!record) throw new Error('The customer was imported and is not there.');
    expect(await upsertCustomer(database, record)).toBe('unchanged');
    expect(await upsertCustomer(database, { ...record, phone: null })).toBe('updated');
    expect(await upsertCustomer(database, { ...record, customerNumber: 'new' })).toBe('inserted');
  });
});

describe('what finds customers', () => {
  const indexes = async () =>
    (await database.query<{ name: string }>(`select indexname as name from pg_indexes where tablename = 'customers'`))
      .rows.length;
  const words = async () =>
    (
      await database.query<{ text: string }>(
        `select kind || ' ' || word || ' ' || count as text from directory_words order by kind, word`,
      )
    ).rows.map(({ text }) => text);
  beforeEach(async () => {
    await database.query('truncate directory_words');
  });

  test('stands again after a first import of many batches, and its words are counted', async () => {
    const before = await indexes();
    const rows = Array.from({ length: 5000 }, (_, at) => `${at},${at % 2 ? 'Müller' : 'Krzywinski'},26721,Emden`);
    await importText(`customer_number,last_name,postcode,city\n${rows.join('\n')}\n`, { batchRows: 1000 });
    expect(await indexes()).toBe(before);
    expect(await words()).toEqual(['lastName krzywinski 2500', 'lastName mueller 2500', 'place 26721 emden 5000']);
  });

  test('stands again after a first import that broke off', async () => {
    const before = await indexes();
    const rows = Array.from({ length: 5000 }, (_, at) => `${at},Name${at}`);
    const controller = new AbortController();
    const onProgress = (read: number) => {
      if (read > 3500) controller.abort();
    };
    const text = `customer_number,last_name\n${rows.join('\n')}\n`;
    await expect(importText(text, { batchRows: 1000, onProgress, signal: controller.signal })).rejects.toThrow();
    expect(await indexes()).toBe(before);
  });

  test('is mended after an import that was killed', async () => {
    await importText(`${header}\n${sabine}\n`);
    const before = await indexes();
    await database.query('select drop_directory_indexes()');
    await database.query('update directory_state set forms_version = 0');
    await mendDirectory(database);
    expect(await indexes()).toBe(before);
    expect(await words()).toContain('lastName mueller 1');
  });

  test('learns the words of a single customer', async () => {
    await importText(`${header}\n${sabine}\n`);
    const record = await customerByNumber(database, '40123456');
    if (!record) throw new Error('The customer was imported and is not there.');
    await upsertCustomer(database, { ...record, customerNumber: '2', lastName: 'Krzywinski' });
    expect(await words()).toContain('lastName krzywinski 1');
  });
});

describe('customer search', () => {
  beforeEach(async () => {
    await importText(
      `${header}\n${sabine}\n${bakery}\n40123457,person,,,Peter,Müller,,,Bergstraße,74,30159,Hannover,,,,,,\n7,person,,,Anna,Müllerschön,,,,,10115,Berlin,,,,,,\n8,person,,,Jörg,von der Heide,,,,,30159,Hannover,,,,,,\n`,
    );
  });

  test.each([
    ['40123456', ['40123456']],
    ['4012345', ['40123457', '40123456']],
    ['401 234 56', ['40123456']],
    ['vn 2', ['40123456']],
    ['k-3', ['K-3']],
    ['1ESY1161', ['40123456']],
    ['DE89 3704 0044', ['40123456']],
    ['sabine.mueller@', ['40123456']],
    ['0511 123456', ['40123456']],
    ['müller', ['40123457', '40123456', '7']],
    ['Mueller', ['40123457', '40123456', '7']],
    ['Sabine Müller', ['40123456']],
    ['Müller, Sabine', ['40123456']],
    ['Müller 10115', ['7']],
    ['Bäckerei Meier', ['K-3']],
    ['von der Heide', ['8']],
    ['Jörg von der Heide', ['8']],
    ['10115', ['7']],
    ['niemand', []],
    ['%', []],
  ])('%s finds %j', async (query, expected) => {
    expect((await findCustomers(database, query, 10)).map((record) => record.customerNumber)).toEqual(expected);
  });

  test.each([
    ['Mülller Sabina', '40123456'],
    ['Sabine Mueler, Bergstr. 74, 30158 Hannover', '40123456'],
    ['Bergstraße 74, 30159 Hannover', '40123456'],
    ['Anna Muellerschoen 10115 Berlin', '7'],
    ['40 123 4S6', '40123456'],
    ['4O123465', '40123456'],
  ])('%s, written wrongly, still finds %s', async (query, expected) => {
    expect((await findCustomers(database, query, 10)).map((record) => record.customerNumber)).toContain(expected);
  });

  test('an empty box finds the first by name, never more than asked for', async () => {
    expect(await findCustomers(database, ' ', 3)).toHaveLength(3);
  });
});
