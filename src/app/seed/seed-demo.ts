import { Readable } from 'node:stream';
import { countCustomers } from '../../db/customers.ts';
import { importCustomers } from '../../intake/customers/import-customers.ts';
import type { Mailroom } from '../compose.ts';

/** Where the seeding says how far it is. */
export interface SeedReport {
  note(sentence: string): void;
  progress(label: string, total: number | null): { advance(done: number): void; end(): void };
}

const demoSeed = 'nordlicht';
const demoCustomers = 3000;

/**
 * Loads the demo company's customers and its first post into an empty demo installation, with progress. Interrupted, it
 * goes on at the next start: each piece of post has its own key, so none comes twice.
 */
export async function seedDemo(mailroom: Mailroom, report: SeedReport, signal: AbortSignal): Promise<void> {
  const { database } = mailroom;
  if (await isSeeded(mailroom)) return;
  // The generator brings fonts and drawing, a fifth of a second at every start that has nothing to load.
  const [{ generateCustomers }, { customersCsv }, { demoPost }] = await Promise.all([
    import('../../../fixtures/generator/customers.ts'),
    import('../../../fixtures/generator/customers-csv.ts'),
    import('../../../fixtures/generator/demo-post.ts'),
  ]);
  const customers = generateCustomers(demoSeed, demoCustomers);
  if ((await countCustomers(database)) < demoCustomers) {
    const progress = report.progress('Demo customers', demoCustomers);
    await importCustomers(
      database,
      Readable.from(customersCsv(customers)).map((line: string) => Buffer.from(line)),
      {
        onProgress: (read) => progress.advance(read),
        signal,
      },
    );
    progress.end();
  }
  const progress = report.progress('Demo post', null);
  let count = 0;
  for await (const piece of demoPost(demoSeed, customers)) {
    if (signal.aborted) return;
    await mailroom.intake.takeIn(
      piece.bytes,
      {
        channel: piece.channel,
        source: 'demo',
        sourceKey: String(count),
        filename: piece.filename,
        declaredMediaType: null,
        receivedAt: mailroom.clock.now(),
        actor: 'mailroom',
      },
      signal,
    );
    count += 1;
    progress.advance(count);
  }
  progress.end();
  await database.query(`insert into settings (key, value) values ('demo.seeded', $1) on conflict (key) do nothing`, [
    JSON.stringify({ pieces: count }),
  ]);
  report.note(`${count} pieces of demo post are on their way; watch them on the intake page.`);
}

async function isSeeded(mailroom: Mailroom): Promise<boolean> {
  const { rows } = await mailroom.database.query(`select 1 from settings where key = 'demo.seeded'`);
  return rows.length > 0;
}
