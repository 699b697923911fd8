import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInProcessDispatcher } from '../adapters/dispatch/in-process.ts';
import type { Database } from '../db/connection.ts';
import { insertSubmission } from '../db/submissions.ts';
import { systemClock } from '../domain/clock.ts';
import { MailroomError } from '../domain/errors.ts';
import { type DocumentId, newId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { type StageName, stageNames } from '../domain/stage-name.ts';
import { silentLog } from '../ports/log.ts';
import type { AnyStage, PipelineDefinition, StageContext } from '../ports/stage.ts';
import { createAgentQueue } from '../queue/agent-queue.ts';
import { openTestDatabase } from '../testing/database.ts';
import { createEngine, type Engine } from './engine.ts';

const concurrency = Object.fromEntries(stageNames.map((stage) => [stage, 2])) as Record<StageName, number>;

type Run = (context: StageContext) => Promise<unknown>;

const archiving = (run: Run, timeoutSeconds = 30): PipelineDefinition => {
  const stage = {
    name: 'archiving',
    version: '1',
    retry: { attemptsMax: 2, baseSeconds: 0.01, ceilingSeconds: 0.01 },
    timeoutSeconds,
    run: (_document: unknown, context: StageContext) => run(context),
  } as unknown as AnyStage;
  return { name: 'letter', version: '1', channels: ['letter'], steps: [{ stage }] };
};

describe('the engine on a real database', () => {
  let database: Database;
  let engine: Engine;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(async () => {
    await engine.stop();
    await database[Symbol.asyncDispose]();
  });

  const begin = async (
    pipeline: PipelineDefinition,
    options: { readonly stopSeconds?: number } = {},
  ): Promise<DocumentId> => {
    engine = createEngine({
      database,
      dispatcher: createInProcessDispatcher(),
      queue: createAgentQueue({ database, clock: systemClock }),
      pipelines: [pipeline],
      clock: systemClock,
      log: silentLog,
      worker: 'test',
      stages: stageNames,
      concurrency,
      leaseSeconds: 30,
      sweepSeconds: 0.05,
      stopSeconds: options.stopSeconds ?? 0.2,
    });
    await engine.start();
    const { documentId } = await insertSubmission(database, {
      id: newId('sub'),
      documentId: newId('doc'),
      channel: 'letter',
      pipeline: 'letter',
      source: 'test',
      sourceKey: '1',
      filename: 'letter.tif',
      declaredMediaType: null,
      original: { sha256: '0'.repeat(64) as Sha256, byteLength: 1 },
      receivedAt: new Date(),
      createdAt: new Date(),
      createdBy: 'test',
    });
    await database.query(`update documents set stage = 'archiving' where id = $1`, [documentId]);
    await engine.ring([{ documentId, stage: 'archiving', generation: 0 }]);
    return documentId;
  };

  const standing = async (id: DocumentId) => {
    const { rows } = await database.query<{
      state: string;
      attempt: number;
      tray: string | null;
      question: { code: string } | null;
      lease_until: Date | null;
    }>('select state, attempt, tray, question, lease_until from documents where id = $1', [id]);
    return rows[0];
  };
  const advanced = { kind: 'advance', facts: {}, effects: [] };

  it('tries a passing fault again and goes on', async () => {
    let runs = 0;
    const id = await begin(
      archiving(async () => {
        runs += 1;
        if (runs === 1) throw new Error('a passing fault');
        return advanced;
      }),
    );
    await vi.waitFor(async () => expect(await standing(id)).toMatchObject({ state: 'done' }), 5000);
    expect(runs).toBe(2);
  });

  it('puts a document before a person when its attempts are used up, and says why', async () => {
    const id = await begin(archiving(async () => Promise.reject(new Error('always'))));
    await vi.waitFor(
      async () =>
        expect(await standing(id)).toMatchObject({
          state: 'parked',
          tray: 'exceptions',
          question: { code: 'stage.failed' },
        }),
      5000,
    );
  });

  it('does not repeat what is refused for good', async () => {
    let runs = 0;
    const id = await begin(
      archiving(async () => {
        runs += 1;
        throw new MailroomError('object.corrupt', 'Restore it.');
      }),
    );
    await vi.waitFor(
      async () => expect(await standing(id)).toMatchObject({ state: 'parked', question: { code: 'object.corrupt' } }),
      5000,
    );
    expect(runs).toBe(1);
  });

  it('ends a stage that ignores its signal at the time limit', async () => {
    const id = await begin(archiving(() => new Promise(() => {}), 0.05));
    await vi.waitFor(
      async () =>
        expect(await standing(id)).toMatchObject({ state: 'parked', question: { code: 'document.too_slow' } }),
      5000,
    );
  });

  it('gives back what it holds when it must stop, and the attempt is not counted', async () => {
    let hasBegun = false;
    const id = await begin(
      archiving(
        () =>
          new Promise(() => {
            hasBegun = true;
          }),
      ),
    );
    await vi.waitFor(() => expect(hasBegun).toBe(true), 5000);
    await engine.stop();
    expect(await standing(id)).toMatchObject({ state: 'ready', attempt: 0, lease_until: null });
  });

  it('finishes what it can within the grace period', async () => {
    let hasBegun = false;
    const id = await begin(
      archiving(async () => {
        hasBegun = true;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return advanced;
      }),
      { stopSeconds: 5 },
    );
    await vi.waitFor(() => expect(hasBegun).toBe(true), 5000);
    await engine.stop();
    expect(await standing(id)).toMatchObject({ state: 'done' });
  });

  it('waits for a store that is away without using up attempts', async () => {
    const id = await begin(
      archiving(async () => Promise.reject(new MailroomError('store.unreachable', 'x', { retry: 'later' }))),
    );
    await vi.waitFor(async () => {
      const { rows } = await database.query(
        `select 1 from stage_history where document_id = $1 and outcome = 'snoozed'`,
        [id],
      );
      expect(rows).toHaveLength(1);
    }, 5000);
    expect(await standing(id)).toMatchObject({ state: 'ready', attempt: 0 });
  });

  it('finds by itself a document whose bell was never rung', async () => {
    const id = await begin(archiving(async () => advanced));
    await vi.waitFor(async () => expect(await standing(id)).toMatchObject({ state: 'done' }), 5000);
    await database.query(`update documents set state = 'ready', done_at = null where id = $1`, [id]);
    await vi.waitFor(async () => expect(await standing(id)).toMatchObject({ state: 'done' }), 5000);
  });
});
