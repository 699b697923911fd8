import type { CustomerRecord } from '../../domain/customer.ts';
import type { DirectoryWordKind } from '../../ports/customer-directory.ts';
import { compactIban } from '../notation/iban.ts';
import { normaliseIdentifier } from '../notation/identifier.ts';
import { fold, foldHouseNumber, foldName, foldOrganisation, foldStreet } from './folding.ts';

export type CustomerIdentifierKind = 'customerNumber' | 'contractNumber' | 'meterNumber' | 'iban' | 'email' | 'phone';

/** What a directory searches by, made from a customer's record; keys from documents are folded by the same functions. */
export interface SearchColumns {
  readonly nameFolded: string;
  readonly firstNameFolded: string | null;
  readonly streetFolded: string | null;
  readonly houseNumberFolded: string | null;
  readonly identifiers: readonly { readonly kind: CustomerIdentifierKind; readonly value: string }[];
}

export function searchColumns(record: CustomerRecord): SearchColumns {
  const identifiers: { kind: CustomerIdentifierKind; value: string }[] = [];
  const add = (kind: CustomerIdentifierKind, value: string) => {
    if (value !== '' && !identifiers.some((known) => known.kind === kind && known.value === value))
      identifiers.push({ kind, value });
  };
  add('customerNumber', normaliseIdentifier(record.customerNumber));
  for (const number of record.contractNumbers) add('contractNumber', normaliseIdentifier(number));
  for (const number of record.meterNumbers) add('meterNumber', normaliseIdentifier(number));
  if (record.iban) add('iban', compactIban(record.iban));
  if (record.email) add('email', record.email.toLowerCase());
  if (record.phone) add('phone', record.phone);
  const { street, houseNumber } = foldedAddress(record);
  return {
    nameFolded: searchName(record),
    firstNameFolded: record.firstName ? foldName(record.firstName) : null,
    streetFolded: street,
    houseNumberFolded: houseNumber,
    identifiers,
  };
}

/** The words of a customer that a misread letter is compared with. */
export function wordsOf(
  record: Pick<CustomerRecord, 'postcode' | 'city'>,
  columns: Pick<SearchColumns, 'nameFolded' | 'firstNameFolded' | 'streetFolded'>,
): readonly (readonly [DirectoryWordKind, string])[] {
  const words: (readonly [DirectoryWordKind, string])[] = [];
  if (columns.nameFolded !== '') words.push(['lastName', columns.nameFolded]);
  if (columns.firstNameFolded) words.push(['firstName', columns.firstNameFolded]);
  if (record.postcode) {
    words.push(['place', placeWord(record.postcode, record.city)]);
    if (columns.streetFolded) words.push(['street', `${record.postcode} ${columns.streetFolded}`]);
  }
  return words;
}

/** A postcode with its town, as the vocabulary has it. */
export function placeWord(postcode: string, city: string | null): string {
  return `${postcode} ${fold(city ?? '')}`;
}

export function searchName(record: Pick<CustomerRecord, 'kind' | 'lastName' | 'organisation'>): string {
  const { lastName, organisation } = record;
  if (lastName && (record.kind === 'person' || !organisation)) return foldName(lastName);
  return organisation ? foldOrganisation(organisation) : '';
}

/** Street and number apart, also where the directory keeps both in one column. */
export function foldedAddress(record: Pick<CustomerRecord, 'street' | 'houseNumber'>): {
  readonly street: string | null;
  readonly houseNumber: string | null;
} {
  if (!record.street)
    return { street: null, houseNumber: record.houseNumber ? foldHouseNumber(record.houseNumber) : null };
  if (record.houseNumber)
    return { street: foldStreet(record.street), houseNumber: foldHouseNumber(record.houseNumber) };
  const joined = /^(.*\D)\s*(\d{1,4}\s?[a-zA-Z]?)$/.exec(record.street.trim());
  if (!joined?.[1] || !joined[2]) return { street: foldStreet(record.street), houseNumber: null };
  return { street: foldStreet(joined[1]), houseNumber: foldHouseNumber(joined[2]) };
}
