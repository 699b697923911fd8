import { recordAudit } from '../db/audit-events.ts';
import type { Database } from '../db/connection.ts';
import type { LiveEvent } from '../db/live-events.ts';
import { findWorkItem, insertWorkItem, moveWorkItem, type WorkItemState, withdrawWorkItem } from '../db/work-items.ts';
import type { Clock } from '../domain/clock.ts';
import { MailroomError } from '../domain/errors.ts';
import type { WorkItemQueue } from '../ports/work-item-queue.ts';

export interface ItemAction {
  /** The revision the agent's page showed. */
  readonly revision: number;
  readonly actor: string;
}

/** The shared queue: routed work waits here until an agent takes it. One agent holds an item at a time. */
export interface AgentQueue extends WorkItemQueue {
  take(id: string, action: ItemAction): Promise<void>;
  giveBack(id: string, action: ItemAction): Promise<void>;
  complete(
    id: string,
    action: ItemAction & { readonly disposition: string; readonly note: string | null },
  ): Promise<void>;
  /** Undoes a completion: the item is again in the hands of the one who completed it. */
  reopen(id: string, action: ItemAction): Promise<void>;
}

export function createAgentQueue(parts: {
  readonly database: Database;
  readonly clock: Clock;
  tell?(event: LiveEvent): void;
}): AgentQueue {
  const { database, clock } = parts;
  const tell = (item: { readonly id: string; readonly queue: string }, state: string): void =>
    parts.tell?.({ type: 'workItem', workItemId: item.id, state, queue: item.queue });

  /** Checks that the item stands where the agent saw it, moves it, and writes the audit event in one transaction. */
  const act = async (
    id: string,
    action: ItemAction,
    verb: string,
    allowed: (item: WorkItemState) => boolean,
    change: {
      readonly state: WorkItemState['state'];
      readonly takenBy: string | null;
      readonly completedBy: string | null;
      readonly disposition: string | null;
      readonly note: string | null;
    },
  ): Promise<void> => {
    const queue = await database.transaction(async (tx) => {
      const item = await findWorkItem(tx, id);
      if (!item) throw new MailroomError('resource.missing', 'There is no such work item.');
      if (item.revision !== action.revision || !allowed(item)) throw stale();
      if (!(await moveWorkItem(tx, item, { ...change, at: clock.now() }))) throw stale();
      await recordAudit(tx, {
        actor: action.actor,
        action: `work_item.${verb}`,
        subject: id,
        detail: { disposition: change.disposition },
      });
      return item.queue;
    });
    tell({ id, queue }, change.state);
  };

  return {
    async offer(key, offer) {
      const made = await insertWorkItem(database, key, offer);
      if (made.isNew) tell({ id: made.id, queue: offer.queue }, 'waiting');
      return made;
    },
    withdraw: (key, reason) => withdrawWorkItem(database, key, reason),
    take: (id, action) =>
      act(id, action, 'taken', (item) => item.state === 'waiting', {
        state: 'taken',
        takenBy: action.actor,
        completedBy: null,
        disposition: null,
        note: null,
      }),
    giveBack: (id, action) =>
      act(id, action, 'given_back', (item) => item.state === 'taken' && item.takenBy === action.actor, {
        state: 'waiting',
        takenBy: null,
        completedBy: null,
        disposition: null,
        note: null,
      }),
    complete: (id, action) =>
      act(id, action, 'completed', (item) => item.state === 'taken' && item.takenBy === action.actor, {
        state: 'completed',
        takenBy: action.actor,
        completedBy: action.actor,
        disposition: action.disposition,
        note: action.note,
      }),
    reopen: (id, action) =>
      act(id, action, 'reopened', (item) => item.state === 'completed' && item.completedBy === action.actor, {
        state: 'taken',
        takenBy: action.actor,
        completedBy: null,
        disposition: null,
        note: null,
      }),
  };
}

function stale(): MailroomError {
  return new MailroomError(
    'revision.stale',
    'Someone else changed this work item, or it is not in your hands. Load it again.',
  );
}
