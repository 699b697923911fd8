import type { Database } from '../../db/connection.ts';
import type { CustomerRow } from '../../db/customer-copy-line.ts';
import { openCustomerWriter } from '../../db/customer-writer.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import {
  type CustomerColumn,
  customerColumnNames,
  customerFrom,
  customerRow,
  fieldReader,
  recordProblem,
} from './customer-row.ts';
import { createDirectoryKeeper } from './keep-directory.ts';

export interface CustomerImportOptions {
  /** Called with the number of records read so far, now and then. */
  readonly onProgress?: (read: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Rows in one transaction. */
  readonly batchRows?: number;
  /** Called when the rows are in and what finds them is built, a step at a time: the last minutes of a large import. */
  readonly onFinishing?: (done: number, steps: number) => void;
  /** Where a phone number without country code is rung from, when the row names no country. Default `DE`. */
  readonly country?: string;
}

export interface CustomerImportReport {
  /** Records, the header not counted. */
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejectedCount: number;
  /** The first 1,000 of them, with the line each begins in. */
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly unknownColumns: readonly string[];
}

/** Measured with 200,000 customers: 5,000 rows at a time cost the database a quarter more work than 50,000. */
const usualBatchRows = 50_000;
/** Rows are sent to the database in portions of this many, so that memory does not grow with the batch. */
const portionRows = 2000;
const rejectedListMax = 1000;

/**
 * Upserts customers from a stream of CSV (the columns of the contract, in any order). Batches are transactions of their
 * own, so an abort or a broken connection leaves whole batches behind and the same file can be imported again. Fails
 * with `request.invalid` when the header lacks what is needed; a bad line is reported and stops nothing.
 */
export async function importCustomers(
  database: Database,
  stream: AsyncIterable<Uint8Array>,
  options: CustomerImportOptions = {},
): Promise<CustomerImportReport> {
  const { signal, country = 'DE', batchRows = usualBatchRows } = options;
  const counts = { read: 0, inserted: 0, updated: 0, unchanged: 0, rejectedCount: 0 };
  const rejected: { readonly line: number; readonly reason: string }[] = [];
  const reject = (line: number, reason: string) => {
    counts.rejectedCount += 1;
    if (rejected.length < rejectedListMax) rejected.push({ line, reason });
  };

  let header: Header | null = null;
  let portion: CustomerRow[] = [];
  /** Customer numbers of the batch with the line each was read from. */
  let lines = new Map<string, number>();
  const keeper = createDirectoryKeeper(database);
  // Two connections take turns: one merges its batch while the other is sent the next. Both cores have work.
  await using one = await openCustomerWriter(database);
  await using other = await openCustomerWriter(database);
  let writer = one;
  let merging: Promise<void> = Promise.resolve();
  let isComplete = false;

  const send = async () => {
    const rows = portion;
    portion = [];
    await writer.stage(rows);
    options.onProgress?.(counts.read);
  };
  const merge = async (isFull: boolean) => {
    await send();
    lines = new Map();
    await merging;
    signal?.throwIfAborted();
    const isFirst = isFull && (await keeper.beforeBatch());
    merging = writer.merge().then(({ inserted, updated, unchanged }) => {
      counts.inserted += inserted;
      counts.updated += updated;
      counts.unchanged += unchanged;
    });
    // Awaited before the next merge; until then its failure is nobody's and must not end the process.
    merging.catch(() => {});
    writer = writer === one ? other : one;
    if (isFirst) writer.expectNew();
  };

  const take = (record: CsvRecord, known: Header) => {
    counts.read += 1;
    const problem = record.problem ?? recordProblem(record.fields, known.width);
    if (problem !== null || record.fields === undefined) return reject(record.line, problem ?? 'cannot be read');
    const customer = customerFrom(fieldReader(known.places, record.fields), country);
    if (typeof customer === 'string') return reject(record.line, customer);
    const { customerNumber } = customer;
    const earlier = lines.get(customerNumber);
    if (earlier !== undefined) {
      reject(earlier, `customer_number ${customerNumber} comes again in line ${record.line}, which counts`);
    }
    lines.set(customerNumber, record.line);
    const row = customerRow(customer);
    keeper.note(row);
    portion.push(row);
  };

  try {
    for await (const records of csvRecords(stream)) {
      signal?.throwIfAborted();
      for (const record of records) {
        if (header === null) header = headerFrom(record);
        else take(record, header);
        if (portion.length >= portionRows) await send();
        if (lines.size >= batchRows) await merge(true);
      }
    }
    if (header === null)
      throw new MailroomError('request.invalid', 'The file is empty. A header line with column names is needed.');
    await merge(false);
    await merging;
    isComplete = true;
  } finally {
    // Also of an import that broke off: what came in must be found.
    await merging.catch(() => {});
    // Before anything waits for the table.
    await Promise.all([one.abandon(), other.abandon()]);
    await keeper.finish(isComplete && keeper.isLarge() ? options.onFinishing : undefined);
  }
  return { ...counts, rejected, unknownColumns: header.unknownColumns };
}

interface Header {
  readonly places: ReadonlyMap<CustomerColumn, number>;
  readonly width: number;
  readonly unknownColumns: readonly string[];
}

function headerFrom(record: CsvRecord): Header {
  if (record.fields === undefined)
    throw new MailroomError('request.invalid', `The header line cannot be read: ${record.problem}.`);
  const names = record.fields.map((name) => name.trim().toLowerCase());
  const places = new Map<CustomerColumn, number>();
  const unknownColumns: string[] = [];
  for (const [place, name] of names.entries()) {
    const known = customerColumnNames.find((column) => column === name);
    if (known === undefined) unknownColumns.push(name.slice(0, 100));
    else if (places.has(known))
      throw new MailroomError('request.invalid', `The column ${known} stands twice in the header.`);
    else places.set(known, place);
  }
  if (places.has('customer_number') && (places.has('last_name') || places.has('organisation'))) {
    return { places, width: names.length, unknownColumns: unknownColumns.slice(0, 200) };
  }
  const advice =
    record.fields.length === 1 && names[0]?.includes(';') ? ' Separate columns by commas, not by semicolons.' : '';
  throw new MailroomError(
    'request.invalid',
    `The header needs customer_number and one of last_name and organisation.${advice}`,
  );
}
