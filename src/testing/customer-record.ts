import type { CustomerRecord } from '../domain/customer.ts';

/** A customer with the given facts and nothing else; a person unless an organisation is named. */
export function customerRecord(facts: Partial<CustomerRecord> & { readonly customerNumber: string }): CustomerRecord {
  return {
    kind: facts.organisation && !facts.lastName ? 'organisation' : 'person',
    salutation: null,
    title: null,
    firstName: null,
    lastName: null,
    organisation: null,
    birthDate: null,
    street: null,
    houseNumber: null,
    postcode: null,
    city: null,
    country: null,
    email: null,
    phone: null,
    iban: null,
    contractNumbers: [],
    meterNumbers: [],
    ...facts,
  };
}
