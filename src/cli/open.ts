import { mkdir } from 'node:fs/promises';
import { type Mailroom, openMailroom, openMailroomDatabase } from '../app/compose.ts';
import { openLog } from '../app/log.ts';
import { loadSettings, type Settings } from '../config/settings.ts';
import type { Database } from '../db/connection.ts';
import type { Log } from '../ports/log.ts';
import type { GlobalOptions } from './main.ts';

export async function settingsOf(options: GlobalOptions): Promise<Settings> {
  return loadSettings({ configFile: options.config, dataDir: options.dataDir, env: process.env });
}

/** A short command tells what is wrong and otherwise leaves the terminal to its results. */
export function quietLog(): Log {
  return openLog({ level: process.env.MAILROOM_LOG_LEVEL === 'debug' ? 'info' : 'error' });
}

/** Runs `work` with the whole mail room open in this process, and closes it afterwards. */
export async function withMailroom<Result>(
  options: GlobalOptions,
  work: (mailroom: Mailroom) => Promise<Result>,
): Promise<Result> {
  const settings = await settingsOf(options);
  await mkdir(settings.dataDir, { recursive: true });
  await using mailroom = await openMailroom(settings, { use: 'one-shot', log: quietLog() });
  return await work(mailroom);
}

/** Runs `work` with the database alone: for commands that touch rows and no documents. */
export async function withDatabase<Result>(
  options: GlobalOptions,
  work: (database: Database, settings: Settings) => Promise<Result>,
): Promise<Result> {
  const settings = await settingsOf(options);
  await mkdir(settings.dataDir, { recursive: true });
  const opened = await openMailroomDatabase(settings, quietLog(), { mayJoin: true });
  try {
    return await work(opened.database, settings);
  } finally {
    await opened.stop();
  }
}
