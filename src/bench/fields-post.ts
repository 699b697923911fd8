import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateCustomers } from '../../fixtures/generator/customers.ts';
import { customersCsv } from '../../fixtures/generator/customers-csv.ts';
import type { ExpectedDocument } from '../../fixtures/generator/expected.ts';
import { generateChannel } from '../../fixtures/generator/generate-post.ts';
import { evenMix } from '../../fixtures/generator/post-mix.ts';
import { submissionResults } from '../db/document-result.ts';
import type { Channel } from '../domain/channel.ts';
import type { CustomerRecord } from '../domain/customer.ts';
import type { FactsByStage, MailHeader } from '../domain/facts.ts';
import type { IndexField } from '../domain/index-data.ts';
import type { Reading } from '../domain/page.ts';
import { openBenchMailroom, takeFileIn, untilSettled } from './bench-mailroom.ts';
import { inParallel } from './in-parallel.ts';

/** A piece of generated post as the product read it, beside what it was written from. */
export interface ReadDocument {
  readonly expected: ExpectedDocument;
  readonly reading: Reading;
  readonly header: MailHeader | null;
  readonly pageSizes: readonly { readonly number: number; readonly widthMm: number; readonly heightMm: number }[];
  readonly receivedAt: string;
  /** What the product's own indexing found, with the class that it took the document for. */
  readonly fields: readonly IndexField[];
}

export interface FieldsPost {
  readonly customers: readonly CustomerRecord[];
  readonly documents: readonly ReadDocument[];
}

export const fieldsCustomerCount = 3000;

/**
 * Post of every class, as often one as the other, through the whole product: scans and faxes with OCR, mails and
 * born-digital pages as they are. Handwriting is another sport and left out.
 */
export async function readFieldsPost(
  order: {
    readonly seed: string;
    readonly counts: Readonly<Record<Channel, number>>;
    readonly engine: string;
    readonly folder: string;
  },
  say: (sentence: string) => void,
): Promise<FieldsPost> {
  const customers = generateCustomers(order.seed, fieldsCustomerCount);
  const post = join(order.folder, 'post');
  await mkdir(post, { recursive: true });
  await writeFile(join(post, 'customers.csv'), [...customersCsv(customers)].join(''));
  const expected = new Map<string, readonly ExpectedDocument[]>();
  const mix = { ...evenMix, handwritingShare: 0 };
  for (const [channel, count] of Object.entries(order.counts) as [Channel, number][]) {
    for await (const piece of generateChannel(`fields/${order.seed}`, channel, count, customers, mix)) {
      // An encrypted file and a copy of another are about other things than fields.
      if (piece.expected.some(({ outcome }) => outcome === 'duplicate')) continue;
      await mkdir(dirname(join(post, piece.file)), { recursive: true });
      await writeFile(join(post, piece.file), piece.bytes);
      expected.set(piece.file, piece.expected);
    }
  }
  say(`Reading ${expected.size} pieces of post …`);
  await using mailroom = await openBenchMailroom(join(order.folder, 'data'), {
    customersCsv: join(post, 'customers.csv'),
    env: { MAILROOM_OCR_ENGINE: order.engine, MAILROOM_OCR_WORKERS: '2' },
  });
  await mailroom.engine.start();
  const submissions = new Map<string, string>();
  await inParallel([...expected.keys()], 4, async (file) => {
    submissions.set(await takeFileIn(mailroom, post, file), file);
  });
  await untilSettled(mailroom.database, 120 + expected.size * 20);
  await mailroom.engine.stop();

  const { rows } = await mailroom.database.query<{
    id: string;
    parent_id: string | null;
    facts: Partial<FactsByStage>;
  }>('select id, parent_id, facts from documents');
  const factsOf = new Map(rows.map((row) => [row.id, row]));
  const documents: ReadDocument[] = [];
  for (const [submissionId, file] of submissions) {
    const results = await submissionResults(mailroom.database, submissionId);
    for (const [part, result] of results.entries()) {
      const truth = expected.get(file)?.[part];
      const row = factsOf.get(result.documentId);
      if (truth === undefined || row?.facts.recognition === undefined) continue;
      const parent = row.parent_id === null ? undefined : factsOf.get(row.parent_id);
      documents.push({
        expected: truth,
        reading: await mailroom.readings.load(row.facts.recognition.reading),
        header: row.facts.preparation?.mail ?? parent?.facts.preparation?.mail ?? null,
        pageSizes: (row.facts.preparation?.pages ?? []).map(({ number, widthMm, heightMm }) => ({
          number,
          widthMm,
          heightMm,
        })),
        receivedAt: result.receivedAt,
        fields: row.facts.indexing?.fields ?? [],
      });
    }
  }
  return { customers, documents };
}
