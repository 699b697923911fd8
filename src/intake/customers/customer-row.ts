import type { CustomerRow } from '../../db/customer-copy-line.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { searchColumns } from '../../rules/matching/search-columns.ts';
import { compactIban } from '../../rules/notation/iban.ts';
import { normalisePhone } from '../../rules/notation/phone.ts';

export const customerColumnNames = [
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
] as const;
export type CustomerColumn = (typeof customerColumnNames)[number];

const valueLengthMax = 500;
const numbersMax = 1000;
const numberLengthMax = 100;
const keyLengthMax = 200;

/**
 * A customer from one CSV record, normalised, or the reason in words why it is none. An IBAN with wrong check digits or
 * an odd e-mail address is the master data's matter and stays as it is; it only finds nobody.
 */
export function customerFrom(field: (name: CustomerColumn) => string, country: string): CustomerRecord | string {
  const customerNumber = field('customer_number');
  if (customerNumber === '') return 'customer_number is missing';
  if (customerNumber.length > keyLengthMax) return `customer_number has more than ${keyLengthMax} characters`;
  if (field('postcode').length > keyLengthMax) return `postcode has more than ${keyLengthMax} characters`;
  const text = (name: CustomerColumn) => field(name) || null;
  const lastName = text('last_name');
  const organisation = text('organisation');
  if (lastName === null && organisation === null) return 'one of last_name and organisation is needed';
  const kind = field('kind').toLowerCase() || (lastName === null ? 'organisation' : 'person');
  if (kind !== 'person' && kind !== 'organisation') return `kind is "${cut(kind)}"; person or organisation is needed`;
  const birthDate = text('birth_date');
  if (birthDate !== null && !isDate(birthDate))
    return `birth_date is "${cut(birthDate)}"; a date like 1961-04-03 is needed`;
  const countryCode = text('country')?.toUpperCase() ?? null;
  if (countryCode !== null && !/^[A-Z]{2}$/.test(countryCode))
    return `country is "${cut(countryCode)}"; two letters like DE are needed`;
  const phone = text('phone');
  const iban = text('iban');
  return {
    customerNumber,
    kind,
    salutation: text('salutation'),
    title: text('title'),
    firstName: text('first_name'),
    lastName,
    organisation,
    birthDate,
    street: text('street'),
    houseNumber: text('house_number'),
    postcode: text('postcode'),
    city: text('city'),
    country: countryCode,
    email: text('email')?.toLowerCase() ?? null,
    phone: phone === null ? null : (normalisePhone(phone, countryCode ?? country) ?? phone),
    iban: iban === null ? null : compactIban(iban),
    contractNumbers: numbers(field('contract_numbers')),
    meterNumbers: numbers(field('meter_numbers')),
  };
}

/** With what it is searched by. */
export function customerRow(record: CustomerRecord): CustomerRow {
  // Spelled out: a spread for each of millions of rows takes longer than the rest of this.
  const { nameFolded, firstNameFolded, streetFolded, houseNumberFolded, identifiers } = searchColumns(record);
  return {
    record,
    nameFolded: nameFolded.slice(0, foldedLengthMax),
    firstNameFolded: firstNameFolded?.slice(0, foldedLengthMax) ?? null,
    streetFolded: streetFolded?.slice(0, foldedLengthMax) ?? null,
    houseNumberFolded: houseNumberFolded?.slice(0, foldedLengthMax) ?? null,
    identifiers,
  };
}

/** Two of them share an entry of an index, which has room for 2,700 bytes. */
const foldedLengthMax = 200;

/** Reads fields by name from a record's places; a place beyond the record's end is empty. */
export function fieldReader(places: ReadonlyMap<CustomerColumn, number>, fields: readonly string[]) {
  return (name: CustomerColumn): string => {
    const place = places.get(name);
    return place === undefined ? '' : (fields[place] ?? '').trim();
  };
}

/** Why this record cannot be read at all; null when it can. */
export function recordProblem(fields: readonly string[], width: number): string | null {
  if (fields.length !== width) return `has ${fields.length} fields, the header has ${width}`;
  for (const field of fields) {
    if (field.length > valueLengthMax && !isListOfNumbers(field))
      return `a field has more than ${valueLengthMax} characters`;
    // U+FFFD stands for what could not be decoded; PostgreSQL takes no NUL.
    if (field.includes('\ufffd') || field.includes('\0')) return 'holds bytes that are not UTF-8';
  }
  return null;
}

/** Only contract and meter numbers may go on for so long, and each of them is short. */
function isListOfNumbers(field: string): boolean {
  return (
    field.length <= 50 * numbersMax &&
    field.includes(';') &&
    field.split(';').every((number) => number.length <= numberLengthMax)
  );
}

function numbers(text: string): readonly string[] {
  if (text === '') return [];
  if (!text.includes(';')) return [text];
  const seen = new Set(text.split(';').map((number) => number.trim()));
  seen.delete('');
  return [...seen].slice(0, numbersMax);
}

/** By arithmetic: making a `Date` and its text for each row took a tenth of the whole import. */
function isDate(text: string): boolean {
  if (!/^(?:18[5-9]|19\d|20\d|21\d)\d-\d\d-\d\d$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const year = Number(text.slice(0, 4));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
