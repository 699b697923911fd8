import type { AloneDecision } from '../domain/alone-decision.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { ChildDocument, DocumentSnapshot } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';
import type { WorkItemOffer } from '../domain/work-item.ts';

/** Something that must happen outside the document's row. Delivered at least once, under a key that never changes. */
export type Effect =
  | { readonly kind: 'offerWorkItem'; readonly name: string; readonly offer: WorkItemOffer }
  /** No person looked: quality control may draw it. */
  | { readonly kind: 'noteDecision'; readonly name: string; readonly decision: AloneDecision };

/**
 * What a stage says when it is done. A stage computes and does not record: it may put content-addressed objects and
 * returns an outcome; the engine writes facts, effects, children and the move in one transaction.
 */
export type StageOutcome<Facts> =
  | {
      readonly kind: 'advance';
      readonly facts: Facts;
      readonly effects: readonly Effect[];
      readonly children?: readonly ChildDocument[];
    }
  /** Lies in a batch that a clerk has not released; the release makes it ready again. */
  | { readonly kind: 'hold'; readonly facts: Facts }
  /** Falls into these documents and goes no further itself. */
  | { readonly kind: 'divide'; readonly facts: Facts; readonly children: readonly ChildDocument[] }
  /** A person decides: a normal outcome, not a failure. */
  | { readonly kind: 'park'; readonly tray: Tray; readonly question: Problem; readonly facts: Facts | null }
  /** Something outside is not ready; costs no attempt. */
  | { readonly kind: 'snooze'; readonly until: Date; readonly reason: string };

export interface RetryPolicy {
  readonly attemptsMax: number;
  /** Wait before attempt n+1: `base * 2^(n-1)` seconds with jitter, at most `ceilingSeconds`. */
  readonly baseSeconds: number;
  readonly ceilingSeconds: number;
}

export const defaultRetry: RetryPolicy = { attemptsMax: 5, baseSeconds: 2, ceilingSeconds: 120 };

export interface StageContext {
  /** Aborted at the time limit, when the lease is lost and when the process must stop. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Counted from 1. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
}

export interface Stage<Name extends StageName = StageName> {
  readonly name: Name;
  readonly version: string;
  readonly retry: RetryPolicy;
  readonly timeoutSeconds: number;
  run(document: DocumentSnapshot, context: StageContext): Promise<StageOutcome<FactsByStage[Name]>>;
}

export type AnyStage = { [Name in StageName]: Stage<Name> }[StageName];

export interface PipelineDefinition {
  readonly name: string;
  readonly version: string;
  readonly channels: readonly Channel[];
  readonly steps: readonly { readonly stage: AnyStage; readonly when?: (document: DocumentSnapshot) => boolean }[];
}
