import { useSyncExternalStore } from 'react';

let now = new Date();
const watchers = new Set<() => void>();
let timer: number | undefined;

function watch(notify: () => void): () => void {
  watchers.add(notify);
  timer ??= window.setInterval(() => {
    now = new Date();
    for (const tell of watchers) tell();
  }, 30_000);
  return () => {
    watchers.delete(notify);
    if (watchers.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The time, turning every half minute for all who look, so "today" and "due tomorrow" stay true on a page left open. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}
