import { useEffect, useRef } from 'react';

/** A person reads a page for this long without touching anything; what goes beyond is a break. */
const quietMsMax = 60_000;
export const activities = ['keydown', 'pointermove', 'pointerdown', 'wheel', 'touchstart'] as const;

/** The seconds somebody worked on what `key` names since it was shown: breaks and hidden tabs do not count. */
export function useWorkSeconds(key: string | null): () => number {
  const time = useRef({ ms: 0, since: 0 });
  useEffect(() => {
    time.current = { ms: 0, since: performance.now() };
    if (key === null) return;
    const count = () => {
      const now = performance.now();
      time.current = { ms: worked(time.current, now), since: now };
    };
    const onVisibility = () => {
      if (document.hidden) count();
      else time.current = { ...time.current, since: performance.now() };
    };
    for (const name of activities) window.addEventListener(name, count, { passive: true });
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      for (const name of activities) window.removeEventListener(name, count);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [key]);
  return () => worked(time.current, performance.now()) / 1000;
}

const worked = ({ ms, since }: { ms: number; since: number }, now: number) => ms + Math.min(now - since, quietMsMax);
