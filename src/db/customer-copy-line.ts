import type { CustomerRecord } from '../domain/customer.ts';
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

/** In the order of `customerCopyLine`. */
export const customerCopyColumns = [
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

/** One line of COPY's text format. Written out field by field: an import makes millions of these. */
export function customerCopyLine(row: CustomerRow): string {
  const { record } = row;
  const { customerNumber } = record;
  return `${escaped(customerNumber)}\t${record.kind}\t${field(record.salutation)}\t${field(record.title)}\t${field(record.firstName)}\t${field(record.lastName)}\t${field(record.organisation)}\t${field(record.birthDate)}\t${field(record.street)}\t${field(record.houseNumber)}\t${field(record.postcode)}\t${field(record.city)}\t${field(record.country)}\t${field(record.email)}\t${field(record.phone)}\t${field(record.iban)}\t${array(record.contractNumbers)}\t${array(record.meterNumbers)}\t${escaped(row.nameFolded)}\t${field(row.firstNameFolded)}\t${field(row.streetFolded)}\t${field(row.houseNumberFolded)}\t${array(identifierTokens(customerNumber, row.identifiers))}\n`;
}

function field(value: string | null): string {
  return value === null ? '\\N' : escaped(value);
}

const needsEscape = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Backslash, tab and line ends are escaped. */
function escaped(value: string): string {
  if (!needsEscape.test(value)) return value;
  return value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

const needsQuotes = /[^A-Za-z0-9-]|^null$/i;

/** An array literal; what could mean something else to PostgreSQL is quoted: commas, braces, the word NULL. */
function array(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    literal += value === '' || needsQuotes.test(value) ? `"${value.replace(/[\\"]/g, '\\$&')}"` : value;
  }
  return escaped(`${literal}}`);
}
