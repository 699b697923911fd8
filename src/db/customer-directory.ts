import type { CustomerRecord } from '../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey } from '../ports/customer-directory.ts';
import type { Queryable } from './connection.ts';
import { customerColumns } from './customers.ts';

/**
 * One round trip for a document. Each key may lead to at most `limit` customers, so a common name in a large town costs
 * no more than a rare one; what shares the most telling keys comes first, so a limit cuts off namesakes and never the
 * customer whose number stands on the letter.
 */
const candidates = `
  with hits as (
    select i.customer_number, 8 as strength
      from unnest($1::text[]) as k(value)
      cross join lateral (
        select customer_number from customer_identifiers
         where value = k.value and kind in ('customerNumber', 'contractNumber', 'meterNumber')
         order by customer_number limit $8) i
    union all
    select i.customer_number, 6
      from unnest($2::text[], $3::text[]) as k(kind, value)
      cross join lateral (
        select customer_number from customer_identifiers
         where value = k.value and kind = k.kind
         order by customer_number limit $8) i
    union all
    select c.customer_number, 2
      from unnest($4::text[], $5::text[]) as k(name, street)
      cross join lateral (
        select customer_number from customers
         where name_folded = k.name and street_folded = k.street
         order by customer_number limit $8) c
    union all
    select c.customer_number, 1
      from unnest($6::text[], $7::text[]) as k(name, postcode)
      cross join lateral (
        select customer_number from customers
         where name_folded = k.name and postcode = k.postcode
         order by customer_number limit $8) c
  ), best as (
    select customer_number, sum(strength) as strength from hits
     group by customer_number order by strength desc, customer_number limit $8
  )
  select ${customerColumns} from best join customers c using (customer_number)
   order by best.strength desc, c.customer_number`;

/** The customers of our own database as a directory. */
export function createPostgresDirectory(database: Queryable): CustomerDirectory {
  return {
    name: 'postgres',
    async candidates(keys, limit, signal) {
      signal.throwIfAborted();
      const contacts = keys.filter(isContact);
      const identifiers = keys.flatMap((key) => (key.kind === 'identifier' ? [key.value] : []));
      const streets = keys.filter((key) => key.kind === 'nameStreet');
      const postcodes = keys.filter((key) => key.kind === 'namePostcode');
      if (keys.length === 0 || limit <= 0) return [];
      const { rows } = await database.query<CustomerRecord>(candidates, [
        [...new Set(identifiers)],
        contacts.map(({ kind }) => kind),
        contacts.map(({ value }) => value),
        streets.map(({ name }) => name),
        streets.map(({ street }) => street),
        postcodes.map(({ name }) => name),
        postcodes.map(({ postcode }) => postcode),
        limit,
      ]);
      signal.throwIfAborted();
      return rows;
    },
  };
}

type ContactKey = Extract<DirectoryKey, { readonly kind: 'iban' | 'email' | 'phone' }>;

function isContact(key: DirectoryKey): key is ContactKey {
  return key.kind === 'iban' || key.kind === 'email' || key.kind === 'phone';
}
