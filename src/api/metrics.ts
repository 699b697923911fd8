import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/connection.ts';
import { countStates, type StateCounts } from '../db/state-counts.ts';
import type { Clock } from '../domain/clock.ts';
import type { QualityFigures } from '../trays/quality-figures.ts';
import { createQualityGauges } from './quality-gauges.ts';

export interface Metrics {
  readonly contentType: string;
  observe(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** Prometheus text. Counts by SQL at most every ten seconds, whoever asks. */
  text(): Promise<string>;
  clear(): void;
}

const recountMilliseconds = 10_000;

/** Counts and times only: nothing here names a document, a customer or an account. */
export function createMetrics(
  deps: { readonly database: Database; readonly clock: Clock; readonly qualityFigures: QualityFigures },
  streams: () => number,
): Metrics {
  const { database, clock } = deps;
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const documents = new Gauge({
    name: 'mailroom_documents',
    help: 'Documents by stage, state and tray; done ones of the last 24 hours.',
    labelNames: ['stage', 'state', 'tray'],
    registers,
  });
  const workItems = new Gauge({
    name: 'mailroom_work_items',
    help: 'Work items that wait or are taken, by queue.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const undelivered = new Gauge({
    name: 'mailroom_outbox_undelivered',
    help: 'Effects that wait for their delivery.',
    registers,
  });
  const live = new Gauge({
    name: 'mailroom_live_streams',
    help: 'Readers of server-sent events in this process.',
    registers,
  });
  const requests = new Histogram({
    name: 'mailroom_http_request_seconds',
    help: 'Time to the end of the answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 1.5, 5, 30],
    registers,
  });

  const quality = createQualityGauges(deps.qualityFigures, registers);

  let counted: { readonly at: number; readonly counts: Promise<StateCounts> } | null = null;
  const counts = (): Promise<StateCounts> => {
    const at = performance.now();
    if (counted === null || at - counted.at > recountMilliseconds) {
      const counting = countStates(database, clock.now());
      counting.catch(() => {
        counted = null;
      });
      counted = { at, counts: counting };
    }
    return counted.counts;
  };

  return {
    contentType: register.contentType,
    observe: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
    async text() {
      const now = await counts();
      documents.reset();
      for (const row of now.documents)
        documents.set({ stage: row.stage, state: row.state, tray: row.tray ?? '' }, row.count);
      workItems.reset();
      for (const row of now.workItems) workItems.set({ queue: row.queue, state: row.state }, row.count);
      undelivered.set(now.undelivered);
      live.set(streams());
      await quality.measure();
      return register.metrics();
    },
    clear: () => register.clear(),
  };
}
