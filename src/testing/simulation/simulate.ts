import type { Database } from '../../db/connection.ts';
import { insertSubmission } from '../../db/submissions.ts';
import { newId } from '../../domain/ids.ts';
import { type StageName, stageNames } from '../../domain/stage-name.ts';
import { createEngine, type Engine } from '../../engine/engine.ts';
import type { Bell } from '../../ports/job-dispatcher.ts';
import { silentLog } from '../../ports/log.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { createAgentQueue } from '../../queue/agent-queue.ts';
import { seededRandom } from '../seeded-random.ts';
import { type CrashingDatabase, crashingDatabase } from './crashing-database.ts';
import { simulatedPipeline } from './simulated-stages.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly documents: number;
  readonly steps: number;
  readonly crashProbability: number;
  readonly bellLossProbability: number;
  readonly bellDoubleProbability: number;
  readonly zombieProbability: number;
  /** How likely a round lasts longer than a lease, so that others take over what is held. */
  readonly leaseEndProbability: number;
  /** More sweeps than this after everything is healthy again mean that documents stall. */
  readonly sweepsMax: number;
}

export interface SimulationEnd {
  readonly crashes: number;
  readonly zombies: number;
  readonly bellsLost: number;
  readonly bellsDoubled: number;
  readonly sweepsToDrain: number;
}

interface Worker {
  readonly engine: Engine;
  readonly line: CrashingDatabase;
}

interface Zombie {
  readonly worker: Worker;
  wake(): void;
  readonly end: Promise<void>;
}

const leaseSeconds = 60;
const concurrency = Object.fromEntries(stageNames.map((stage) => [stage, 50])) as Record<StageName, number>;

/**
 * Plays one seeded story on a real database with the real engine and a clock whose hands the story turns: workers die
 * before and after commits, bells are lost and doubled, workers hang until their lease is taken over and then come back
 * with a late result. Afterwards everything is healthy again and the sweeper alone must bring every document home.
 */
export async function simulate(
  database: Database,
  store: ObjectStore,
  options: SimulationOptions,
): Promise<SimulationEnd> {
  const random = seededRandom(options.seed);
  let now = new Date('2026-11-30T08:00:00Z');
  const clock = { now: () => now };
  const pass = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  const bells: Bell[] = [];
  const tally = { crashes: 0, zombies: 0, bellsLost: 0, bellsDoubled: 0, sweepsToDrain: 0 };
  let isHealthy = false;
  let held: (() => void) | null = null;
  let shouldHold = false;

  const pipeline = simulatedPipeline({
    random,
    store,
    async hold() {
      if (!shouldHold) return;
      shouldHold = false;
      await new Promise<void>((resolve) => {
        held = resolve;
      });
    },
  });

  let workerCount = 0;
  const hire = (): Worker => {
    workerCount += 1;
    const line = crashingDatabase(database, random, isHealthy ? 0 : options.crashProbability);
    const engine = createEngine({
      database: line.database,
      dispatcher: {
        name: 'simulated',
        async ring(some) {
          for (const bell of some) {
            if (random.chance(options.bellLossProbability)) tally.bellsLost += 1;
            else bells.push(bell);
            if (random.chance(options.bellDoubleProbability)) {
              tally.bellsDoubled += 1;
              bells.push(bell);
            }
          }
        },
        async listen() {
          return { async [Symbol.asyncDispose]() {} };
        },
        async probe() {},
        async [Symbol.asyncDispose]() {},
      },
      queue: createAgentQueue({ database: line.database, clock }),
      pipelines: [pipeline],
      clock,
      log: silentLog,
      random: () => random.next(),
      worker: `worker ${workerCount}`,
      stages: stageNames,
      concurrency,
      leaseSeconds,
      sweepSeconds: 1,
      stopSeconds: 1,
    });
    return { engine, line };
  };

  for (let i = 0; i < options.documents; i += 1) {
    const original = await store.put(Buffer.from(`document ${options.seed}/${i}`));
    const { documentId } = await insertSubmission(database, {
      id: newId('sub'),
      documentId: newId('doc'),
      channel: 'letter',
      pipeline: 'letter',
      source: 'simulation',
      sourceKey: `${options.seed}/${i}`,
      filename: i % 3 === 0 ? `mail ${i}` : `letter ${i}`,
      declaredMediaType: null,
      original,
      receivedAt: now,
      createdAt: now,
      createdBy: 'simulation',
    });
    bells.push({ documentId, stage: 'preparation', generation: 0 });
  }

  let workers = [hire(), hire(), hire()];
  const zombies: Zombie[] = [];

  /** Runs work to its end, unless the story holds it: then it stays behind as a zombie. */
  const play = async (worker: Worker, work: () => Promise<void>, mayHold: boolean): Promise<void> => {
    shouldHold = mayHold && random.chance(options.zombieProbability);
    let isOver = false;
    const end = work()
      .catch(() => {
        // The worker died of it; a new one is hired below.
      })
      .finally(() => {
        isOver = true;
      });
    while (!isOver && held === null) await new Promise((resolve) => setImmediate(resolve));
    shouldHold = false;
    if (held !== null) {
      tally.zombies += 1;
      zombies.push({ worker, wake: held, end });
      held = null;
    } else {
      await end;
      // What the relay still does belongs to this step, so that a seed always tells the same story.
      if (zombies.every((zombie) => zombie.worker !== worker)) await worker.engine.idle();
    }
  };

  const round = async (): Promise<void> => {
    const worker = random.pick(workers);
    const bell = random.chance(0.7) ? bells.splice(random.below(bells.length), 1)[0] : undefined;
    if (bell) await play(worker, () => worker.engine.answer(bell), true);
    else await play(worker, async () => (await worker.engine.sweep()).settled, false);
    pass(random.below(4));
    if (random.chance(options.leaseEndProbability)) pass(leaseSeconds + 1);
    if (zombies.length > 0 && random.chance(0.2)) {
      const [zombie] = zombies.splice(random.below(zombies.length), 1);
      zombie?.wake();
      await zombie?.end;
    }
    tally.crashes += workers.filter((each) => each.line.isDead()).length;
    workers = workers.map((each) => (each.line.isDead() ? hire() : each));
  };

  for (let step = 0; step < options.steps; step += 1) await round();

  isHealthy = true;
  workers = [hire()];
  for (const zombie of zombies) {
    pass(leaseSeconds + 1);
    zombie.wake();
    await zombie.end;
  }

  const { engine } = workers[0] as Worker;
  while ((await openWork(database)) > 0) {
    tally.sweepsToDrain += 1;
    if (tally.sweepsToDrain > options.sweepsMax)
      throw new Error(`Seed ${options.seed}: documents stall although everything is healthy.`);
    pass(5);
    const { settled } = await engine.sweep();
    await settled;
    await engine.idle();
  }
  return tally;
}

async function openWork(database: Database): Promise<number> {
  const { rows } = await database.query<{ open: number }>(
    `select (select count(*) from documents where state in ('ready', 'running'))
          + (select count(*) from outbox where delivered_at is null) as open`,
  );
  return rows[0]?.open ?? 0;
}
