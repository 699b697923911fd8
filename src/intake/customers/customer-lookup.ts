import type { Database } from '../../db/connection.ts';
import { customerByNumber } from '../../db/customers.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import { normaliseIdentifier } from '../../rules/notation/identifier.ts';

/** The customer of exactly this number, or null when nobody knows it. Rejects when the live directory is away. */
export type CustomerLookup = (customerNumber: string) => Promise<CustomerRecord | null>;

/** Contract and meter numbers of others may read the same; more than a handful do not. */
const sharersMax = 20;

/**
 * Looks among the imported customers and then in the live directory, if there is one: whom the machine offers from there,
 * a person must be able to choose.
 */
export function createCustomerLookup(parts: {
  readonly database: Database;
  readonly live: CustomerDirectory | null;
}): CustomerLookup {
  const { database, live } = parts;
  return async (customerNumber) => {
    const imported = await customerByNumber(database, customerNumber);
    const value = normaliseIdentifier(customerNumber);
    if (imported !== null || live === null || value === '') return imported;
    // The directory limits its own time.
    const signal = new AbortController().signal;
    const found = await live.candidates([{ kind: 'identifier', value }], sharersMax, signal);
    return found.find((record) => record.customerNumber === customerNumber) ?? null;
  };
}
