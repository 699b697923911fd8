import { hostname } from 'node:os';
import { join } from 'node:path';
import { defaultDocumentClasses } from '../../classifiers/document-classes.ts';
import { createPipelines } from '../../pipelines/index.ts';
import { readAlong } from '../../pipelines/read-along.ts';
import { createBullmqDispatcher } from '../adapters/dispatch/bullmq.ts';
import { createInProcessDispatcher } from '../adapters/dispatch/in-process.ts';
import { chooseOcrEngine } from '../adapters/ocr/choose.ts';
import { createReadingStore } from '../adapters/readings/reading-store.ts';
import { createCountSheetArchive } from '../adapters/sheets/count-sheet.ts';
import { createDocumentOpener } from '../adapters/workshop/document-opener.ts';
import { createImageTurner } from '../adapters/workshop/image-turner.ts';
import { createPagePainter } from '../adapters/workshop/page-painter.ts';
import { createRenditionWriter } from '../adapters/workshop/rendition/rendition-writer.ts';
import { createScanDivider } from '../adapters/workshop/scan-divider.ts';
import { createWorkshop } from '../adapters/workshop/workshop.ts';
import { packageRoot } from '../config/package-root.ts';
import type { Settings } from '../config/settings.ts';
import { type Database, openDatabase } from '../db/connection.ts';
import { createPostgresDirectory } from '../db/customer-directory.ts';
import { startEmbeddedPostgres } from '../db/embedded/start-embedded-postgres.ts';
import { createKinship } from '../db/kinship.ts';
import { createLiveNews } from '../db/live-events.ts';
import { migrate } from '../db/migrate.ts';
import { createPageReadings } from '../db/page-readings.ts';
import { createPagesUnderWay } from '../db/pages-under-way.ts';
import { createPrecedents } from '../db/precedents.ts';
import { createSharedPages } from '../db/shared-pages.ts';
import { systemClock } from '../domain/clock.ts';
import { newId } from '../domain/ids.ts';
import { createEngine } from '../engine/engine.ts';
import { createBatchDesk } from '../intake/batches/batch-desk.ts';
import { createScanLayouts } from '../intake/batches/scan-layouts.ts';
import { createCustomerLookup } from '../intake/customers/customer-lookup.ts';
import { mendDirectory } from '../intake/customers/keep-directory.ts';
import { watchHotFolders } from '../intake/hot-folder/watch-hot-folders.ts';
import { createIntake } from '../intake/take-in.ts';
import type { JobDispatcher } from '../ports/job-dispatcher.ts';
import type { Log } from '../ports/log.ts';
import type { ModelRegistry } from '../ports/model-registry.ts';
import { createAgentQueue } from '../queue/agent-queue.ts';
import { displayAddress, displayName } from '../rules/matching/display.ts';
import { createQualityDesk } from '../trays/quality-desk.ts';
import { createQualityFigures, type QualityFigures } from '../trays/quality-figures.ts';
import { createReviewDesk } from '../trays/review-desk.ts';
import { createTrayDesk } from '../trays/tray-desk.ts';
import { createClosingStack } from './closing-stack.ts';
import { describeParts } from './describe-parts.ts';
import { followMatchWeights } from './matching/weights-in-force.ts';
import { openActiveClassifier } from './models/active-classifier.ts';
import { createModelRegistry } from './models/model-registry.ts';
import { openLiveDirectory } from './open-live-directory.ts';
import { openStore } from './open-store.ts';

