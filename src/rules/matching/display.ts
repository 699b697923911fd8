import type { CustomerRecord } from '../../domain/customer.ts';
import { addressText } from '../extraction/address-text.ts';

/** `Sabine Müller`, or the organisation; never empty, since a record without either has its number. */
export function displayName(
  record: Pick<CustomerRecord, 'kind' | 'firstName' | 'lastName' | 'organisation' | 'customerNumber'>,
): string {
  const person = [record.firstName, record.lastName].filter(Boolean).join(' ');
  const organisation = record.organisation ?? '';
  const [first, second] = record.kind === 'organisation' ? [organisation, person] : [person, organisation];
  return first || second || record.customerNumber;
}

/** `Bergstr. 74, 30159 Hannover` */
export function displayAddress(record: Pick<CustomerRecord, 'street' | 'houseNumber' | 'postcode' | 'city'>): string {
  return addressText(record);
}
