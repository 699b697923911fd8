import type { Claim } from '../db/document-claims.ts';
import type { Clock } from '../domain/clock.ts';
import { MailroomError, type Problem, type ProblemCode } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { AnyStage, StageOutcome } from '../ports/stage.ts';

/** What came of one run: the stage's own outcome, an outage outside, a failure, or a lease that was lost on the way. */
export type RunEnd =
  | { readonly kind: 'outcome'; readonly outcome: StageOutcome<FactsByStage[StageName]> }
  | { readonly kind: 'outage'; readonly problem: Problem }
  | { readonly kind: 'failure'; readonly problem: Problem; readonly isFinal: boolean }
  | { readonly kind: 'stopped' };

/** A part of the installation is away: not the document's fault, so it costs no attempt and nobody is asked. */
const outages: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'store.unreachable',
  'directory.unreachable',
  'store.full',
  'database.unreachable',
  'dispatcher.unreachable',
  'ocr.unavailable',
]);

/** The reason a stage's signal carries when the process stops or the lease is gone: nothing is to be settled by outcome. */
export const stopReason = Symbol('stop');

/** Runs a stage outside any transaction, under its time limit. Never throws. */
export async function runStage(stage: AnyStage, claim: Claim, clock: Clock, stop: AbortSignal): Promise<RunEnd> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), stage.timeoutSeconds * 1000);
  const signal = AbortSignal.any([limit.signal, stop]);
  try {
    const work: Promise<StageOutcome<FactsByStage[StageName]>> = stage.run(claim.document, {
      signal,
      clock,
      attempt: claim.attempt,
      isLastAttempt: claim.attempt >= stage.retry.attemptsMax,
    });
    const outcome = await raceAbort(work, signal);
    return { kind: 'outcome', outcome };
  } catch (error) {
    if (stop.aborted) return { kind: 'stopped' };
    if (limit.signal.aborted) {
      const message = `The ${stage.name} took longer than ${stage.timeoutSeconds} seconds. Look at the document; it may be damaged or very large.`;
      return {
        kind: 'failure',
        isFinal: false,
        problem: { code: 'document.too_slow', message, params: { seconds: stage.timeoutSeconds } },
      };
    }
    return judge(error, stage.name);
  } finally {
    clearTimeout(timer);
  }
}

function judge(error: unknown, stage: StageName): RunEnd {
  if (error instanceof MailroomError) {
    if (outages.has(error.code)) return { kind: 'outage', problem: error.toProblem() };
    return { kind: 'failure', isFinal: error.retry === 'never', problem: error.toProblem() };
  }
  // A bug of ours or of a library. The reason goes to the person and the log; the document's text never stands in it.
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown reason';
  return {
    kind: 'failure',
    isFinal: false,
    problem: {
      code: 'stage.failed',
      message: `The ${stage} failed (${reason}). Order it again, or work the document by hand.`,
      params: { stage, reason },
    },
  };
}

/** A stage that ignores its signal must not hold the slot: its promise is abandoned and its late result dropped. */
function raceAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
