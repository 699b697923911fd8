import { open } from 'node:fs/promises';
import type { Database } from '../db/connection.ts';
import { MailroomError } from '../domain/errors.ts';
import { importCustomers } from '../intake/customers/import-customers.ts';
import type { Output, Progress } from './output.ts';

/** Files of a gigabyte are read in fewer pieces than the usual 64 KiB. */
const chunkBytes = 512 * 1024;

/** Imports a CSV file with progress and reports the lines that were left out. */
export async function importCustomerFile(database: Database, path: string, output: Output) {
  // Opened before anything else: a stream that cannot open its file fails before anybody listens.
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new MailroomError(
      'path.missing',
      error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${error.code}).`,
    );
  });
  const rows = output.progress('Customers', null);
  let finishing: Progress | null = null;
  const report = await importCustomers(database, file.createReadStream({ highWaterMark: chunkBytes }), {
    onProgress: (read) => rows.advance(read),
    onFinishing(done, steps) {
      if (finishing === null) {
        rows.end();
        output.note('All rows are in. What finds them is built now.');
        finishing = output.progress('Directory', steps);
      }
      finishing.advance(done);
    },
  });
  (finishing ?? rows).end();
  for (const column of report.unknownColumns) output.note(`Column "${column}" is not known and was ignored.`);
  for (const bad of report.rejected) output.note(`Line ${bad.line}: ${bad.reason}`);
  return report;
}
