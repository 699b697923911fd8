import type { StageName } from '../../domain/stage-name.ts';
import type { Bell, JobDispatcher } from '../../ports/job-dispatcher.ts';

interface Listener {
  readonly stages: ReadonlySet<StageName>;
  hear(bell: Bell): void;
}

/**
 * A doorbell inside one process: for one-shot commands and tests, where nobody else could hear it. Bells for which
 * nobody listens are lost, as the port allows.
 */
export function createInProcessDispatcher(): JobDispatcher {
  const listeners = new Set<Listener>();

  return {
    name: 'in-process',
    async ring(bells) {
      for (const bell of bells) {
        for (const listener of listeners) {
          if (!listener.stages.has(bell.stage)) continue;
          listener.hear(bell);
          break;
        }
      }
    },
    async listen(stages, answer, { concurrency }) {
      const waiting = new Map<StageName, Bell[]>(stages.map((stage) => [stage, []]));
      const running = new Map<StageName, number>(stages.map((stage) => [stage, 0]));
      const underWay = new Set<Promise<void>>();

      const startNext = (stage: StageName): void => {
        const count = running.get(stage) ?? 0;
        if (count >= concurrency[stage]) return;
        const bell = waiting.get(stage)?.shift();
        if (!bell) return;
        running.set(stage, count + 1);
        const work = answer(bell)
          .catch(() => {
            // The sweeper rings again.
          })
          .finally(() => {
            underWay.delete(work);
            running.set(stage, (running.get(stage) ?? 1) - 1);
            startNext(stage);
          });
        underWay.add(work);
      };

      const listener: Listener = {
        stages: new Set(stages),
        hear(bell) {
          waiting.get(bell.stage)?.push(bell);
          startNext(bell.stage);
        },
      };
      listeners.add(listener);
      return {
        async [Symbol.asyncDispose]() {
          listeners.delete(listener);
          for (const bells of waiting.values()) bells.length = 0;
          await Promise.all(underWay);
        },
      };
    },
    async probe() {},
    async [Symbol.asyncDispose]() {
      listeners.clear();
    },
  };
}
