import { readFile } from 'node:fs/promises';
import type { ExpectedDocument } from '../../fixtures/generator/expected.ts';
import type { Queryable } from '../db/connection.ts';

export async function readTruth(path: string): Promise<readonly ExpectedDocument[]> {
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExpectedDocument);
}

export interface Correctness {
  readonly documents: number;
  readonly classRightShare: number;
  /** Of those that no person is asked about. */
  readonly classWrongUnasked: number;
  /** Of the documents whose customer can be told from them. */
  readonly customerRightShare: number;
  readonly customerWrongUnasked: number;
  readonly parkedShare: number;
}

/** How right the product was about the documents that arrived themselves (covers and attachments left out). */
export async function checkAgainstTruth(database: Queryable, truth: readonly ExpectedDocument[]): Promise<Correctness> {
  const { rows } = await database.query<{
    file: string;
    class_key: string | null;
    customer_number: string | null;
    state: string;
  }>(
    `select s.source_key as file, d.class_key, d.customer_number, d.state
       from documents d join submissions s on s.id = d.submission_id where d.parent_id is null`,
  );
  const expected = new Map(
    truth.filter((document) => document.part === 0).map((document) => [document.file, document]),
  );
  const pairs = rows.flatMap((row) => {
    const document = expected.get(row.file);
    return document === undefined || document.isCover ? [] : [{ row, document }];
  });
  const share = <Pair>(all: readonly Pair[], holds: (pair: Pair) => boolean) =>
    all.length === 0 ? 0 : all.filter(holds).length / all.length;
  const certain = pairs.filter(({ document }) => document.customerCertainty === 'certain');
  const done = pairs.filter(({ row }) => row.state === 'done');
  return {
    documents: pairs.length,
    classRightShare: share(pairs, ({ row, document }) => row.class_key === document.class),
    classWrongUnasked: done.filter(({ row, document }) => row.class_key !== document.class).length,
    customerRightShare: share(certain, ({ row, document }) => row.customer_number === document.customerNumber),
    customerWrongUnasked: done.filter(
      ({ row, document }) => row.customer_number !== null && row.customer_number !== document.customerNumber,
    ).length,
    parkedShare: share(pairs, ({ row }) => row.state === 'parked'),
  };
}
