import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { CustomerRecord } from '../domain/customer.ts';
import type { Database } from './connection.ts';
import { identifierTokens } from './identifier-tokens.ts';

/** A customer with what `rules/matching` made of it to search by. */
export interface CustomerRow {
  readonly record: CustomerRecord;
  readonly nameFolded: string;
  readonly firstNameFolded: string | null;
  readonly streetFolded: string | null;
  readonly houseNumberFolded: string | null;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
}

export interface Written {
  readonly inserted: number;
  readonly updated: number;
  /** Staged and already so. */
  readonly unchanged: number;
}

export interface CustomerWriter extends AsyncDisposable {
  /** Sends rows to where `merge` takes them from. Nobody sees them yet, and no transaction is held open. */
  stage(rows: readonly CustomerRow[]): Promise<void>;
  /**
   * Upserts all that was staged, in one transaction: all or none. A row that changes nothing touches nothing. Of rows
   * with the same customer number the one staged last counts.
   */
  merge(): Promise<Written>;
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
  'first_name_folded',
  'street_folded',
  'house_number_folded',
  'identifiers',
] as const;
const list = columns.join(', ');
const changing = columns.filter((column) => column !== 'customer_number');

/** Sorted, so that two imports at once take their locks in the same order and wait instead of deadlocking. */
const merge = `
  with latest as (
    select distinct on (customer_number) * from incoming_customers order by customer_number, ordinal desc
  ), changed as (
    insert into customers (${list}) select ${list} from latest order by customer_number
    on conflict (customer_number) do update
       set ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}, updated_at = now()
     where (${changing.map((column) => `customers.${column}`).join(', ')})
           is distinct from (${changing.map((column) => `excluded.${column}`).join(', ')})
    returning xmax = 0 as is_new
  )
  select count(*) filter (where is_new) as inserted,
         count(*) filter (where not is_new) as updated,
         (select count(*) from latest) - count(*) as unchanged
    from changed`;

/**
 * Writes many customers over a connection of its own: rows go by COPY into a temporary table and from there by one
 * merge.
 */
export async function openCustomerWriter(database: Database): Promise<CustomerWriter> {
  const client = await database.connect();
  // A connection whose transaction broke may be in any state; it is closed rather than given back.
  let isBroken = false;
  let ordinal = 0;
  try {
    await client.query(
      `create temp table incoming_customers (
         like customers, ordinal integer not null)`,
    );
  } catch (error) {
    client.release(true);
    throw error;
  }

  return {
    async stage(rows) {
      if (rows.length === 0) return;
      const first = ordinal;
      ordinal += rows.length;
      const copy = client.query(copyFrom(`copy incoming_customers (${list}, updated_at, ordinal) from stdin`));
      copy.end(rows.map((row, at) => copyLine(row, first + at)).join(''));
      await finished(copy);
    },
    async merge() {
      try {
        await client.query('begin');
        await client.query(`set local statement_timeout = '30min'`);
        await client.query(`set local work_mem = '64MB'`);
        const { rows } = await client.query<Written>(merge);
        await client.query('truncate incoming_customers');
        await client.query('commit');
        ordinal = 0;
        return rows[0] ?? { inserted: 0, updated: 0, unchanged: 0 };
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

function copyLine(row: CustomerRow, ordinal: number): string {
  const { record } = row;
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
    row.nameFolded,
    row.firstNameFolded,
    row.streetFolded,
    row.houseNumberFolded,
    array(identifierTokens(row.identifiers)),
    'now',
    String(ordinal),
  ];
  return `${fields.map(copyField).join('\t')}\n`;
}

const needsEscape = /[\\\t\n\r]/;

/** COPY's text format: backslash, tab and line ends are escaped, null is `\N`. */
function copyField(value: string | null): string {
  if (value === null) return '\\N';
  if (!needsEscape.test(value)) return value;
  const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
  return value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

/** An array literal; every element quoted, so that commas, braces and the word NULL mean themselves. */
function array(values: readonly string[]): string {
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    literal += /[\\"]/.test(value) ? `"${value.replace(/[\\"]/g, '\\$&')}"` : `"${value}"`;
  }
  return `${literal}}`;
}
