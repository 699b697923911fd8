import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinTiffs } from '../../fixtures/generator/raster/tiff.ts';
import { apiBase } from '../api/contract/index.ts';
import { type ServerProcess, spawnMailroom, startServer } from '../bench/server-process.ts';
import { type Server, uploadUntilAcknowledged } from '../bench/upload-client.ts';
import { type Database, openDatabase } from '../db/connection.ts';
import { drawTextPage } from './draw-text-page.ts';
import { openTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

const pageCount = 24;
const dpi = 200;

function serverOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Start the servers with scripts/live/start-servers.sh.`);
  return value;
}

let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
let database: Database;
let front: ServerProcess;
let server: Server;
let env: Readonly<Record<string, string>>;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  folder = await openTemporaryFolder();
  const address = new URL(serverOf('MAILROOM_TEST_DATABASE_URL'));
  const name = `several_${randomBytes(6).toString('hex')}`;
  await using first = openDatabase(address.href, { connectionsMax: 1 });
  await first.query(`create database ${name}`);
  address.pathname = `/${name}`;
  env = {
    DATABASE_URL: address.href,
    REDIS_URL: serverOf('MAILROOM_TEST_REDIS_URL'),
    OBJECT_STORE_URL: serverOf('MAILROOM_TEST_OBJECT_STORE_URL'),
    MAILROOM_OCR_ENGINE: 'tesseract.js',
    MAILROOM_LEASE_SECONDS: '5',
    MAILROOM_SWEEP_SECONDS: '1',
  };
  front = startServer(join(folder.path, 'front'), {
    ...env,
    MAILROOM_STAGES: 'preparation,classification,indexing,archiving,routing',
  });
  server = await front.ready();
  database = openDatabase(address.href, { connectionsMax: 2 });
  for (const worker of ['one', 'two']) {
    workers.push(
      spawnMailroom(
        ['start', '--mode', 'worker', '--stages', 'recognition', '--data-dir', join(folder.path, worker), '--json'],
        env,
      ),
    );
  }
  await Promise.all(
    workers.map(async ({ stdout }) => {
      if (stdout === null) throw new Error('The worker has no output.');
      await once(stdout, 'data');
      stdout.resume();
    }),
  );
}, 180_000);

afterAll(async () => {
  for (const worker of workers) if (worker.exitCode === null && worker.signalCode === null) worker.kill('SIGTERM');
  await Promise.all(
    workers.map((worker) => (worker.exitCode === null && worker.signalCode === null ? once(worker, 'exit') : null)),
  );
  await front?.stop();
  await database?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function handIn(word: string): Promise<string> {
  const pages: Buffer[] = [];
  for (let number = 1; number <= pageCount; number += 1) {
    const { image } = await drawTextPage(`${word} Seite ${number} ${'des Vertrags ist bestätigt. '.repeat(60)}`, {
      dpi,
    });
    const tiff = sharp(image)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dpi / 25.4, yres: dpi / 25.4 });
    pages.push(await tiff.toBuffer());
  }
  const stamp = { xDpi: dpi, yDpi: dpi, software: 'test', dateTime: '2026:11:21 09:00:00' };
  await mkdir(join(folder.path, 'letter'), { recursive: true });
  await writeFile(join(folder.path, 'letter', `${word}.tif`), joinTiffs(pages.map((tiff) => ({ tiff, ...stamp }))));
  const submission = await uploadUntilAcknowledged(async () => server, folder.path, `letter/${word}.tif`, word);
  const { rows } = await database.query<{ id: string }>('select id from documents where submission_id = $1', [
    submission,
  ]);
  return rows[0]?.id ?? '';
}

/** Who read how many pages of a document so far. */
async function readersOf(documentId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ worker: string; pages: number }>(
    `select r.read_by as worker, count(*) as pages
       from documents d, jsonb_array_elements(d.facts->'preparation'->'pages') p
       join page_readings r on r.image = p->>'readingImage'
      where d.id = $1 group by 1`,
    [documentId],
  );
  return new Map(rows.map(({ worker, pages }) => [worker, pages]));
}

const readOut = (documentId: string) =>
  until(
    'the document is read',
    async () => {
      const { rows } = await database.query<{ isRead: boolean }>(
        `select facts ? 'recognition' as "isRead" from documents where id = $1`,
        [documentId],
      );
      return rows[0]?.isRead === true ? true : null;
    },
    240,
  );

async function pagesSaid(documentId: string, word: string): Promise<readonly boolean[]> {
  const answer = await fetch(`${server.url}${apiBase}/documents/${documentId}/text`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  const { text } = (await answer.json()) as { text: string };
  const pages = text.split('\f');
  return Array.from(
    { length: pageCount },
    (_, index) => pages[index]?.includes(`${word} Seite ${index + 1} `) === true,
  );
}

test('pages of one document are read by both workers, each once; a worker killed in the middle gives its pages back', {
  timeout: 600_000,
}, async () => {
  const together = await handIn('Gemeinsam');
  await readOut(together);
  const readers = await readersOf(together);
  expect([...readers.values()].reduce((sum, pages) => sum + pages, 0)).toBe(pageCount);
  expect(readers.size).toBe(2);
  expect(await pagesSaid(together, 'Gemeinsam')).not.toContain(false);

  const interrupted = await handIn('Unterbrochen');
  const owner = await until(
    'some pages are read',
    async () => {
      const read = [...(await readersOf(interrupted)).values()].reduce((sum, pages) => sum + pages, 0);
      const { rows } = await database.query<{ owner: string }>(
        `select leased_by as owner from documents where id = $1 and stage = 'recognition' and state = 'running'`,
        [interrupted],
      );
      return read >= 4 && read <= pageCount - 4 ? (rows[0]?.owner ?? null) : null;
    },
    120,
  );
  const pid = Number(owner.split('/')[1]);
  expect(workers.map((worker) => worker.pid)).toContain(pid);
  process.kill(pid, 'SIGKILL');
  const before = await readersOf(interrupted);
  await readOut(interrupted);
  const after = await readersOf(interrupted);
  expect([...after.values()].reduce((sum, pages) => sum + pages, 0)).toBe(pageCount);
  // What the dead worker had read is not read again.
  expect(after.get(owner) ?? 0).toBeGreaterThanOrEqual(before.get(owner) ?? 0);
  expect(await pagesSaid(interrupted, 'Unterbrochen')).not.toContain(false);
});
