import type { DocumentId } from '../domain/ids.ts';
import type { StageName } from '../domain/stage-name.ts';

/** "This document is ready for this stage." A bell may be lost, doubled or late; the row in the database is the truth. */
export interface Bell {
  readonly documentId: DocumentId;
  readonly stage: StageName;
  readonly generation: number;
}

/**
 * The doorbell between processes. Losing every bell costs at most one sweep period, never a document.
 */
export interface JobDispatcher extends AsyncDisposable {
  readonly name: string;
  ring(bells: readonly Bell[]): Promise<void>;
  /**
   * Calls `answer` for bells of these stages, at most `concurrency[stage]` at a time, until disposed. Disposal waits
   * for answers under way. An answer that throws is not repeated: the sweeper rings again.
   */
  listen(
    stages: readonly StageName[],
    answer: (bell: Bell) => Promise<void>,
    options: { readonly concurrency: Readonly<Record<StageName, number>> },
  ): Promise<AsyncDisposable>;
  /** Rejects with a sentence when the backend does not answer; for `doctor` and `/health/ready`. */
  probe(): Promise<void>;
}
