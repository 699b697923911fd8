import type { RetryPolicy } from '../ports/stage.ts';

/**
 * When to try again after attempt `attempt` failed: doubling from the base, at most the ceiling, with up to 25 % jitter
 * so that documents which failed together do not come back together. `random` is in [0, 1).
 */
export function nextAttemptAt(now: Date, policy: RetryPolicy, attempt: number, random: number): Date {
  const seconds = Math.min(policy.ceilingSeconds, policy.baseSeconds * 2 ** (attempt - 1));
  return new Date(now.getTime() + seconds * 1000 * (0.75 + 0.25 * random));
}
