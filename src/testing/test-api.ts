import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openMemoryStore } from '../../storage/memory.ts';
import { createCountSheetArchive } from '../adapters/sheets/count-sheet.ts';
import { makeProgramToken } from '../api/auth/program-tokens.ts';
import type { Role } from '../api/contract/index.ts';
import { createApi } from '../api/create-api.ts';
import type { ApiDeps } from '../api/deps.ts';
import { createModelRegistry } from '../app/models/model-registry.ts';
import { defaultScanProfiles } from '../config/scan-profiles.ts';
import type { Database } from '../db/connection.ts';
import { createLiveNews, type LiveNews } from '../db/live-events.ts';
import { demoCompany } from '../domain/company.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import { defaultLimits } from '../domain/limits.ts';
import type { Reading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { createBatchDesk } from '../intake/batches/batch-desk.ts';
import { createCustomerLookup } from '../intake/customers/customer-lookup.ts';
import { createIntake } from '../intake/take-in.ts';
import { silentLog } from '../ports/log.ts';
import type { PagePainter } from '../ports/page-painter.ts';
import type { ReadingStore } from '../ports/reading-store.ts';
import { createAgentQueue } from '../queue/agent-queue.ts';
import { createQualityDesk } from '../trays/quality-desk.ts';
import { createQualityFigures } from '../trays/quality-figures.ts';
import { createReviewDesk } from '../trays/review-desk.ts';
import { createTrayDesk } from '../trays/tray-desk.ts';
import { openTestDatabase } from './database.ts';

export interface TestApi extends AsyncDisposable {
  readonly api: FastifyInstance;
  readonly deps: ApiDeps;
  readonly database: Database;
  readonly news: LiveNews;
  readonly painted: string[];
  /** The hands of the clock; every part reads it. */
  turnClock(seconds: number): void;
  /** The header of a program with this role. */
  bearer(role: Role): Promise<{ readonly authorization: string }>;
}

export const testClasses: readonly DocumentClass[] = [
  {
    key: 'cancellation',
    names: { de: 'Kündigung', en: 'Cancellation' },
    customer: 'required',
    queue: 'contracts',
    skills: ['cancellation'],
    priority: 50,
    deadline: { unit: 'workingDays', count: 5, kind: 'contractual' },
    retention: { deletionClass: 'business-letter', years: 6 },
    threshold: 0.9,
  },
];

/** The HTTP side on a fresh database, with the store in memory and a painter that only says what it was asked for. */
export async function openTestApi(changes: Partial<Omit<ApiDeps, 'database'>> = {}): Promise<TestApi> {
  const database = await openTestDatabase();
  let now = new Date('2026-11-21T09:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const memory = openMemoryStore();
  const store = changes.store ?? memory;
  const news = createLiveNews(database);
  const painted: string[] = [];
  const limits = changes.limits ?? { ...defaultLimits, uploadBytesMax: 1024 * 1024 };
  const deps: ApiDeps = {
    database,
    store,
    intake: createIntake({ database, store, clock, uploadBytesMax: limits.uploadBytesMax, ring: async () => {} }),
    batches: createBatchDesk({
      countSheets: createCountSheetArchive({ store: memory }),
      timeZone: 'Europe/Berlin',
      database,
      clock,
      profiles: defaultScanProfiles,
      ring: async () => {},
      tell: (event) => news.tell(event),
    }),
    trays: createTrayDesk({
      database,
      clock,
      classes: testClasses,
      customer: async (number) =>
        number === '40000001' ? { displayName: 'Sabine Müller', displayAddress: '30159 Hannover' } : null,
      undoSeconds: 15,
      ring: async () => {},
      tell: (event) => news.tell(event),
    }),
    review: createReviewDesk({
      database,
      clock,
      classes: testClasses,
      company: demoCompany,
      tell: (event) => news.tell(event),
    }),
    quality: createQualityDesk({
      database,
      clock,
      classes: testClasses,
      drawing: { share: 1, minimumPerDay: 0 },
      timeZone: demoCompany.timeZone,
      isCustomer: async (number) => number === '40000001' || number === '40000002',
      tell: (event) => news.tell(event),
    }),
    qualityFigures: createQualityFigures({
      database,
      clock,
      timeZone: demoCompany.timeZone,
      thresholds: { classPrecisionMin: 0.99, customerPrecisionMin: 0.999, driftMax: 0.25, driftDocumentsMin: 20 },
      windows: { referenceDays: 14, recentDays: 7 },
    }),
    models: createModelRegistry({
      database,
      store,
      readings: memoryReadings(),
      classes: testClasses,
      clock,
      cacheDir: join(tmpdir(), 'mailroom-test-models'),
    }),
    customerOf: createCustomerLookup({ database, live: null }),
    queue: createAgentQueue({ database, clock, tell: (event) => news.tell(event) }),
    painter: describingPainter(painted),
    readings: memoryReadings(),
    classes: testClasses,
    limits,
    clock,
    log: silentLog,
    parts: async () => [{ name: 'database', kind: 'embedded', detail: 'PostgreSQL 18', isHealthy: true }],
    webRoot: null,
    version: '0.1.0-test',
    ...changes,
  };
  const api = await createApi(deps);
  await api.ready();
  return {
    api,
    deps,
    database,
    news,
    painted,
    turnClock(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    async bearer(role) {
      const { token } = await makeProgramToken(database, { label: `test ${role}`, role, now: clock.now(), days: 30 });
      return { authorization: `Bearer ${token}` };
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await news[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

function describingPainter(painted: string[]): PagePainter {
  const draw = async (what: string): Promise<Uint8Array> => {
    painted.push(what);
    return Buffer.from(what);
  };
  return {
    paint: (pdf, page, widthPx) => draw(`paint ${pdf.slice(0, 4)} page ${page} at ${widthPx}`),
    shrink: (image, widthPx) => draw(`shrink ${image.slice(0, 4)} to ${widthPx}`),
  };
}

function memoryReadings(): ReadingStore {
  const readings = new Map<Sha256, Reading>();
  return {
    async save(reading) {
      const sha256 = createHash('sha256').update(JSON.stringify(reading)).digest('hex') as Sha256;
      readings.set(sha256, reading);
      return sha256;
    },
    async load(sha256) {
      const reading = readings.get(sha256);
      if (!reading) throw new Error(`No reading ${sha256}.`);
      return reading;
    },
  };
}
