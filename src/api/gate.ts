import { tooMany } from './problems.ts';

/**
 * Lets at most `atOnceMax` pieces of work run and `waitingMax` wait; more are refused with `request.too_many`, because
 * a queue without an end is only a slower way to refuse.
 */
export function createGate(
  atOnceMax: number,
  waitingMax: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnceMax) {
      if (waiting.length >= waitingMax)
        throw tooMany('Too much of this is asked for at once. Try again in a moment.', 2);
      // The one that leaves hands its place over, so `running` stays as it is.
      await new Promise<void>((enter) => waiting.push(enter));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
