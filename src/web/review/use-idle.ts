import { useEffect, useRef } from 'react';
import { activities } from './use-work-seconds.ts';

/** Calls `onIdle` once when nothing was touched for so many seconds; not while it is null. */
export function useIdle(seconds: number | null, onIdle: () => void): void {
  const call = useRef(onIdle);
  call.current = onIdle;
  useEffect(() => {
    if (seconds === null) return;
    let last = Date.now();
    const touch = () => {
      last = Date.now();
    };
    for (const name of activities) window.addEventListener(name, touch, { passive: true });
    // Looked at by the clock and not by one long timer: a machine that slept was idle too.
    const timer = window.setInterval(() => {
      if (Date.now() - last < seconds * 1000) return;
      window.clearInterval(timer);
      call.current();
    }, 1000);
    return () => {
      window.clearInterval(timer);
      for (const name of activities) window.removeEventListener(name, touch);
    };
  }, [seconds]);
}
