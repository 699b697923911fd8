import type { Queryable } from '../../db/connection.ts';
import { createPostgresDirectory } from '../../db/customer-directory.ts';
import { type CustomerSearch, searchCustomers } from '../../db/customers.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { streetIn } from '../../rules/extraction/address-shapes.ts';
import { type Described, findAlike } from '../../rules/matching/find-alike.ts';
import { fold, foldOrganisation } from '../../rules/matching/folding.ts';
import { normaliseIdentifier } from '../../rules/notation/identifier.ts';
import { normalisePhone } from '../../rules/notation/phone.ts';

/**
 * Customers for what a person typed into a search box: a number or its beginning, an e-mail address, a name, a postcode,
 * a street with its number, or some of them. What nothing fits exactly is looked for among what is written alike, the
 * likeliest first. An empty box finds the first by name.
 */
export async function findCustomers(
  database: Queryable,
  query: string,
  limit: number,
): Promise<readonly CustomerRecord[]> {
  const text = query.trim().slice(0, 200);
  const described = describedIn(text);
  const exact = described.street === null ? await searchCustomers(database, searchFrom(text), limit) : [];
  return exact.length > 0 || text === '' ? exact : findDescribed(database, described, limit);
}

/** Customers by name and address as far as they are known, also when they are written wrongly; the likeliest first. */
export async function findDescribed(
  database: Queryable,
  described: Described,
  limit: number,
): Promise<readonly CustomerRecord[]> {
  const found = await findAlike(createPostgresDirectory(database), described, new AbortController().signal);
  return found.slice(0, limit);
}

export function searchFrom(query: string): CustomerSearch {
  const text = query.trim().slice(0, 200);
  const nothing: CustomerSearch = {
    numberPrefix: null,
    identifierPrefix: null,
    ibanPrefix: null,
    emailPrefix: null,
    phonePrefix: null,
    names: [],
    postcode: null,
  };
  if (text === '') return { ...nothing, names: [{ prefix: '', firstName: null }] };
  if (text.includes('@')) return { ...nothing, emailPrefix: text.toLowerCase() };

  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const postcode = words.find((word) => /^\d{5}$/.test(word)) ?? null;
  const names = words.filter((word) => /^\p{L}/u.test(word) && !/\d/.test(word));
  const identifier = normaliseIdentifier(text);
  const isNumber = /\d/.test(identifier) && names.every((name) => name.length <= 4);
  const phone = /^[+0]/.test(text) ? normalisePhone(text, 'DE') : null;
  if (isNumber)
    return {
      ...nothing,
      numberPrefix: identifier,
      identifierPrefix: identifier,
      ibanPrefix: identifier,
      phonePrefix: phone,
      postcode,
    };
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

/** `Sabine Müller, Bergstr. 74, 30159 Hannover` taken apart; commas are optional. */
export function describedIn(text: string): Described {
  const nothing: Described = { name: null, street: null, houseNumber: null, postcode: null, city: null, number: null };
  if (text.includes('@')) return nothing;
  const number = normaliseIdentifier(text);
  if (/^[A-Z]{0,5}\d[\dA-Z]{4,}$/.test(number) && !/\p{L}{5}/u.test(text)) return { ...nothing, number };
  const town = /(?:^|[\s,])(\d{5})(?:\s+(\p{L}[\p{L} .()/-]*))?\s*$/u.exec(text);
  let rest = town ? text.slice(0, town.index) : text;
  rest = rest.replace(/[\s,]+$/, '');
  const behindComma = rest.lastIndexOf(',') + 1;
  const found = streetIn(rest.slice(behindComma).trim(), behindComma > 0);
  const name = found ? `${rest.slice(0, behindComma)} ${found.before}` : rest;
  return {
    name: name.replace(/,/g, ' ').replace(/\s+/g, ' ').trim() || null,
    street: found?.street ?? null,
    houseNumber: found?.houseNumber ?? null,
    postcode: town?.[1] ?? null,
    city: town?.[2]?.trim() ?? null,
    number: null,
  };
}
