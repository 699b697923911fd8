import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMemoryStore } from '../../../storage/memory.ts';
import { createBullmqDispatcher } from '../../adapters/dispatch/bullmq.ts';
import { chooseOcrEngine } from '../../adapters/ocr/choose.ts';
import { openMailroomDatabase, openQualityFigures } from '../../app/compose.ts';
import { openLiveDirectory } from '../../app/open-live-directory.ts';
import { openStore } from '../../app/open-store.ts';
import { qualitySentence } from '../../app/quality-sentence.ts';
import type { Settings } from '../../config/settings.ts';
import { systemClock } from '../../domain/clock.ts';
import { silentLog } from '../../ports/log.ts';
import { counted } from '../counted.ts';
import type { GlobalOptions } from '../main.ts';
import { settingsOf } from '../open.ts';
import { createOutput } from '../output.ts';

interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'warning' | 'broken';
  /** What was found, and how to mend it. */
  readonly detail: string;
}

const GiB = 1024 ** 3;
const clockSecondsMax = 5;

/** Checks every configured part by using it. Ends with 1 when one is broken. */
export async function doctor(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const settings = await settingsOf(options);
  let isBroken = false;
  for await (const finding of examine(settings)) {
    if (finding.state === 'broken') isBroken = true;
    const mark = { ok: 'ok     ', warning: 'warning', broken: 'BROKEN ' }[finding.state];
    output.result(finding, `${mark} ${finding.part.padEnd(14)} ${finding.detail}`);
  }
  if (isBroken) process.exitCode = 1;
}

async function* examine(settings: Settings): AsyncGenerator<Finding> {
  yield await check('node', async () => ({ detail: `Node ${process.versions.node}` }));
  yield await check('data folder', () => examineFolder(settings.dataDir));
  yield* examineDatabase(settings);
  yield* examineDirectory(settings);
  yield await check('object store', async () => {
    await using store = await openStore(settings);
    const promise = await store.prove();
    return { detail: promise.sentence, ...(promise.kind === 'none' ? { state: 'warning' as const } : {}) };
  });
  yield await check('reading', async () => {
    await using engine = await chooseOcrEngine({
      ...settings.ocr,
      store: openMemoryStore(),
      pageSecondsMax: settings.limits.pageReadSecondsMax,
      log: silentLog,
    });
    await engine.probe();
    return { detail: `${engine.name} ${engine.version} reads German and English` };
  });
}

async function* examineDatabase(settings: Settings): AsyncGenerator<Finding> {
  let url = settings.databaseUrl;
  let quality: ReturnType<typeof qualitySentence> | null = null;
  yield await check('database', async () => {
    const opened = await openMailroomDatabase(settings, silentLog, { mayJoin: true });
    try {
      const { rows } = await opened.database.query<{ version: string; now: Date; documents: number }>(
        `select current_setting('server_version') as version, now() as now, (select count(*) from documents) as documents`,
      );
      const row = rows[0];
      if (!row) throw new Error('The database answered nothing.');
      const skew = Math.abs(row.now.getTime() - Date.now()) / 1000;
      const found = `PostgreSQL ${row.version}${opened.isEmbedded ? ', embedded' : ''}, ${counted(row.documents, 'document')}`;
      if (skew > clockSecondsMax) {
        return {
          state: 'warning',
          detail: `${found}; its clock differs from this machine's by ${Math.round(skew)} s. Set both by NTP.`,
        };
      }
      url = opened.database.url;
      quality = qualitySentence(await openQualityFigures(settings, opened.database, null).report(12));
      return { detail: found };
    } finally {
      await opened.stop();
    }
  });
  const found = quality;
  if (found !== null) yield await check('quality', async () => found);
  if (settings.redisUrl === null && settings.databaseUrl === null) return;
  yield await check('doorbell', async () => {
    await using dispatcher = await createBullmqDispatcher(
      settings.redisUrl === null ? { kind: 'postgres', url: url as string } : { kind: 'redis', url: settings.redisUrl },
    );
    await dispatcher.probe();
    return { detail: dispatcher.name };
  });
}

/** Imported customers are the database's; a live directory is asked for a number that nobody has. */
async function* examineDirectory(settings: Settings): AsyncGenerator<Finding> {
  const live = openLiveDirectory(settings, systemClock);
  if (live === null) return;
  yield await check('customers', async () => {
    await live.candidates([{ kind: 'identifier', value: 'MAILROOMDOCTOR' }], 1, new AbortController().signal);
    return { detail: 'the live directory answers' };
  });
}

async function examineFolder(dataDir: string): Promise<{ readonly detail: string; readonly state?: 'warning' }> {
  await mkdir(dataDir, { recursive: true });
  const trial = join(dataDir, `.trial-${process.pid}`);
  await writeFile(trial, 'trial', { flush: true });
  await rm(trial);
  const { bavail, bsize } = await statfs(dataDir);
  const freeGiB = (bavail * bsize) / GiB;
  const detail = `${dataDir}, ${freeGiB.toFixed(1)} GiB free`;
  return freeGiB < 2
    ? { state: 'warning', detail: `${detail}. Free some space or move the folder with --data-dir.` }
    : { detail };
}

async function check(
  part: string,
  look: () => Promise<{ readonly detail: string; readonly state?: 'warning' }>,
): Promise<Finding> {
  try {
    return { part, state: 'ok', ...(await look()) };
  } catch (error) {
    return { part, state: 'broken', detail: error instanceof Error ? error.message : String(error) };
  }
}
