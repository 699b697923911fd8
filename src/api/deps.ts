import type { Database } from '../db/connection.ts';
import type { Clock } from '../domain/clock.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import type { Limits } from '../domain/limits.ts';
import type { BatchDesk } from '../intake/batches/batch-desk.ts';
import type { CustomerLookup } from '../intake/customers/customer-lookup.ts';
import type { Intake } from '../intake/take-in.ts';
import type { Log } from '../ports/log.ts';
import type { ModelRegistry } from '../ports/model-registry.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PagePainter } from '../ports/page-painter.ts';
import type { ReadingStore } from '../ports/reading-store.ts';
import type { AgentQueue } from '../queue/agent-queue.ts';
import type { QualityDesk } from '../trays/quality-desk.ts';
import type { QualityFigures } from '../trays/quality-figures.ts';
import type { ReviewDesk } from '../trays/review-desk.ts';
import type { TrayDesk } from '../trays/tray-desk.ts';
import type { ApiOptions } from './options.ts';

/** One part of the running system as an operator sees it. */
export interface SystemPart {
  readonly name: string;
  readonly kind: 'embedded' | 'real';
  readonly detail: string;
  readonly isHealthy: boolean;
}

/** Everything the HTTP side is given; it makes none of it and disposes none of it. */
export interface ApiDeps {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly intake: Intake;
  readonly batches: BatchDesk;
  readonly trays: TrayDesk;
  readonly review: ReviewDesk;
  readonly quality: QualityDesk;
  readonly qualityFigures: QualityFigures;
  readonly customerOf: CustomerLookup;
  readonly models: ModelRegistry;
  readonly queue: AgentQueue;
  readonly painter: PagePainter;
  readonly readings: ReadingStore;
  readonly classes: readonly DocumentClass[];
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks every part whether it is well; called for `/system` and, at most every few seconds, for `/health/ready`. */
  parts(): Promise<readonly SystemPart[]>;
  /** Folder of the built web pages, or null to serve the API alone. */
  readonly webRoot: string | null;
  readonly version: string;
  readonly options?: Partial<ApiOptions>;
}
