import { useRef, useState } from 'react';
import type { Doubt } from './review-draft.ts';

/** Nobody reads and answers in less; a second Enter of the same hand comes sooner. */
const tooSoonMs = 300;

interface Unseen {
  readonly look: (doubt: Doubt) => void;
  /** Doubts nobody has looked at, once: they are named, and whoever accepts again means it. Empty when there are none. */
  readonly ask: () => readonly Doubt[];
  /** What was asked for; it stays named, also while one of it is being looked at. */
  readonly asked: readonly Doubt[];
  readonly isTooSoon: () => boolean;
}

/** Keeps what was looked at of what is doubted, so that "accept all" confirms nothing that was never before anybody's eyes. */
export function useUnseen(doubts: readonly Doubt[]): Unseen {
  const [seen, setSeen] = useState<ReadonlySet<Doubt>>(new Set());
  const [asked, setAsked] = useState<readonly Doubt[]>([]);
  const since = useRef(performance.now());
  return {
    look: (doubt) => setSeen((before) => (before.has(doubt) ? before : new Set(before).add(doubt))),
    ask: () => {
      const left = asked.length > 0 ? [] : doubts.filter((doubt) => !seen.has(doubt));
      if (left.length > 0) {
        since.current = performance.now();
        setAsked(left);
      }
      return left;
    },
    asked,
    isTooSoon: () => performance.now() - since.current < tooSoonMs,
  };
}
