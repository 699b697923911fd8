import type { Claim, Move } from '../db/document-claims.ts';
import type { ChildDocument, DocumentSnapshot } from '../domain/document.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { AnyStage, PipelineDefinition } from '../ports/stage.ts';
import { nextAttemptAt } from './backoff.ts';
import type { RunEnd } from './run-stage.ts';

const outageSeconds = 15;
/** A stage that snoozes for ever is a loop; a day is the longest anything outside may take before it says so again. */
const snoozeMillisecondsMax = 24 * 3600 * 1000;

/** What a run's end means for the document: a pure decision, so every row of the table can be tested. */
export function decideMove(
  pipeline: PipelineDefinition,
  stage: AnyStage,
  claim: Claim,
  end: RunEnd,
  at: { readonly now: Date; readonly random: number },
): Move {
  const stay: Move = {
    outcome: 'returned',
    stageVersion: stage.version,
    stage: claim.stage,
    state: 'ready',
    // The attempt was counted at the claim; what is no fault of the document is taken back here.
    attempt: claim.attempt - 1,
    readyAt: at.now,
    leaseUntil: null,
    tray: null,
    question: null,
    facts: null,
    effects: [],
    children: [],
    isDivided: false,
    detail: null,
  };

  switch (end.kind) {
    case 'stopped':
      return stay;
    case 'outage':
      return { ...stay, outcome: 'snoozed', readyAt: plusSeconds(at.now, outageSeconds), detail: end.problem };
    case 'failure': {
      if (end.isFinal || claim.attempt >= stage.retry.attemptsMax) {
        return {
          ...stay,
          outcome: 'parked',
          state: 'parked',
          attempt: claim.attempt,
          tray: 'exceptions',
          question: end.problem,
          detail: end.problem,
        };
      }
      const readyAt = nextAttemptAt(at.now, stage.retry, claim.attempt, at.random);
      return { ...stay, outcome: 'retried', attempt: claim.attempt, readyAt, detail: end.problem };
    }
    case 'outcome':
      break;
  }

  const { outcome } = end;
  switch (outcome.kind) {
    case 'snooze': {
      const latest = new Date(at.now.getTime() + snoozeMillisecondsMax);
      return { ...stay, outcome: 'snoozed', readyAt: outcome.until < latest ? outcome.until : latest };
    }
    case 'park':
      return {
        ...stay,
        outcome: 'parked',
        state: 'parked',
        attempt: claim.attempt,
        tray: outcome.tray,
        question: outcome.question,
        facts: outcome.facts,
        detail: outcome.question,
      };
    case 'hold':
      return { ...stay, outcome: 'held', state: 'held', attempt: 0, facts: outcome.facts };
    case 'divide':
      return {
        ...stay,
        outcome: 'divided',
        state: 'done',
        isDivided: true,
        attempt: 0,
        facts: outcome.facts,
        children: childrenOf(pipeline, claim, outcome.children),
      };
    case 'advance': {
      const document: DocumentSnapshot = {
        ...claim.document,
        facts: { ...claim.document.facts, [claim.stage]: outcome.facts },
      };
      const next = stageAfter(pipeline, claim.stage, document);
      return {
        ...stay,
        outcome: 'advanced',
        stage: next ?? claim.stage,
        state: next === null ? 'done' : 'ready',
        attempt: 0,
        facts: outcome.facts,
        effects: outcome.effects.map((effect) => ({
          key: `${claim.document.id}/${claim.stage}/${effect.name}/${claim.document.generation}`,
          effect,
        })),
        children: childrenOf(pipeline, claim, outcome.children ?? []),
      };
    }
  }
}

/** Where each child begins: at the front, or behind preparation when its pages are prepared already. */
function childrenOf(pipeline: PipelineDefinition, claim: Claim, children: readonly ChildDocument[]): Move['children'] {
  return children.map((child) => {
    if (!child.prepared) return { ...child, stage: 'preparation' };
    const facts = { preparation: child.prepared.facts };
    const stage = stageAfter(pipeline, 'preparation', { ...claim.document, ...child, facts });
    if (stage === null) throw new Error(`The pipeline "${pipeline.name}" has no stage for prepared documents.`);
    return { ...child, stage };
  });
}

/** The next step whose condition holds for this document, or null at the end of the pipeline. */
export function stageAfter(
  pipeline: PipelineDefinition,
  stage: StageName,
  document: DocumentSnapshot,
): StageName | null {
  const index = pipeline.steps.findIndex((step) => step.stage.name === stage);
  const next = pipeline.steps.slice(index + 1).find((step) => step.when?.(document) ?? true);
  return next?.stage.name ?? null;
}

function plusSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
