import type { Database } from '../db/connection.ts';
import { markDelivered, postponeDelivery, takeFromOutbox } from '../db/outbox.ts';
import type { Clock } from '../domain/clock.ts';
import type { DecisionJournal } from '../ports/decision-journal.ts';
import type { Log } from '../ports/log.ts';
import type { Effect } from '../ports/stage.ts';
import type { WorkItemQueue } from '../ports/work-item-queue.ts';

const batchSize = 50;
const holdSeconds = 30;
const ceilingSeconds = 300;

export interface Relay extends AsyncDisposable {
  /** There may be something to deliver. Returns at once; rings while a delivery is under way are remembered. */
  nudge(): void;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

/**
 * Delivers the outbox at least once, oldest first. A crash between delivery and the mark delivers again, so every
 * receiver takes the entry's key as its idempotency key. It never gives up on an entry: an effect is never lost.
 */
export function createRelay(parts: {
  readonly database: Database;
  readonly queue: WorkItemQueue;
  readonly journal?: DecisionJournal;
  readonly clock: Clock;
  readonly log: Log;
}): Relay {
  let isNudged = false;
  let running: Promise<void> | null = null;

  const deliverDue = async (): Promise<void> => {
    for (;;) {
      const now = parts.clock.now();
      const entries = await takeFromOutbox(parts.database, now, plusSeconds(now, holdSeconds), batchSize);
      const done = await Promise.all(
        entries.map(async (entry) => {
          try {
            await perform(parts, entry.key, entry.effect as Effect);
            return entry.id;
          } catch (error) {
            const wait = Math.min(ceilingSeconds, 2 ** Math.min(entry.attempt, 10));
            const reason = error instanceof Error ? error.message : 'unknown reason';
            parts.log.warn(
              { key: entry.key, attempt: entry.attempt },
              'An effect could not be delivered and will be tried again.',
            );
            await postponeDelivery(parts.database, entry.id, plusSeconds(now, wait), reason);
            return null;
          }
        }),
      );
      const ids = done.filter((id) => id !== null);
      if (ids.length > 0) await markDelivered(parts.database, ids, parts.clock.now());
      if (entries.length < batchSize) return;
    }
  };

  const run = async (): Promise<void> => {
    while (isNudged) {
      isNudged = false;
      // What fails here (the database is away) is tried again by the sweeper's next nudge.
      await deliverDue().catch(() => parts.log.warn({}, 'The outbox could not be read; it is tried again.'));
    }
  };

  return {
    async idle() {
      await running;
    },
    nudge() {
      isNudged = true;
      running ??= run().finally(() => {
        running = null;
      });
    },
    async [Symbol.asyncDispose]() {
      isNudged = false;
      await running;
    },
  };
}

async function perform(
  { queue, journal }: { readonly queue: WorkItemQueue; readonly journal?: DecisionJournal },
  key: string,
  effect: Effect,
): Promise<void> {
  switch (effect.kind) {
    case 'noteDecision':
      await journal?.note(effect.decision);
      return;
    case 'offerWorkItem':
      // Dates became text on their way through jsonb.
      await queue.offer(key, {
        ...effect.offer,
        dueAt: new Date(effect.offer.dueAt),
        receivedAt: new Date(effect.offer.receivedAt),
      });
  }
}

function plusSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
