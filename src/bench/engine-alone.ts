import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createBullmqDispatcher } from '../adapters/dispatch/bullmq.ts';
import { createInProcessDispatcher } from '../adapters/dispatch/in-process.ts';
import { openMailroomDatabase } from '../app/compose.ts';
import { insertSubmission } from '../db/submissions.ts';
import { systemClock } from '../domain/clock.ts';
import { newId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { type StageName, stageNames } from '../domain/stage-name.ts';
import { createEngine } from '../engine/engine.ts';
import { silentLog } from '../ports/log.ts';
import { type AnyStage, defaultRetry, type PipelineDefinition } from '../ports/stage.ts';
import { createAgentQueue } from '../queue/agent-queue.ts';
import { emptyFacts } from '../testing/simulation/simulated-stages.ts';
import { type Bench, rounded } from './bench.ts';
import { benchSettings, untilSettled } from './bench-mailroom.ts';
import { inParallel } from './in-parallel.ts';
import { cpuSecondsOf } from './process-tree.ts';

/** What the engine itself costs: six stages that do nothing, with claim, settle, history and doorbell for each. */
export const engineAlone: Bench = {
  name: 'engine',
  target: 'at least 100 documents a second through six empty stages on embedded PostgreSQL',
  async run({ count, options, folder, say }) {
    const total = count ?? 3000;
    const dataDir = join(folder, 'data');
    await mkdir(dataDir, { recursive: true });
    const settings = await benchSettings(dataDir);
    const { database, stop } = await openMailroomDatabase(settings, silentLog, { mayJoin: false });
    try {
      // `--set doorbell=in-process` shows what is the engine's and what the queue's.
      await using dispatcher =
        options.get('doorbell') === 'in-process'
          ? createInProcessDispatcher()
          : await createBullmqDispatcher({ kind: 'postgres', url: database.url });
      const engine = createEngine({
        database,
        dispatcher,
        queue: createAgentQueue({ database, clock: systemClock }),
        pipelines: [emptyPipeline],
        clock: systemClock,
        log: silentLog,
        worker: 'bench',
        stages: stageNames,
        concurrency: settings.concurrency,
        leaseSeconds: settings.leaseSeconds,
        sweepSeconds: settings.sweepSeconds,
        stopSeconds: 8,
      });
      say(`Sending ${total} documents through …`);
      await engine.start();
      const cpuBefore = await cpuSecondsOf(process.pid, dataDir);
      const beganAt = performance.now();
      await inParallel(Array.from({ length: total }).keys(), 8, async (number) => {
        const { documentId } = await insertSubmission(database, submissionOf(number));
        await engine.ring([{ documentId, stage: 'preparation', generation: 0 }]);
      });
      await untilSettled(database, Math.max(60, total / 10));
      const elapsedMs = performance.now() - beganAt;
      const cpuAfter = await cpuSecondsOf(process.pid, dataDir);
      await engine.stop();
      const { rows } = await database.query<{ done: number; runs: number }>(
        `select (select count(*) from documents where state = 'done') as done, (select count(*) from stage_history) as runs`,
      );
      const { done = 0, runs = 0 } = rows[0] ?? {};
      const perSecond = (total / elapsedMs) * 1000;
      return {
        isReached: perSecond >= 100 && done === total && runs === total * stageNames.length,
        figures: {
          doorbell: dispatcher.name,
          documents: total,
          perSecond: rounded(perSecond),
          cpuMsPerDocument:
            cpuBefore === null || cpuAfter === null ? null : rounded(((cpuAfter - cpuBefore) / total) * 1000),
          stagesPerSecond: rounded(perSecond * stageNames.length),
          done,
          stageRuns: runs,
        },
      };
    } finally {
      await stop();
    }
  },
};

const emptyPipeline: PipelineDefinition = {
  name: 'letter',
  version: '1',
  channels: ['letter'],
  steps: stageNames.map((name) => ({ stage: emptyStage(name) as AnyStage })),
};

function emptyStage(name: StageName) {
  return {
    name,
    version: '1',
    retry: defaultRetry,
    timeoutSeconds: 60,
    run: async () => ({ kind: 'advance' as const, facts: emptyFacts[name], effects: [] }),
  };
}

function submissionOf(number: number) {
  const now = new Date();
  return {
    id: newId('sub'),
    documentId: newId('doc'),
    channel: 'letter' as const,
    pipeline: 'letter',
    source: 'bench',
    sourceKey: String(number),
    filename: 'letter.tif',
    declaredMediaType: null,
    original: { sha256: '0'.repeat(64) as Sha256, byteLength: 1 },
    receivedAt: now,
    createdAt: now,
    createdBy: 'mailroom',
  };
}
