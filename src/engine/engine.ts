import { setMaxListeners } from 'node:events';
import type { Database } from '../db/connection.ts';
import { findDue } from '../db/document-claims.ts';
import type { LiveEvent } from '../db/live-events.ts';
import type { Clock } from '../domain/clock.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { DecisionJournal } from '../ports/decision-journal.ts';
import type { Bell, JobDispatcher } from '../ports/job-dispatcher.ts';
import type { Log } from '../ports/log.ts';
import type { PipelineDefinition } from '../ports/stage.ts';
import type { WorkItemQueue } from '../ports/work-item-queue.ts';
import { type AnswerParts, answerBell } from './answer.ts';
import { createRelay } from './relay.ts';
import { createSlots } from './slots.ts';

export interface EngineParts {
  readonly database: Database;
  readonly dispatcher: JobDispatcher;
  readonly queue: WorkItemQueue;
  /** Who keeps what was decided without a person. */
  readonly journal?: DecisionJournal;
  readonly pipelines: readonly PipelineDefinition[];
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  tell?(event: LiveEvent): void;
  /** Names this process in leases and history. */
  readonly worker: string;
  readonly stages: readonly StageName[];
  readonly concurrency: Readonly<Record<StageName, number>>;
  readonly leaseSeconds: number;
  readonly sweepSeconds: number;
  /** How long `stop` waits for stages under way before it gives their documents back. */
  readonly stopSeconds: number;
}

export interface Engine {
  /** Listens for bells and sweeps until `stop`. */
  start(): Promise<void>;
  /** Finishes or gives back what it holds: afterwards no document is leased to this worker. */
  stop(): Promise<void>;
  /** Answers one bell to its end; what a bell from the dispatcher does. */
  answer(bell: Bell): Promise<void>;
  /** One round of the sweeper: delivers what waits and takes what is due; `settled` resolves when all it took is settled. */
  sweep(): Promise<{ readonly taken: number; readonly settled: Promise<void> }>;
  /** Resolves when nothing is under way here: no stage, no delivery. */
  idle(): Promise<void>;
  /** Tells the doorbell that documents are ready, after the transaction that made them so. Never throws. */
  ring(bells: readonly Bell[]): Promise<void>;
}

/** The only writer of a document's state: claim, run, settle, sweep, relay. It runs any stage and knows none. */
export function createEngine(parts: EngineParts): Engine {
  const stopping = new AbortController();
  // Every answer that waits for a slot listens; there is no leak to warn of.
  setMaxListeners(0, stopping.signal);
  const slots = createSlots(parts.concurrency);
  const relay = createRelay(parts);
  const underWay = new Set<Promise<void>>();
  let listener: AsyncDisposable | null = null;
  let sweeper: NodeJS.Timeout | undefined;
  let sweeping: Promise<unknown> | null = null;
  let isDraining = false;

  const answerParts: AnswerParts = {
    database: parts.database,
    pipelines: new Map(parts.pipelines.map((pipeline) => [pipeline.name, pipeline])),
    // While it drains, nothing is kept in hand for a further stage.
    get stages() {
      return isDraining ? new Set<StageName>() : served;
    },
    slots,
    clock: parts.clock,
    random: parts.random ?? Math.random,
    log: parts.log,
    worker: parts.worker,
    leaseSeconds: parts.leaseSeconds,
    ring: (bells) => parts.dispatcher.ring(bells),
    effectsPosted: () => relay.nudge(),
    tell: parts.tell ?? (() => {}),
  };
  const served = new Set(parts.stages);

  const answer = (bell: Bell, slotFreed: () => void = () => {}): Promise<void> => {
    if (isDraining) return Promise.resolve();
    const work = answerBell(answerParts, bell, stopping.signal, slotFreed)
      .catch((error: unknown) => {
        parts.log.warn(
          { documentId: bell.documentId, stage: bell.stage, reason: String(error).slice(0, 200) },
          'A bell was not answered; the sweeper will ring again.',
        );
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  };

  /**
   * Resolves when another bell of this stage can be answered. Waiting for the document's end instead would leave the
   * stage's slots idle while its documents stand in later stages (measured: half the mails a second).
   */
  const hear = (bell: Bell): Promise<void> =>
    new Promise((resolve) => {
      void answer(bell, resolve).then(resolve);
    });

  const sweep: Engine['sweep'] = async () => {
    const now = parts.clock.now();
    // Only what can be started at once is taken; the rest stays visible to other workers.
    const stages = parts.stages.filter((stage) => slots.free(stage) > 0);
    const limit = Math.max(1, ...stages.map((stage) => slots.free(stage)));
    const due = stages.length === 0 ? [] : await findDue(parts.database, stages, now, limit);
    relay.nudge();
    return { taken: due.length, settled: Promise.all(due.map((bell) => answer(bell))).then(() => undefined) };
  };

  return {
    answer: (bell) => answer(bell),
    sweep,
    async idle() {
      await Promise.all(underWay);
      await relay.idle();
    },
    async ring(bells) {
      await parts.dispatcher
        .ring(bells)
        .catch(() => parts.log.warn({ bells: bells.length }, 'The doorbell is away; the sweeper takes over.'));
    },
    async start() {
      listener = await parts.dispatcher.listen(parts.stages, hear, { concurrency: parts.concurrency });
      sweeper = setInterval(() => {
        sweeping ??= sweep()
          .catch(() => parts.log.warn({}, 'The sweep failed; it is tried again.'))
          .finally(() => {
            sweeping = null;
          });
      }, parts.sweepSeconds * 1000);
    },
    async stop() {
      isDraining = true;
      clearInterval(sweeper);
      // Disposal of the listener waits for its answers, so the grace period must run beside it.
      const closed = listener?.[Symbol.asyncDispose]();
      const grace = setTimeout(() => stopping.abort(), parts.stopSeconds * 1000);
      await Promise.all([closed, sweeping, ...underWay]);
      clearTimeout(grace);
      await relay[Symbol.asyncDispose]();
    },
  };
}
