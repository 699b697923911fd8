import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Mailroom, openMailroom } from '../app/compose.ts';
import { loadSettings, type Settings } from '../config/settings.ts';
import type { Queryable } from '../db/connection.ts';
import type { Channel } from '../domain/channel.ts';
import { importCustomers } from '../intake/customers/import-customers.ts';
import { silentLog } from '../ports/log.ts';

/** The product's settings as a fresh installation has them, on embedded parts, without the demo. */
export async function benchSettings(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Settings> {
  return loadSettings({ dataDir, env: { ...embeddedEnvironment(), ...env } });
}

/** The environment without anything that would make a part real: a bench of embedded parts measures those. */
export function embeddedEnvironment(): Record<string, string> {
  const real = new Set(['DATABASE_URL', 'REDIS_URL', 'OBJECT_STORE_URL', 'PORT']);
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !real.has(entry[0]),
  );
  return { ...Object.fromEntries(kept), MAILROOM_DEMO: 'no', MAILROOM_LOG_LEVEL: 'error' };
}

/** The whole mail room in this process, as `mailroom start` composes it, with these customers. */
export async function openBenchMailroom(
  dataDir: string,
  options: { readonly customersCsv?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Mailroom> {
  await mkdir(dataDir, { recursive: true });
  const mailroom = await openMailroom(await benchSettings(dataDir, options.env), { use: 'service', log: silentLog });
  if (options.customersCsv !== undefined)
    await importCustomers(mailroom.database, createReadStream(options.customersCsv));
  return mailroom;
}

/** Takes a file in as a channel would; the source key is the file, so truth and row find each other. */
export async function takeFileIn(mailroom: Mailroom, folder: string, file: string): Promise<string> {
  const channel = file.split('/')[0] as Channel;
  const receipt = await mailroom.intake.takeIn(createReadStream(join(folder, file)), {
    channel,
    source: 'bench',
    sourceKey: file,
    filename: file.split('/').at(-1) ?? file,
    declaredMediaType: null,
    receivedAt: mailroom.clock.now(),
    actor: 'mailroom',
  });
  return receipt.submissionId;
}

/** Documents that still travel, with their work items not yet offered. */
async function countUnderWay(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select (select count(*) from documents where state in ('ready', 'running'))
          + (select count(*) from outbox where delivered_at is null) as count`,
  );
  return rows[0]?.count ?? 0;
}

/** Waits until nothing travels any more. Asks four times a second: a hundred times would be a load of its own. */
export async function untilSettled(database: Queryable, secondsMax: number): Promise<void> {
  const deadline = performance.now() + secondsMax * 1000;
  while ((await countUnderWay(database)) > 0) {
    if (performance.now() > deadline)
      throw new Error(`Documents are still under way after ${Math.round(secondsMax)} s.`);
    await delay(250);
  }
}
