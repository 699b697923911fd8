import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { CustomerRecord } from '../domain/customer.ts';
import type { Database } from './connection.ts';

/** A customer with what `rules/matching` made of it to search by. */
export interface CustomerRow {
  readonly record: CustomerRecord;
  readonly nameFolded: string;
  readonly streetFolded: string | null;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
}

export interface Written {
  readonly inserted: number;
  readonly updated: number;
}

export interface CustomerWriter extends AsyncDisposable {
  /**
   * Upserts in one transaction: all rows or none. A row that changes nothing touches nothing, so it is counted in
   * neither number. Each customer number may come once in a call.
   */
  write(rows: readonly CustomerRow[]): Promise<Written>;
}

const columns = [
  'customer_number',
  'kind',
  'salutation',
  'title',
  'first_name',
  'last_name',
  'organisation',
  'birth_date',
  'street',
  'house_number',
  'postcode',
  'city',
  'country',
  'email',
  'phone',
  'iban',
  'contract_numbers',
  'meter_numbers',
  'name_folded',
  'street_folded',
] as const;
const list = columns.join(', ');
const changing = columns.filter((column) => column !== 'customer_number');

/**
 * One statement, so that customers and their identifiers never disagree. Sorted, so that two imports at once take their
 * locks in the same order and wait instead of deadlocking.
 */
const merge = `
  with changed as (
    insert into customers (${list}) select ${list} from incoming_customers order by customer_number
    on conflict (customer_number) do update
       set ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}, updated_at = now()
     where (${changing.map((column) => `customers.${column}`).join(', ')})
           is distinct from (${changing.map((column) => `excluded.${column}`).join(', ')})
    returning customer_number, xmax = 0 as is_new
  ), wanted as (
    select changed.customer_number, identifier.kind, identifier.value
      from changed join incoming_customers using (customer_number)
      cross join lateral unnest(identifier_kinds, identifier_values) as identifier (kind, value)
  ), removed as (
    delete from customer_identifiers old using changed
     where old.customer_number = changed.customer_number and not changed.is_new
       and not exists (select 1 from wanted
                        where wanted.customer_number = old.customer_number and wanted.kind = old.kind and wanted.value = old.value)
  ), added as (
    insert into customer_identifiers (value, kind, customer_number)
    select value, kind, customer_number from wanted order by value
    on conflict do nothing
  )
  select count(*) filter (where is_new) as inserted, count(*) filter (where not is_new) as updated from changed`;

/** Writes many customers over one connection: rows go by COPY into a temporary table and from there by one merge. */
export async function openCustomerWriter(database: Database): Promise<CustomerWriter> {
  const client = await database.connect();
  try {
    await client.query(
      `create temp table incoming_customers (
         like customers, identifier_kinds text[] not null, identifier_values text[] not null) on commit delete rows`,
    );
  } catch (error) {
    client.release(true);
    throw error;
  }
  // A connection whose transaction broke may be in any state; it is closed rather than given back.
  let isBroken = false;

  return {
    async write(rows) {
      if (rows.length === 0) return { inserted: 0, updated: 0 };
      try {
        await client.query('begin');
        await client.query(`set local statement_timeout = '10min'`);
        const copy = client.query(
          copyFrom(`copy incoming_customers (${list}, updated_at, identifier_kinds, identifier_values) from stdin`),
        );
        copy.end(rows.map(copyLine).join(''));
        await finished(copy);
        const { rows: counts } = await client.query<{ inserted: number; updated: number }>(merge);
        await client.query('commit');
        return { inserted: counts[0]?.inserted ?? 0, updated: counts[0]?.updated ?? 0 };
      } catch (error) {
        await client.query('rollback').catch(() => {
          isBroken = true;
        });
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      if (!isBroken) {
        await client.query('drop table if exists incoming_customers').catch(() => {
          isBroken = true;
        });
      }
      client.release(isBroken);
    },
  };
}

function copyLine({ record, nameFolded, streetFolded, identifiers }: CustomerRow): string {
  const fields = [
    record.customerNumber,
    record.kind,
    record.salutation,
    record.title,
    record.firstName,
    record.lastName,
    record.organisation,
    record.birthDate,
    record.street,
    record.houseNumber,
    record.postcode,
    record.city,
    record.country,
    record.email,
    record.phone,
    record.iban,
    array(record.contractNumbers),
    array(record.meterNumbers),
    nameFolded,
    streetFolded,
    'now',
    array(identifiers.map(({ kind }) => kind)),
    array(identifiers.map(({ value }) => value)),
  ];
  return `${fields.map(copyField).join('\t')}\n`;
}

/** COPY's text format: backslash, tab and line ends are escaped, null is `\N`. */
function copyField(value: string | null): string {
  if (value === null) return '\\N';
  return /[\\\t\n\r]/.test(value)
    ? value.replace(
        /[\\\t\n\r]/g,
        (character) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[character] ?? character,
      )
    : value;
}

/** An array literal; every element quoted, so that commas, braces and the word NULL mean themselves. */
function array(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}