/** Where the rows are: a database of our own in the data folder, or the configured one. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly isEmbedded: boolean;
  stop(): Promise<void>;
}

/** The database of this installation, migrated. `mayJoin`: a short command beside a running Mailroom uses its server. */
export async function openMailroomDatabase(
  settings: Settings,
  log: Log,
  options: { readonly mayJoin: boolean },
): Promise<OpenedDatabase> {
  const embedded =
    settings.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: settings.dataDir, log, mayJoin: options.mayJoin })
      : null;
  const database = openDatabase(embedded?.url ?? (settings.databaseUrl as string), { connectionsMax: 20 });
  const stop = async (): Promise<void> => {
    await database[Symbol.asyncDispose]();
    await embedded?.stop();
  };
  try {
    await migrate(database, join(packageRoot, 'src/db/migrations'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { database, isEmbedded: embedded !== null, stop };
}

export interface MailroomOptions {
  /** `one-shot`: nobody but this process works here, so its own doorbell is enough. */
  readonly use: 'service' | 'one-shot';
  readonly log: Log;
}

export type Mailroom = Awaited<ReturnType<typeof openMailroom>>;

/**
 * The one place that chooses what is real: opens every part in order, and closes them in reverse. What is not configured
 * is embedded; a part that is configured and does not answer stops the start with a sentence.
 */
export async function openMailroom(settings: Settings, { use, log }: MailroomOptions) {
  const open = createClosingStack();
  try {
    const { database, isEmbedded, stop } = await openMailroomDatabase(settings, log, { mayJoin: use === 'one-shot' });
    open.defer(stop);
    await mendDirectory(database);
    const store = open.use(await openStore(settings));
    const promise = await store.prove();
    const dispatcher = open.use(await openDispatcher(settings, database, use));
    await dispatcher.probe();

    const clock = systemClock;
    const classes = defaultDocumentClasses.map((each) => {
      const fields = settings.indexing.fields[each.key];
      return fields === undefined ? each : { ...each, fields };
    });
    const { company, limits } = settings;
    const live = open.use(createLiveNews(database));
    const workshop = open.use(createWorkshop({ store, limits, processes: settings.concurrency.preparation, log }));
    const readings = createReadingStore(store);
    const painter = createPagePainter({ workshop });
    const ocr = open.use(
      await chooseOcrEngine({ ...settings.ocr, store, pageSecondsMax: limits.pageReadSecondsMax, log }),
    );
    const models = createModelRegistry({
      database,
      store,
      readings,
      classes,
      clock,
      cacheDir: join(settings.dataDir, 'models'),
    });
    const inForce = open.use(await openActiveClassifier({ database, registry: models, log }));
    if (use === 'service') await inForce.follow();
    const { classifier } = inForce;
    const liveDirectory = openLiveDirectory(settings, clock);
    const directory = liveDirectory ?? createPostgresDirectory(database);
    const customerOf = createCustomerLookup({ database, live: liveDirectory });
    const matchWeights = followMatchWeights(database, clock);
    const queue = createAgentQueue({ database, clock, tell: live.tell });

    const quality = createQualityDesk({
      database,
      clock,
      classes,
      drawing: {
        share: settings.quality.samplePercent / 100,
        minimumPerDay: settings.quality.sampleMinimumPerDay,
      },
      timeZone: company.timeZone,
      isCustomer: async (customerNumber) => (await customerOf(customerNumber)) !== null,
      tell: live.tell,
    });
    const qualityFigures = openQualityFigures(settings, database, models);

    const worker = `${hostname()}/${process.pid}/${newId('run').slice(-8)}`;
    const pageReadings = createPageReadings(database, worker);
    // An embedded database has no other workers.
    const sharedPages =
      isEmbedded || use === 'one-shot'
        ? null
        : createSharedPages({ database, worker, leaseSeconds: settings.leaseSeconds });
    const engine = createEngine({
      database,
      dispatcher,
      queue,
      journal: quality,
      pipelines: createPipelines({
        opener: createDocumentOpener({ workshop, limits }),
        layouts: createScanLayouts({ database, profiles: settings.scan.profiles }),
        divider: createScanDivider({ workshop, limits }),
        engine: ocr,
        readings,
        pageReadings,
        sharedPages,
        pagesUnderWay: createPagesUnderWay({ database, tell: live.tell }),
        turner: createImageTurner({ workshop }),
        classifier,
        classes,
        directory,
        matchWeights,
        company,
        kinship: createKinship(database),
        pageSecondsMax: limits.pageReadSecondsMax,
        store,
        rendition: createRenditionWriter({ workshop, store }),
        precedents: createPrecedents(database),
      }),
      clock,
      log,
      tell: live.tell,
      worker,
      stages: settings.stages,
      concurrency: settings.concurrency,
      leaseSeconds: settings.leaseSeconds,
      sweepSeconds: settings.sweepSeconds,
      stopSeconds: 8,
    });

    const intake = createIntake({ database, store, clock, uploadBytesMax: limits.uploadBytesMax, ring: engine.ring });
    const batches = createBatchDesk({
      countSheets: createCountSheetArchive({ store }),
      timeZone: company.timeZone,
      database,
      clock,
      profiles: settings.scan.profiles,
      ring: engine.ring,
      tell: live.tell,
    });
    const trays = createTrayDesk({
      database,
      clock,
      classes,
      async customer(customerNumber) {
        const record = await customerOf(customerNumber);
        return record && { displayName: displayName(record), displayAddress: displayAddress(record) };
      },
      undoSeconds: settings.review.undoSeconds,
      ring: engine.ring,
      tell: live.tell,
    });
    const review = createReviewDesk({ database, clock, classes, company, tell: live.tell });

    return {
      settings,
      database,
      store,
      dispatcher,
      engine,
      intake,
      batches,
      trays,
      review,
      quality,
      qualityFigures,
      customerOf,
      queue,
      painter,
      readings,
      directory,
      matchWeights,
      classifier,
      models,
      classes,
      ocr,
      clock,
      log,
      /** Lends idle readers to long documents of other workers; nothing to do where there are none. */
      readAlong: (): AsyncDisposable =>
        sharedPages === null || !settings.stages.includes('recognition')
          ? { [Symbol.asyncDispose]: async () => {} }
          : readAlong({ engine: ocr, pageReadings, sharedPages, log, lookSeconds: Math.min(2, settings.sweepSeconds) }),
      watchHotFolders: () =>
        watchHotFolders({
          intake,
          batches,
          clock,
          log,
          worker,
          dataDir: settings.dataDir,
          pollSeconds: settings.scan.pollSeconds,
          settleSeconds: settings.scan.settleSeconds,
          folderQuietSeconds: settings.scan.folderQuietSeconds,
          leaseSeconds: settings.leaseSeconds,
          bytesMax: limits.uploadBytesMax,
        }),
      parts: () => describeParts({ settings, database, isEmbedded, store, promise, dispatcher, ocr }),
      [Symbol.asyncDispose]: () => open.close(),
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** For the mail room, and for `doctor`, which needs nothing else of it. */
export function openQualityFigures(
  { quality, company }: Settings,
  database: Database,
  models: Pick<ModelRegistry, 'list'> | null,
): QualityFigures {
  return createQualityFigures({
    database,
    clock: systemClock,
    timeZone: company.timeZone,
    thresholds: {
      classPrecisionMin: quality.classPercentMin / 100,
      customerPrecisionMin: quality.customerPercentMin / 100,
      driftMax: quality.driftMax,
      driftDocumentsMin: quality.driftDocumentsMin,
    },
    trainedSpread: async (version) =>
      (await models?.list())?.find((model) => model.version === version)?.metrics['evaluation texts']?.spread ?? null,
    windows: { referenceDays: quality.driftReferenceDays, recentDays: quality.driftRecentDays },
  });
}

async function openDispatcher(
  settings: Settings,
  database: Database,
  use: MailroomOptions['use'],
): Promise<JobDispatcher> {
  if (settings.redisUrl !== null) return createBullmqDispatcher({ kind: 'redis', url: settings.redisUrl });
  return use === 'one-shot'
    ? createInProcessDispatcher()
    : createBullmqDispatcher({ kind: 'postgres', url: database.url });
}
