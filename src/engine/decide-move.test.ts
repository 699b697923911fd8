import { describe, expect, it } from 'vitest';
import type { Claim } from '../db/document-claims.ts';
import { newId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { type AnyStage, defaultRetry, type PipelineDefinition } from '../ports/stage.ts';
import { decideMove } from './decide-move.ts';
import type { RunEnd } from './run-stage.ts';

const now = new Date('2026-11-30T09:00:00Z');

const stageNamed = (name: AnyStage['name']): AnyStage =>
  ({
    name,
    version: '1',
    retry: { ...defaultRetry, attemptsMax: 3 },
    timeoutSeconds: 5,
    run: async () => ({ kind: 'snooze', until: now, reason: '' }),
  }) as AnyStage;

const preparation = stageNamed('preparation');
const pipeline: PipelineDefinition = {
  name: 'letter',
  version: '1',
  channels: ['letter'],
  steps: [
    { stage: preparation },
    { stage: stageNamed('recognition'), when: (document) => document.filename !== 'text.txt' },
    { stage: stageNamed('routing') },
  ],
};

const claim = (overrides: Partial<Claim> = {}): Claim => ({
  document: {
    id: newId('doc'),
    submissionId: newId('sub'),
    parentId: null,
    depth: 0,
    channel: 'letter',
    receivedAt: now,
    filename: 'letter.tif',
    declaredMediaType: null,
    original: { sha256: '0'.repeat(64) as Sha256, byteLength: 1 },
    given: null,
    generation: 2,
    facts: {},
  },
  pipeline: 'letter',
  stage: 'preparation',
  attempt: 1,
  revision: 4,
  claimedAt: now,
  ...overrides,
});

const problem = { code: 'stage.failed', message: 'Order it again.' } as const;
const decide = (end: RunEnd, on: Claim = claim()) => decideMove(pipeline, preparation, on, end, { now, random: 0 });
const advance = (facts: object = {}): RunEnd => ({
  kind: 'outcome',
  outcome: { kind: 'advance', facts: facts as never, effects: [] },
});

describe('what the end of a stage means', () => {
  it('an advance goes to the next stage and starts counting attempts anew', () => {
    expect(decide(advance())).toMatchObject({
      outcome: 'advanced',
      stage: 'recognition',
      state: 'ready',
      attempt: 0,
      readyAt: now,
    });
  });

  it('an advance skips a stage whose condition does not hold', () => {
    const on = claim();
    expect(decide(advance(), { ...on, document: { ...on.document, filename: 'text.txt' } }).stage).toBe('routing');
  });

  it('an advance of the last stage is the end', () => {
    const routing = pipeline.steps[2]?.stage as AnyStage;
    expect(decideMove(pipeline, routing, claim({ stage: 'routing' }), advance(), { now, random: 0 })).toMatchObject({
      state: 'done',
      stage: 'routing',
    });
  });

  it('an effect gets a key of document, stage, name and generation, so a second run posts it no second time', () => {
    const on = claim();
    const offer = {} as never;
    const move = decide(
      {
        kind: 'outcome',
        outcome: { kind: 'advance', facts: {} as never, effects: [{ kind: 'offerWorkItem', name: 'item', offer }] },
      },
      on,
    );
    expect(move.effects).toEqual([
      { key: `${on.document.id}/preparation/item/2`, effect: { kind: 'offerWorkItem', name: 'item', offer } },
    ]);
  });

  it('a scan in an open batch is held, and no attempt is spent on it', () => {
    const move = decide({ kind: 'outcome', outcome: { kind: 'hold', facts: {} as never } });
    expect(move).toMatchObject({ outcome: 'held', state: 'held', stage: 'preparation', attempt: 0 });
  });

  it('a scan that falls into documents is done; those with prepared pages begin in recognition', () => {
    const child = { filename: 'letter.tif', declaredMediaType: null, original: claim().document.original };
    const prepared = { facts: {} as never, given: null, composedOf: [] };
    const children = [
      { ...child, ordinal: 1 },
      { ...child, ordinal: 2, prepared },
    ];
    const move = decide({ kind: 'outcome', outcome: { kind: 'divide', facts: {} as never, children } });
    expect(move).toMatchObject({ outcome: 'divided', state: 'done', isDivided: true, effects: [] });
    expect(move.children.map(({ stage }) => stage)).toEqual(['preparation', 'recognition']);
  });

  it('a question parks the document in its tray', () => {
    expect(
      decide({ kind: 'outcome', outcome: { kind: 'park', tray: 'indexing', question: problem, facts: null } }),
    ).toMatchObject({
      outcome: 'parked',
      state: 'parked',
      tray: 'indexing',
      question: problem,
    });
  });

  it('a snooze costs no attempt and lasts a day at most', () => {
    const move = decide({
      kind: 'outcome',
      outcome: { kind: 'snooze', until: new Date('2030-01-01T00:00:00Z'), reason: 'x' },
    });
    expect(move).toMatchObject({
      outcome: 'snoozed',
      state: 'ready',
      attempt: 0,
      readyAt: new Date('2026-12-01T09:00:00Z'),
    });
  });

  it('an outage outside costs no attempt', () => {
    const move = decide({ kind: 'outage', problem: { code: 'store.unreachable', message: 'x' } });
    expect(move).toMatchObject({ outcome: 'snoozed', state: 'ready', attempt: 0 });
    expect(move.readyAt.getTime()).toBeGreaterThan(now.getTime());
  });

  it('a failure is tried again later, each time longer', () => {
    const waits = [1, 2].map(
      (attempt) =>
        decide({ kind: 'failure', problem, isFinal: false }, claim({ attempt })).readyAt.getTime() - now.getTime(),
    );
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  it('the last attempt that fails puts the document before a person instead of losing it', () => {
    expect(decide({ kind: 'failure', problem, isFinal: false }, claim({ attempt: 3 }))).toMatchObject({
      state: 'parked',
      tray: 'exceptions',
      question: problem,
    });
  });

  it('a failure that would repeat goes to a person at once', () => {
    expect(decide({ kind: 'failure', problem, isFinal: true })).toMatchObject({ state: 'parked', tray: 'exceptions' });
  });

  it('a stop gives the document back as if it had never been taken', () => {
    expect(decide({ kind: 'stopped' })).toMatchObject({
      outcome: 'returned',
      state: 'ready',
      attempt: 0,
      readyAt: now,
      stage: 'preparation',
    });
  });
});
