import { countCustomers } from '../../db/customers.ts';
import { findCustomers } from '../../intake/customers/find-customers.ts';
import { displayAddress, displayName } from '../../rules/matching/display.ts';
import { importCustomerFile } from '../import-customer-file.ts';
import type { GlobalOptions } from '../main.ts';
import { withDatabase } from '../open.ts';
import { createOutput } from '../output.ts';

export async function importFile(file: string, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withDatabase(options, async (database) => {
    const report = await importCustomerFile(database, file, output);
    output.result(
      report,
      `${report.read} lines read: ${report.inserted} new, ${report.updated} changed, ${report.unchanged} unchanged, ${report.rejectedCount} left out.`,
    );
  });
}

export async function count(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withDatabase(options, async (database) => {
    const customers = await countCustomers(database);
    output.result({ customers }, `${customers} customers`);
  });
}

export async function find(query: string, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withDatabase(options, async (database) => {
    const found = await findCustomers(database, query, 20);
    for (const customer of found)
      output.result(customer, `${customer.customerNumber}  ${displayName(customer)}, ${displayAddress(customer)}`);
    if (found.length === 0)
      output.note('No customer found. Try a number, the beginning of a name, a postcode or an e-mail address.');
  });
}
