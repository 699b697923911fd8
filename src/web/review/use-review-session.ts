import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReviewFilter, ReviewItem } from '../api/contract.ts';
import { addresses, api } from '../api/mailroom-api.ts';
import { useLive } from '../live/live.tsx';
import { firstWidthPx, snippetWidthPx } from '../viewer/image-width.ts';

export type ReviewWork = Pick<ReviewItem, 'entry' | 'document'>;

/** What the page shows. */
export type Stand =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Nothing is left to take. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'at'; readonly work: ReviewWork; readonly refused: unknown }
  | { readonly kind: 'paused'; readonly id: string }
  /** The wanted document is in somebody's hands (`by`), or waits no more. */
  | { readonly kind: 'lost'; readonly id: string; readonly by: string | null };

interface Hand {
  at: string | null;
  next: ReviewWork | null;
  skipped: readonly string[];
  /** Answers that are on their way: until they arrive these documents still wait. */
  readonly sent: Set<string>;
  isOver: boolean;
}

const beatMs = 30_000;

/**
 * One person's way through the queue: a document in hand, the next one fetched and in hand as well, a sign of life every
 * half minute, and both given back on a pause and on leaving. `wanted` is a document to begin with.
 */
export function useReviewSession(filter: ReviewFilter, wanted: string | null) {
  const client = useQueryClient();
  const live = useLive();
  const [stand, setStand] = useState<Stand>({ kind: 'loading' });
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  // What effects and late answers need of the present; state would be the past's.
  const hand = useRef<Hand>({
    at: null,
    next: null,
    skipped: [],
    sent: new Set(),
    isOver: false,
  });
  const shown = useRef(stand);
  shown.current = stand;
  const order = useRef(filter);
  order.current = filter;
  const turn = useRef(0);

  const held = useCallback(() => [hand.current.at, hand.current.next?.entry.id].filter((id) => id != null), []);
  const recount = useCallback(() => void client.invalidateQueries({ queryKey: ['reviewQueue'] }), [client]);

  const fetchNext = useCallback(async (): Promise<ReviewWork | null> => {
    const { item } = await api.reviewNext(order.current, [...held(), ...hand.current.skipped, ...hand.current.sent]);
    if (item !== null && hand.current.isOver) void api.reviewGiveBack([item.entry.id]).catch(() => {});
    return hand.current.isOver ? null : item;
  }, [held]);

  /** So that after the answer the next page is there at once. */
  const prefetch = useCallback(async () => {
    if (hand.current.next !== null || hand.current.at === null) return;
    const mine = turn.current;
    const next = await fetchNext().catch(() => null);
    if (next === null) return;
    if (mine !== turn.current || hand.current.next !== null) {
      if (hand.current.at !== next.entry.id) void api.reviewGiveBack([next.entry.id]).catch(() => {});
      return;
    }
    hand.current.next = next;
    const page = pageOfFirstDoubt(next);
    new Image().src = addresses.pageImage(next.entry.id, 1, firstWidthPx);
    if (page !== null) new Image().src = addresses.pageImage(next.entry.id, page, snippetWidthPx);
  }, [fetchNext]);

  const show = useCallback(
    (work: ReviewWork, refused: unknown = null) => {
      turn.current += 1;
      hand.current.at = work.entry.id;
      setStand({ kind: 'at', work, refused });
      void prefetch();
      recount();
    },
    [prefetch, recount],
  );

  const goOn = useCallback(async () => {
    const { next } = hand.current;
    hand.current.at = null;
    hand.current.next = null;
    if (next !== null) return show(next);
    turn.current += 1;
    const mine = turn.current;
    setStand({ kind: 'loading' });
    try {
      const found = await fetchNext();
      if (mine !== turn.current || hand.current.isOver) return;
      if (found !== null) return show(found);
      setStand({ kind: 'empty' });
      recount();
    } catch (error) {
      if (mine === turn.current) setStand({ kind: 'failed', error });
    }
  }, [fetchNext, recount, show]);

  /** Takes one document by name; says so when somebody else has it. */
  const take = useCallback(
    async (id: string) => {
      turn.current += 1;
      const mine = turn.current;
      try {
        const { lost } = await api.reviewClaim([id]);
        const { entry, document } = await api.reviewDocument(id);
        if (mine !== turn.current) return;
        const [gone] = lost;
        if (gone === undefined) show({ entry, document });
        else setStand({ kind: 'lost', id, by: gone.by });
      } catch (error) {
        if (mine === turn.current) setStand({ kind: 'failed', error });
      }
    },
    [show],
  );

  const leave = useCallback(() => {
    const ids = held();
    hand.current.at = null;
    hand.current.next = null;
    if (ids.length > 0) void api.reviewGiveBack(ids).catch(() => {});
  }, [held]);

  const begin = useCallback(() => {
    if (wanted === null) void goOn();
    else void take(wanted);
  }, [wanted, goOn, take]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once for each filter; the caller keys by it
  useEffect(() => {
    hand.current.isOver = false;
    begin();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      hand.current.isOver = true;
      turn.current += 1;
      leave();
    };
  }, []);

  const check = useCallback(async () => {
    const ids = held();
    if (ids.length === 0) return;
    // A lost line is no lost document: the next beat asks again, and the server keeps it for three.
    const answer = await api.reviewClaim(ids).catch(() => null);
    for (const { id, by } of answer?.lost ?? []) {
      if (id === hand.current.next?.entry.id) {
        hand.current.next = null;
        void prefetch();
      } else if (id === hand.current.at) {
        hand.current.at = null;
        turn.current += 1;
        setStand({ kind: 'lost', id, by });
      }
    }
  }, [held, prefetch]);
  useEffect(() => {
    const timer = window.setInterval(() => void check(), beatMs);
    return () => window.clearInterval(timer);
  }, [check]);
  useEffect(
    () =>
      live.onDocuments((changes) => {
        const mine = held().some((id) => changes.has(id) && changes.get(id)?.tray !== 'indexing');
        if (mine) void check();
        if (stand.kind === 'lost' && changes.has(stand.id)) void take(stand.id);
      }),
    [live.onDocuments, held, check, stand, take],
  );

  return {
    stand,
    skipped,
    goOn,
    retry: begin,
    take,
    /** The answer is on its way: on to the next one. */
    sent: (id: string) => {
      hand.current.sent.add(id);
      void goOn();
    },
    arrived: (id: string) => {
      hand.current.sent.delete(id);
      recount();
    },
    /** The server did not take it, or it was taken back: this one again, and what is shown now after it. */
    bringBack: (work: ReviewWork, refused: unknown = null) => {
      hand.current.sent.delete(work.entry.id);
      const { next } = hand.current;
      const now = shown.current.kind === 'at' ? shown.current.work : null;
      if (now !== null && now.entry.id !== work.entry.id) {
        if (next !== null) void api.reviewGiveBack([next.entry.id]).catch(() => {});
        hand.current.next = now;
      }
      show(work, refused);
    },
    putBack: () => {
      const { at } = hand.current;
      if (at === null) return;
      void api.reviewGiveBack([at]).then(recount, () => {});
      hand.current.skipped = [...hand.current.skipped, at];
      setSkipped(hand.current.skipped);
      void goOn();
    },
    lookAgain: () => {
      hand.current.skipped = [];
      setSkipped([]);
      void goOn();
    },
    pause: () => {
      const { at } = hand.current;
      if (at === null) return;
      turn.current += 1;
      leave();
      setStand({ kind: 'paused', id: at });
    },
  };
}

function pageOfFirstDoubt({ document }: ReviewWork): number | null {
  return document.pages.length === 0 ? null : (document.result.fields.find(({ page }) => page !== null)?.page ?? 1);
}
