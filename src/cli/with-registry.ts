import { join } from 'node:path';
import { defaultDocumentClasses } from '../../classifiers/document-classes.ts';
import { createReadingStore } from '../adapters/readings/reading-store.ts';
import { createModelRegistry, type OpenedRegistry } from '../app/models/model-registry.ts';
import { openStore } from '../app/open-store.ts';
import type { Database } from '../db/connection.ts';
import { systemClock } from '../domain/clock.ts';
import type { ReadingStore } from '../ports/reading-store.ts';
import type { GlobalOptions } from './main.ts';
import { withDatabase } from './open.ts';

export interface RegistryAtHand {
  readonly registry: OpenedRegistry;
  readonly database: Database;
  readonly readings: ReadingStore;
}

/** Runs `work` with the models of the data folder, beside a server or without one. */
export function withRegistry<Result>(
  options: GlobalOptions,
  work: (at: RegistryAtHand) => Promise<Result>,
): Promise<Result> {
  return withDatabase(options, async (database, settings) => {
    await using store = await openStore(settings);
    const readings = createReadingStore(store);
    const registry = createModelRegistry({
      database,
      store,
      readings,
      classes: defaultDocumentClasses,
      clock: systemClock,
      cacheDir: join(settings.dataDir, 'models'),
    });
    return work({ registry, database, readings });
  });
}
