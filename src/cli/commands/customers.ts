import { countCustomers } from '../../db/customers.ts';
import { MailroomError } from '../../domain/errors.ts';
import { findCustomers, findDescribed } from '../../intake/customers/find-customers.ts';
import { displayAddress, displayName } from '../../rules/matching/display.ts';
import { normaliseIdentifier } from '../../rules/notation/identifier.ts';
import { counted } from '../counted.ts';
import { importCustomerFile } from '../import-customer-file.ts';
import type { GlobalOptions } from '../main.ts';
import { withDatabase } from '../open.ts';
import { createOutput } from '../output.ts';

/** Ends with 1 when lines were left out. */
export async function importFile(file: string, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withDatabase(options, async (database) => {
    const report = await importCustomerFile(database, file, output);
    output.result(
      report,
      `${report.read} lines read: ${report.inserted} new, ${report.updated} changed, ${report.unchanged} unchanged, ${report.rejectedCount} left out.`,
    );
    // The rest is in; a script must notice that something is not.
    if (report.rejectedCount > 0) process.exitCode = 1;
  });
}

export async function count(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withDatabase(options, async (database) => {
    const customers = await countCustomers(database);
    output.result({ customers }, `${counted(customers, 'customer')}`);
  });
}

export interface FindOptions extends GlobalOptions {
  readonly name?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly number?: string;
}

const foundMax = 20;

/** By words as they are typed, or by what the options name; what is misspelled is found too, the likeliest first. */
export async function find(query: string, options: FindOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const { name, street, postcode, city, number } = options;
  const isDescribed = [name, street, postcode, city, number].some((each) => each !== undefined);
  if (isDescribed === (query !== ''))
    throw new MailroomError(
      'request.invalid',
      'Give words to search for, or --name, --street, --postcode, --city, --number.',
    );
  const split = /^(.*?)\s+(\d{1,4}\s?[a-zA-Z]?)$/.exec(street?.trim() ?? '');
  await withDatabase(options, async (database, { directory }) => {
    if (directory.url !== null)
      output.note(
        'Customers live in the directory behind MAILROOM_DIRECTORY_URL, which can be asked for keys only: this searches the imported customers. "mailroom match explain DOCUMENT" asks the live directory.',
      );
    const found = isDescribed
      ? await findDescribed(
          database,
          {
            name: name ?? null,
            street: split?.[1] ?? street ?? null,
            houseNumber: split?.[2] ?? null,
            postcode: postcode ?? null,
            city: city ?? null,
            number: number === undefined ? null : normaliseIdentifier(number),
          },
          foundMax,
        )
      : await findCustomers(database, query, foundMax);
    for (const customer of found)
      output.result(customer, `${customer.customerNumber}  ${displayName(customer)}, ${displayAddress(customer)}`);
    if (found.length === 0)
      output.note(
        'No customer found. Try a number, a name, a street with its number, a postcode or an e-mail address.',
      );
  });
}
