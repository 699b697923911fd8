/** Lets at most `size` callers in at a time, first come, first served. */
export interface WaitingLine {
  /** Resolves with the function that gives the place back. Rejects with the signal's reason when that comes first. */
  enter(signal: AbortSignal): Promise<() => void>;
  free(): number;
}

export function createWaitingLine(size: number): WaitingLine {
  let free = size;
  const waiting: (() => void)[] = [];

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  function enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return resolve(leave);
      }
      const onAbort = (): void => {
        waiting.splice(waiting.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      const onTurn = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(leave);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.push(onTurn);
    });
  }

  return { enter, free: () => free };
}
