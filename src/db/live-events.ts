import type { BatchState } from '../domain/batch.ts';
import type { DocumentState } from '../domain/document.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';
import type { Database } from './connection.ts';

/** A hint to whoever looks at a page that something changed. May be lost; the row is the truth. */
export type LiveEvent =
  | {
      readonly type: 'document';
      readonly documentId: string;
      readonly submissionId: string;
      readonly stage: StageName;
      readonly state: DocumentState;
      readonly tray: Tray | null;
    }
  | { readonly type: 'workItem'; readonly workItemId: string; readonly state: string; readonly queue: string }
  | { readonly type: 'batch'; readonly batchId: string; readonly state: BatchState; readonly revision: number };

const channel = 'mailroom_live';
/** NOTIFY takes at most 8,000 bytes; an event has about 200. */
const eventsPerMessage = 25;
const collectMilliseconds = 200;

export interface LiveNews extends AsyncDisposable {
  tell(event: LiveEvent): void;
}

/**
 * Sends live events between processes, collected over a moment. NOTIFY inside the settling transactions would be
 * simpler, but PostgreSQL serialises all commits that carry one, which costs the group commit just when it is needed.
 */
export function createLiveNews(database: Database): LiveNews {
  let waiting = new Map<string, LiveEvent>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();

  const send = async (): Promise<void> => {
    timer = undefined;
    const events = [...waiting.values()];
    waiting = new Map();
    for (let i = 0; i < events.length; i += eventsPerMessage) {
      // A lost hint costs a reader a refresh, so an error here is not worth an error there.
      await database
        .query('select pg_notify($1, $2)', [channel, JSON.stringify(events.slice(i, i + eventsPerMessage))])
        .catch(() => {});
    }
  };

  return {
    tell(event) {
      waiting.set(subjectOf(event), event);
      timer ??= setTimeout(() => {
        sending = sending.then(send);
      }, collectMilliseconds);
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      await sending;
      await send();
    },
  };
}

function subjectOf(event: LiveEvent): string {
  if (event.type === 'document') return event.documentId;
  return event.type === 'batch' ? event.batchId : event.workItemId;
}

export function hearLiveEvents(database: Database, hear: (event: LiveEvent) => void): Promise<AsyncDisposable> {
  return database.listen(channel, (payload) => {
    for (const event of JSON.parse(payload) as LiveEvent[]) hear(event);
  });
}
