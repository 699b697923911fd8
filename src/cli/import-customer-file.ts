import { createReadStream } from 'node:fs';
import type { Database } from '../db/connection.ts';
import { MailroomError } from '../domain/errors.ts';
import { importCustomers } from '../intake/customers/import-customers.ts';
import type { Output } from './output.ts';

/** Imports a CSV file with progress and reports the lines that were left out. */
export async function importCustomerFile(database: Database, path: string, output: Output) {
  const progress = output.progress('Customers', null);
  const stream = createReadStream(path);
  const report = await importCustomers(database, stream, { onProgress: (read) => progress.advance(read) }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new MailroomError('request.invalid', `There is no file ${path}.`);
      throw error;
    },
  );
  progress.end();
  for (const column of report.unknownColumns) output.note(`Column "${column}" is not known and was ignored.`);
  for (const bad of report.rejected) output.note(`Line ${bad.line}: ${bad.reason}`);
  return report;
}
