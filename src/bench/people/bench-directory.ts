import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { packageRoot } from '../../config/package-root.ts';
import { type Database, openDatabase } from '../../db/connection.ts';
import { countCustomers } from '../../db/customers.ts';
import { startEmbeddedPostgres } from '../../db/embedded/start-embedded-postgres.ts';
import { migrate } from '../../db/migrate.ts';
import { importCustomers } from '../../intake/customers/import-customers.ts';
import { silentLog } from '../../ports/log.ts';
import { customersCsv } from './customers-csv.ts';
import { generatePeople, type Person } from './households.ts';
import type { NameLists } from './name-lists.ts';

export interface BenchDirectory extends AsyncDisposable {
  readonly database: Database;
  readonly dataDir: string;
  /** Null when the customers were there already (`keep`). */
  readonly importSeconds: number | null;
}

export interface BenchDirectoryOptions {
  readonly dataDir: string;
  readonly people: () => Iterable<Person>;
  readonly count: number;
  say(sentence: string): void;
}

/**
 * A database of generated customers, imported from a CSV file that is written beforehand, so that making people costs the
 * import nothing; what is already in `dataDir` is used again.
 */
export async function openBenchDirectory(options: BenchDirectoryOptions): Promise<BenchDirectory> {
  const { dataDir, people, count, say } = options;
  await mkdir(dataDir, { recursive: true });
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const database = openDatabase(server.url, { connectionsMax: 10 });
  await migrate(database, join(packageRoot, 'src/db/migrations'));
  let importSeconds: number | null = null;
  if ((await countCustomers(database)) !== count) {
    const file = `${dataDir}.csv`;
    await pipeline(Readable.from(customersCsv(people())), createWriteStream(file));
    say(`${count} customers written to a file of ${Math.round((await stat(file)).size / 1024 ** 2)} MiB`);
    const began = performance.now();
    let shown = 0;
    const report = await importCustomers(database, createReadStream(file, { highWaterMark: 512 * 1024 }), {
      onProgress(read) {
        if (read - shown < 250_000) return;
        shown = read;
        say(`${read} customers in, ${Math.round(read / ((performance.now() - began) / 1000))} a second`);
      },
      onFinishing: (done, steps) =>
        say(`All rows are in; ${done} of ${steps} steps after ${Math.round((performance.now() - began) / 1000)} s`),
    });
    await rm(file);
    importSeconds = (performance.now() - began) / 1000;
    if (report.rejectedCount > 0) throw new Error(`The import left lines out: ${report.rejected[0]?.reason}`);
    say(`${count} customers imported in ${importSeconds.toFixed(1)} s`);
  }
  return {
    database,
    dataDir,
    importSeconds,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await server.stop();
    },
  };
}

/** Each with the same chance, over the whole directory, in the order they come in. */
export function samplePeople(lists: NameLists, seed: number, count: number, wanted: number): readonly Person[] {
  const step = count / wanted;
  const sample: Person[] = [];
  let at = 0;
  for (const person of generatePeople(lists, seed, count)) {
    if (at >= sample.length * step && sample.length < wanted) sample.push(person);
    at += 1;
  }
  return sample;
}

/** Bytes of everything in the data folder: tables, indexes, log. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}
