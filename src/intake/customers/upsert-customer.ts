import type { Database } from '../../db/connection.ts';
import { openCustomerWriter } from '../../db/customer-writer.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { customerRow } from './customer-row.ts';
import { createDirectoryKeeper } from './keep-directory.ts';

/** Adds or changes one customer; says what happened. The record is taken as normalised. */
export async function upsertCustomer(
  database: Database,
  record: CustomerRecord,
): Promise<'inserted' | 'updated' | 'unchanged'> {
  const row = customerRow(record);
  const keeper = createDirectoryKeeper(database);
  keeper.note(row);
  await using writer = await openCustomerWriter(database);
  await writer.stage([row]);
  const { inserted, updated } = await writer.merge();
  if (inserted + updated > 0) await keeper.finish();
  return inserted > 0 ? 'inserted' : updated > 0 ? 'updated' : 'unchanged';
}
