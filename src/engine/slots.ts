import type { StageName } from '../domain/stage-name.ts';

/** How many documents this process works on at once, by stage. */
export interface Slots {
  /** A slot at once, or null: for keeping a document in hand without waiting. */
  tryTake(stage: StageName): (() => void) | null;
  /** Waits for a slot, first come first served; null when `signal` aborts first. */
  take(stage: StageName, signal: AbortSignal): Promise<(() => void) | null>;
  free(stage: StageName): number;
}

export function createSlots(concurrency: Readonly<Record<StageName, number>>): Slots {
  const used = new Map<StageName, number>();
  const waiting = new Map<StageName, (() => void)[]>();

  const free = (stage: StageName): number => concurrency[stage] - (used.get(stage) ?? 0);

  const occupy = (stage: StageName): (() => void) => {
    used.set(stage, (used.get(stage) ?? 0) + 1);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      used.set(stage, (used.get(stage) ?? 0) - 1);
      waiting.get(stage)?.shift()?.();
    };
  };

  const tryTake = (stage: StageName): (() => void) | null => (free(stage) > 0 ? occupy(stage) : null);

  return {
    free,
    tryTake,
    async take(stage, signal) {
      for (;;) {
        if (signal.aborted) return null;
        const release = tryTake(stage);
        if (release) return release;
        const queue = waiting.get(stage) ?? [];
        waiting.set(stage, queue);
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            signal.removeEventListener('abort', leave);
            resolve();
          };
          const leave = (): void => {
            queue.splice(queue.indexOf(wake), 1);
            resolve();
          };
          queue.push(wake);
          signal.addEventListener('abort', leave, { once: true });
        });
      }
    },
  };
}
