import type { ConnectionOptions, Queue, Worker } from 'bullmq';
import { MailroomError } from '../../domain/errors.ts';
import type { StageName } from '../../domain/stage-name.ts';
import type { Bell, JobDispatcher } from '../../ports/job-dispatcher.ts';

/** Where BullMQ keeps its bells: beside our own tables when nothing else is configured, or on Redis or Valkey. */
export type BellPost =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

type BellQueue = Queue<Bell, void, string>;
type BellWorker = Worker<Bell, void, string>;

/**
 * BullMQ as the doorbell, one queue a stage, by the same code on both of its backends.
 *
 * A bell is removed as soon as it was answered: a standing one of the same name would swallow the next ring. It is
 * never repeated by BullMQ itself, because the sweeper knows better what is due.
 */
export async function createBullmqDispatcher(post: BellPost): Promise<JobDispatcher> {
  const bullmq = await import('bullmq');
  const backend = post.kind === 'postgres' ? bullmq.createPostgresBackend : undefined;

  // On PostgreSQL every queue and worker brings a small pool; on Redis ioredis multiplexes.
  const connection = (role: 'ring' | 'answer'): ConnectionOptions =>
    post.kind === 'postgres'
      ? ({
          connectionString: post.url,
          schema: 'bullmq',
          max: 2,
          migrate: true,
          // A bell may be lost, so none of them waits for the disk.
          options: '-c synchronous_commit=off',
        } as unknown as ConnectionOptions)
      : {
          url: post.url,
          maxRetriesPerRequest: role === 'ring' ? 1 : null,
          enableOfflineQueue: role === 'answer',
          connectTimeout: 5000,
        };

  const queues = new Map<StageName, BellQueue>();
  const queueOf = (stage: StageName): BellQueue => {
    const known = queues.get(stage);
    if (known) return known;
    const queue: BellQueue = new bullmq.Queue(
      `mailroom-${stage}`,
      { connection: connection('ring') },
      backend as never,
    );
    // Without a listener a lost connection would end the process; whoever rings gets the error itself.
    queue.on('error', () => {});
    queues.set(stage, queue);
    return queue;
  };

  const probe = async (): Promise<void> => {
    await withDeadline(queueOf('preparation').getWaitingCount()).catch((cause: unknown) => {
      throw new MailroomError(
        'dispatcher.unreachable',
        `The doorbell (BullMQ on ${post.kind}) does not answer. Check ${post.kind === 'redis' ? 'REDIS_URL' : 'DATABASE_URL'}.`,
        { retry: 'later', cause },
      );
    });
  };

  return {
    name: post.kind === 'redis' ? 'BullMQ on Redis' : 'BullMQ on PostgreSQL',
    async ring(bells) {
      const stages = [...new Set(bells.map((bell) => bell.stage))];
      await withDeadline(
        Promise.all(
          stages.map((stage) =>
            ringAt(
              queueOf(stage),
              bells.filter((bell) => bell.stage === stage),
            ),
          ),
        ),
      );
    },
    async listen(stages, answer, { concurrency }) {
      const workers = stages.map((stage) => {
        const worker: BellWorker = new bullmq.Worker(
          `mailroom-${stage}`,
          (job: { readonly data: Bell }) => answer(job.data),
          { connection: connection('answer'), concurrency: concurrency[stage], maxStalledCount: 1, drainDelay: 5 },
          backend as never,
        );
        worker.on('error', () => {});
        return worker;
      });
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      return {
        async [Symbol.asyncDispose]() {
          await Promise.all(workers.map((worker) => worker.close()));
        },
      };
    },
    probe,
    async [Symbol.asyncDispose]() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/**
 * On PostgreSQL `addBulk` makes two temporary tables, 22 ms a call however few the bells (0.4 ms for `add`; figures of
 * pg_stat_statements), so it pays only for many.
 */
const bulkFrom = 20;

async function ringAt(queue: BellQueue, bells: readonly Bell[]): Promise<void> {
  const entries = bells.map((bell) => ({
    name: bell.stage,
    data: bell,
    opts: { jobId: `${bell.documentId}-${bell.generation}`, removeOnComplete: true, removeOnFail: true },
  }));
  if (entries.length >= bulkFrom) await queue.addBulk(entries);
  else await Promise.all(entries.map(({ name, data, opts }) => queue.add(name, data, opts)));
}

/** A backend that went away must not hold a stage: the bell is lost and the sweeper finds the row. */
async function withDeadline<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new MailroomError('dispatcher.unreachable', 'The doorbell did not answer within 5 seconds.', {
            retry: 'later',
          }),
        ),
      5000,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
