import type { CustomerRecord } from '../domain/customer.ts';
import type { Queryable } from './connection.ts';
import { anyToken, beginningMin } from './identifier-tokens.ts';

/** Behind every beginning, in the order of bytes. */
const lastCharacter = '\u{10ffff}';

/** The columns of a customer as a `CustomerRecord`; `c` is the table. */
export const customerColumns = `
  c.customer_number as "customerNumber", c.kind, c.salutation, c.title, c.first_name as "firstName",
  c.last_name as "lastName", c.organisation, c.birth_date as "birthDate", c.street, c.house_number as "houseNumber",
  c.postcode, c.city, c.country, c.email, c.phone, c.iban, c.contract_numbers as "contractNumbers",
  c.meter_numbers as "meterNumbers"`;

export async function countCustomers(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>('select count(*) as count from customers');
  return rows[0]?.count ?? 0;
}

export async function customerByNumber(database: Queryable, customerNumber: string): Promise<CustomerRecord | null> {
  const { rows } = await database.query<CustomerRecord>(
    `select ${customerColumns} from customers c where c.customer_number = $1`,
    [customerNumber],
  );
  return rows[0] ?? null;
}

/** Customers drawn at random, page by page; fewer when there are fewer. */
export async function sampleCustomers(database: Queryable, count: number): Promise<readonly CustomerRecord[]> {
  const all = await countCustomers(database);
  if (all === 0) return [];
  const percent = Math.min(100, Math.max(0.01, (300 * count) / all));
  const { rows } = await database.query<CustomerRecord>(
    `select ${customerColumns} from customers c tablesample system ($1) limit $2`,
    [percent, count],
  );
  return rows;
}

/** What a person typed, folded by `rules/matching`. Everything that is set must hold. */
export interface CustomerSearch {
  /** Beginning of a customer number as it is written. */
  readonly numberPrefix: string | null;
  /** Beginning of a contract or meter number, or of a customer number, upper case without blanks. */
  readonly identifierPrefix: string | null;
  /** Beginnings of contacts as they are kept: compact, lower case, E.164. */
  readonly ibanPrefix: string | null;
  readonly emailPrefix: string | null;
  readonly phonePrefix: string | null;
  /** One of them must hold: the beginning of a folded last name or organisation, and of a first name in any case. */
  readonly names: readonly { readonly prefix: string; readonly firstName: string | null }[];
  readonly postcode: string | null;
}

/** Customers that an identifier leads to, then those of the name and postcode, by name and number. */
export async function searchCustomers(
  database: Queryable,
  search: CustomerSearch,
  limit: number,
): Promise<readonly CustomerRecord[]> {
  const { rows } = await database.query<CustomerRecord>(
    `with by_number as (
       select customer_number from customers
        where $1::text is not null and customer_number >= $1 and customer_number < $1 || $12
        order by customer_number limit $6
     ), by_identifier as (
       (select customer_number from customers
         where identifiers[1] >= $2 and identifiers[1] < $2 || $8 and cardinality(identifiers) > 0 limit $6)
       union all
       (select customer_number from customers
         where identifiers[2] >= $2 and identifiers[2] < $2 || $8 and cardinality(identifiers) > 1 limit $6)
       union all
       (select customer_number from customers
         where array_to_tsvector(identifiers[3:]) @@ $7::tsquery and cardinality(identifiers) > 2 limit $6)
       union all
       (select customer_number from customers
         where iban >= $9 and iban < $9 || $12 and length(iban) <= 200 limit $6)
       union all
       (select customer_number from customers
         where email >= $10 and email < $10 || $12 and length(email) <= 200 limit $6)
       union all
       (select customer_number from customers
         where phone >= $11 and phone < $11 || $12 and length(phone) <= 200 limit $6)
     ), by_name as (
       select n.customer_number
         from unnest($3::text[], $4::text[]) as p(prefix, first_name)
         cross join lateral (
           select customer_number from customers
            where name_folded >= p.prefix and name_folded < p.prefix || $12
              and ($5::text is null or postcode = $5)
              and (p.first_name is null or starts_with(lower(customers.first_name), lower(p.first_name)))
            order by name_folded limit $6) n
     ), by_postcode as (
       select customer_number from customers
        where $5::text is not null and cardinality($3::text[]) = 0 and postcode = $5
        limit $6
     )
     select ${customerColumns}
       from (select customer_number, 0 as rank from by_number
             union all select customer_number, 0 from by_identifier
             union all select customer_number, 1 from by_name
             union all select customer_number, 2 from by_postcode) hits
       join customers c using (customer_number)
      group by c.customer_number
      order by min(hits.rank), c.name_folded, lower(c.first_name), c.customer_number
      limit $6`,
    [
      search.numberPrefix,
      search.identifierPrefix,
      search.names.map(({ prefix }) => prefix),
      search.names.map(({ firstName }) => firstName),
      search.postcode,
      limit,
      anyToken(search.identifierPrefix === null ? [] : [search.identifierPrefix], 'beginning'),
      // Too short a beginning finds only what is exactly that.
      (search.identifierPrefix?.length ?? 0) >= beginningMin ? lastCharacter : '\u0001',
      search.ibanPrefix,
      search.emailPrefix,
      search.phonePrefix,
      lastCharacter,
    ],
  );
  return rows;
}
