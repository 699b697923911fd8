import type { SystemPart } from '../api/deps.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../db/connection.ts';
import type { JobDispatcher } from '../ports/job-dispatcher.ts';
import type { RetentionPromise, RetentionStore } from '../ports/object-store.ts';
import type { OcrEngine } from '../ports/ocr-engine.ts';

export interface RunningParts {
  readonly settings: Settings;
  readonly database: Database;
  readonly isEmbedded: boolean;
  readonly store: RetentionStore;
  readonly promise: RetentionPromise;
  readonly dispatcher: JobDispatcher;
  readonly ocr: OcrEngine;
}

/** Which part is embedded and which is real, and whether each answers right now. */
export async function describeParts(running: RunningParts): Promise<readonly SystemPart[]> {
  const { settings, database, store, dispatcher, ocr } = running;
  return Promise.all([
    describe('Database', running.isEmbedded, 'PostgreSQL', async () => {
      const { rows } = await database.query<{ version: string }>(`select current_setting('server_version') as version`);
      return `PostgreSQL ${rows[0]?.version ?? ''}`.trim();
    }),
    describe('Object store', settings.objectStoreUrl === null, store.name, async () => {
      await store.list(null, 1);
      return running.promise.sentence;
    }),
    describe('Doorbell', settings.redisUrl === null, dispatcher.name, async () => {
      await dispatcher.probe();
      return dispatcher.name;
    }),
    describe('Reading', ocr.name !== 'tesseract-native', `${ocr.name} ${ocr.version}`, async () => {
      await ocr.probe();
      return `${ocr.name} ${ocr.version}`;
    }),
  ]);
}

async function describe(
  name: string,
  isEmbedded: boolean,
  what: string,
  ask: () => Promise<string>,
): Promise<SystemPart> {
  const kind = isEmbedded ? 'embedded' : 'real';
  try {
    return { name, kind, detail: await ask(), isHealthy: true };
  } catch (error) {
    return { name, kind, detail: `${what}: ${error instanceof Error ? error.message : 'no answer'}`, isHealthy: false };
  }
}
