import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DocumentId, newId } from '../../domain/ids.ts';
import { type StageName, stageNames } from '../../domain/stage-name.ts';
import type { Bell, JobDispatcher } from '../../ports/job-dispatcher.ts';

export interface DispatcherHarness {
  open(): Promise<JobDispatcher>;
  dispose(): Promise<void>;
}

const concurrency = Object.fromEntries(stageNames.map((stage) => [stage, 2])) as Record<StageName, number>;

const bellFor = (stage: StageName, generation = 0): Bell => ({ documentId: newId('doc'), stage, generation });

/** The guarantees of `ports/job-dispatcher.ts`, run by every backend. */
export function describeJobDispatcher(name: string, makeHarness: () => Promise<DispatcherHarness>): void {
  describe(`doorbell: ${name}`, () => {
    let harness: DispatcherHarness;
    let dispatcher: JobDispatcher;

    beforeAll(async () => {
      harness = await makeHarness();
      dispatcher = await harness.open();
    });
    afterAll(async () => {
      await dispatcher[Symbol.asyncDispose]();
      await harness.dispose();
    });

    it('brings a bell to whoever listens for its stage, and to no one else', async () => {
      const heard: Bell[] = [];
      const others: Bell[] = [];
      await using _listener = await dispatcher.listen(['preparation'], async (bell) => void heard.push(bell), {
        concurrency,
      });
      await using _other = await dispatcher.listen(['routing'], async (bell) => void others.push(bell), {
        concurrency,
      });
      const bell = bellFor('preparation');
      await dispatcher.ring([bell]);
      await vi.waitFor(() => expect(heard).toEqual([bell]), 10_000);
      expect(others).toEqual([]);
    });

    it('brings many bells of several stages, each to the right answer', async () => {
      const heard: Bell[] = [];
      await using _listener = await dispatcher.listen(
        ['recognition', 'indexing'],
        async (bell) => void heard.push(bell),
        { concurrency },
      );
      const bells = Array.from({ length: 40 }, (_, i) => bellFor(i % 2 === 0 ? 'recognition' : 'indexing'));
      await dispatcher.ring(bells);
      // A bell may be doubled; none may be lost here, and none may come to another stage.
      const named = (some: readonly Bell[]) => new Set(some.map(({ documentId, stage }) => `${stage} ${documentId}`));
      await vi.waitFor(() => expect(named(heard)).toEqual(named(bells)), 15_000);
    });

    it('answers no more bells at once than asked', async () => {
      let atOnce = 0;
      let most = 0;
      let done = 0;
      await using _listener = await dispatcher.listen(
        ['archiving'],
        async () => {
          atOnce += 1;
          most = Math.max(most, atOnce);
          await new Promise((resolve) => setTimeout(resolve, 20));
          atOnce -= 1;
          done += 1;
        },
        { concurrency },
      );
      await dispatcher.ring(Array.from({ length: 10 }, () => bellFor('archiving')));
      await vi.waitFor(() => expect(done).toBeGreaterThanOrEqual(10), 15_000);
      expect(most).toBeLessThanOrEqual(2);
    });

    it('can ring the same document again after the bell was answered', async () => {
      let count = 0;
      await using _listener = await dispatcher.listen(
        ['classification'],
        async () => {
          count += 1;
        },
        {
          concurrency,
        },
      );
      const bell = bellFor('classification');
      await dispatcher.ring([bell]);
      await vi.waitFor(() => expect(count).toBe(1), 10_000);
      await vi.waitFor(async () => {
        await dispatcher.ring([bell]);
        expect(count).toBeGreaterThanOrEqual(2);
      }, 10_000);
    });

    it('goes on after an answer that failed', async () => {
      const heard: DocumentId[] = [];
      const [bad, good] = [bellFor('routing'), bellFor('routing')];
      await using _listener = await dispatcher.listen(
        ['routing'],
        async (bell) => {
          if (bell.documentId === bad.documentId) throw new Error('torn');
          heard.push(bell.documentId);
        },
        { concurrency },
      );
      await dispatcher.ring([bad, good]);
      await vi.waitFor(() => expect(heard).toContain(good.documentId), 10_000);
    });

    it('waits for answers under way when it stops listening', async () => {
      let isDone = false;
      let hasBegun = false;
      const listener = await dispatcher.listen(
        ['indexing'],
        async () => {
          hasBegun = true;
          await new Promise((resolve) => setTimeout(resolve, 100));
          isDone = true;
        },
        { concurrency },
      );
      await dispatcher.ring([bellFor('indexing')]);
      await vi.waitFor(() => expect(hasBegun).toBe(true), 10_000);
      await listener[Symbol.asyncDispose]();
      expect(isDone).toBe(true);
    });

    it('answers a probe', async () => {
      await expect(dispatcher.probe()).resolves.toBeUndefined();
    });
  });
}
