import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentPage, DocumentRow } from '../api/contract.ts';
import { api, type DocumentFilter } from '../api/mailroom-api.ts';
import { documentsPageSize, queries } from '../api/queries.ts';
import { type Change, useLive } from '../live/live.tsx';
import { arrivalsIn, freshenPages } from './merge-rows.ts';

type Cached = InfiniteData<DocumentPage, string | null>;

const refreshMs = 600;
/** Rows further down that changed are fetched one by one; more than this at once is a bulk run nobody follows by eye. */
const singlesMax = 6;

/**
 * A list of documents that stays true by itself: rows change in their places, and what is new waits behind a count
 * until the reader wants it, so nothing moves under the pointer. `ownIds` are exempt: what one took in oneself appears
 * at once.
 */
export function useLiveDocuments(filter: DocumentFilter, ownIds: ReadonlySet<string>) {
  const client = useQueryClient();
  const live = useLive();
  const query = useInfiniteQuery(queries.documents(filter));
  const [head, setHead] = useState<DocumentPage | null>(null);
  const { queryKey } = queries.documents(filter);
  const queryHash = JSON.stringify(queryKey);
  const own = useRef(ownIds);
  own.current = ownIds;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key, which is a new object each time
  const showHead = useCallback(
    (page: DocumentPage) => {
      client.setQueryData<Cached>(queryKey, { pages: [page], pageParams: [null] });
      setHead(null);
    },
    [client, queryHash],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the filter
  useEffect(() => {
    setHead(null);
    const changed = new Map<string, Change>();
    const stop = new AbortController();
    let timer: number | undefined;
    const refresh = async () => {
      const ids = [...changed.keys()];
      changed.clear();
      try {
        const page = await api.documents(filter, null, documentsPageSize, stop.signal);
        const inHead = new Set(page.items.map((row) => row.id));
        const cached = client.getQueryData<Cached>(queryKey);
        if (cached === undefined) return;
        const shown = new Set(cached.pages.flatMap((one) => one.items.map((row) => row.id)));
        const singles = ids.filter((id) => shown.has(id) && !inHead.has(id)).slice(0, singlesMax);
        const rows: DocumentRow[] = [
          ...page.items,
          ...(await Promise.all(singles.map((id) => api.document(id, stop.signal)))),
        ];
        const fresh = new Map(rows.map((row) => [row.id, row]));
        client.setQueryData<Cached>(
          queryKey,
          (before) => before && { ...before, pages: freshenPages(before.pages, fresh) },
        );
        const arrivals = arrivalsIn(cached.pages, page.items);
        if (arrivals.some((row) => own.current.has(row.id))) showHead(page);
        else setHead(arrivals.length > 0 ? page : null);
      } catch {
        // The list stays as it is; the next change tries again, and a lost connection is shown in the bar.
      } finally {
        timer = undefined;
        if (changed.size > 0 && !stop.signal.aborted) timer = window.setTimeout(refresh, refreshMs);
      }
    };
    const unsubscribe = live.onDocuments((changes) => {
      for (const [id, change] of changes) changed.set(id, change);
      timer ??= window.setTimeout(refresh, 0);
    });
    return () => {
      unsubscribe();
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [client, live.onDocuments, queryHash, showHead]);

  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const arrivals = head === null || query.data === undefined ? 0 : arrivalsIn(query.data.pages, head.items).length;
  return { query, rows, arrivals, showArrivals: () => head !== null && showHead(head) };
}
