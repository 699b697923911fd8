import type { Queryable } from '../../db/connection.ts';
import { type CustomerSearch, searchCustomers } from '../../db/customers.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { fold, foldOrganisation } from '../../rules/matching/folding.ts';
import { normaliseIdentifier } from '../../rules/notation/identifier.ts';
import { normalisePhone } from '../../rules/notation/phone.ts';

/**
 * Customers for what a person typed into a search box: a number or its beginning, an e-mail address, a name, a postcode,
 * or name and postcode. An empty box finds the first by name.
 */
export function findCustomers(database: Queryable, query: string, limit: number): Promise<readonly CustomerRecord[]> {
  return searchCustomers(database, searchFrom(query), limit);
}

export function searchFrom(query: string): CustomerSearch {
  const text = query.trim().slice(0, 200);
  const nothing: CustomerSearch = { identifierPrefixes: [], names: [], postcode: null };
  if (text === '') return { ...nothing, names: [{ prefix: '', firstName: null }] };
  if (text.includes('@')) return { ...nothing, identifierPrefixes: [text.toLowerCase()] };

  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const postcode = words.find((word) => /^\d{5}$/.test(word)) ?? null;
  const names = words.filter((word) => /^\p{L}/u.test(word) && !/\d/.test(word));
  const identifier = normaliseIdentifier(text);
  const isNumber = /\d/.test(identifier) && names.every((name) => name.length <= 4);
  const phone = /^[+0]/.test(text) ? normalisePhone(text, 'DE') : null;
  if (isNumber) return { ...nothing, identifierPrefixes: [identifier, ...(phone ? [phone] : [])], postcode };
  return { ...nothing, names: namesOf(names), postcode };
}

/** `Müller`, `Sabine Müller`, `Müller Sabine` and `Stadtwerke Emden GmbH`: which it is, the directory knows. */
function namesOf(words: readonly string[]): CustomerSearch['names'] {
  const [first, ...others] = words;
  if (first === undefined) return [];
  const whole = { prefix: fold(words.join(' ')), firstName: null };
  const organisation = { prefix: foldOrganisation(words.join(' ')), firstName: null };
  const last = others.join(' ');
  if (last === '') return [whole];
  return [whole, organisation, { prefix: fold(last), firstName: first }, { prefix: fold(first), firstName: last }];
}
