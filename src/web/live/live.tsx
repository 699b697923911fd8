import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { type LiveEvent, liveEvent } from '../api/contract.ts';
import { addresses } from '../api/mailroom-api.ts';
import { endSession, sessionKey } from '../api/queries.ts';

export type Change = Extract<LiveEvent, { type: 'document' }>;
type Listener = (changes: ReadonlyMap<string, Change>) => void;

interface Live {
  readonly isConnected: boolean;
  /** Told at most twice a second, the last change of each document. */
  readonly onDocuments: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | null>(null);
/** A mail room in full run sends some hundred changes a second; people read two updates a second. */
const gatherMs = 500;
/** Counting goes over whole tables, so it follows the changes a little later. */
const countMs = 1500;
const reopenMs = 3000;

/** Holds the one stream of live changes and keeps what is on the pages fresh. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    const documents = new Map<string, Change>();
    const items = new Set<string>();
    const batches = new Set<string>();
    let source: EventSource | undefined;
    let gathering: number | undefined;
    let counting: number | undefined;
    let reopening: number | undefined;
    let wasLost = false;

    const flush = () => {
      gathering = undefined;
      const changes = new Map(documents);
      documents.clear();
      for (const listener of listeners.current) listener(changes);
      for (const id of changes.keys()) void client.invalidateQueries({ queryKey: ['document', id], exact: true });
      if (items.size > 0) void client.invalidateQueries({ queryKey: ['workItems'] });
      for (const id of items) void client.invalidateQueries({ queryKey: ['workItem', id] });
      items.clear();
      if (batches.size > 0) void client.invalidateQueries({ queryKey: ['batches'] });
      for (const id of batches) void client.invalidateQueries({ queryKey: ['batch', id] });
      batches.clear();
      counting ??= window.setTimeout(() => {
        counting = undefined;
        void client.invalidateQueries({ queryKey: ['figures'] });
        void client.invalidateQueries({ queryKey: ['reviewQueue'] });
      }, countMs);
    };
    const take = (message: MessageEvent<string>) => {
      const parsed = liveEvent.safeParse(jsonOrNull(message.data));
      if (!parsed.success) return;
      if (parsed.data.type === 'document') documents.set(parsed.data.documentId, parsed.data);
      else if (parsed.data.type === 'batch') batches.add(parsed.data.batchId);
      else items.add(parsed.data.workItemId);
      gathering ??= window.setTimeout(flush, gatherMs);
    };
    const connect = () => {
      const opened = new EventSource(addresses.events());
      source = opened;
      opened.addEventListener('document', take);
      opened.addEventListener('workItem', take);
      opened.addEventListener('batch', take);
      // More was missed than the server keeps: whatever is shown may be old.
      opened.addEventListener('reload', () => void client.invalidateQueries());
      opened.addEventListener('signedOut', () => {
        // Closed here, or the browser would go on knocking with a session that is over.
        opened.close();
        endSession(client);
      });
      opened.onopen = () => {
        setConnected(true);
        // Changes during the gap were told to nobody here, so everything shown is asked for again.
        if (wasLost) void client.invalidateQueries();
        wasLost = false;
      };
      opened.onerror = () => {
        wasLost = true;
        setConnected(false);
        // After a lost line the browser connects again by itself; after an answer that is no stream it gives up for good.
        // Perhaps because nobody is signed in any more.
        if (opened.readyState !== EventSource.CLOSED) return;
        reopening = window.setTimeout(connect, reopenMs);
        void client.invalidateQueries({ queryKey: sessionKey });
      };
    };
    connect();
    return () => {
      source?.close();
      for (const timer of [gathering, counting, reopening]) window.clearTimeout(timer);
    };
  }, [client]);

  const live = useMemo(
    (): Live => ({
      isConnected,
      onDocuments: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [isConnected],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('useLive needs a LiveProvider above it.');
  return live;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
