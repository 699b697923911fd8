import { useEffect } from 'react';
import { api } from '../api/mailroom-api.ts';
import { activities } from '../review/use-work-seconds.ts';

const beatMs = 60_000;

/** Keeps a check in hand while somebody works at it; a page nobody touches gives it to others when its time is over. */
export function useKeptInHand(id: string): void {
  useEffect(() => {
    let touched = false;
    const touch = () => {
      touched = true;
    };
    for (const name of activities) window.addEventListener(name, touch, { passive: true });
    const timer = window.setInterval(() => {
      // A lost line is no lost check: it is kept for five beats, and the answer says so when it was not.
      if (touched) void api.qualityKeep(id).catch(() => {});
      touched = false;
    }, beatMs);
    return () => {
      window.clearInterval(timer);
      for (const name of activities) window.removeEventListener(name, touch);
    };
  }, [id]);
}
