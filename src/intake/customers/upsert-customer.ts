import type { Database } from '../../db/connection.ts';
import { openCustomerWriter } from '../../db/customer-writer.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { customerRow } from './customer-row.ts';

/** Adds or changes one customer; says what happened. The record is taken as normalised. */
export async function upsertCustomer(
  database: Database,
  record: CustomerRecord,
): Promise<'inserted' | 'updated' | 'unchanged'> {
  await using writer = await openCustomerWriter(database);
  await writer.stage([customerRow(record)]);
  const { inserted, updated } = await writer.merge();
  return inserted > 0 ? 'inserted' : updated > 0 ? 'updated' : 'unchanged';
}
