import { MailroomError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Program } from './program.ts';
import { residentMemoryBytes } from './resident-memory.ts';
import { type Ending, startWorkerProcess, type TaskOrder, type WorkerProcess } from './worker-process.ts';

/** A few processes behind one first-come-first-served line. Processes start with the first task and rest only for a while. */
export interface Lane {
  perform(order: TaskOrder, wish: { readonly isFreshWanted: boolean }, signal: AbortSignal): Promise<Ending>;
  close(): Promise<void>;
}

export interface LaneParts {
  readonly processes: number;
  readonly niceness: number;
  readonly program: Program;
  readonly log: Log;
}

/** Native code leaks and fragments: after so many tasks, or when it stays this big, a child is replaced between tasks. */
const tasksPerProcessMax = 500;
const restingMemoryBytesMax = 400 * 1024 * 1024;
const idleSecondsMax = 120;

interface Seat {
  process: WorkerProcess | null;
  tasksDone: number;
  idleTimer: NodeJS.Timeout | null;
}

export function createLane({ processes, niceness, program, log }: LaneParts): Lane {
  // The last seat used is taken first, so a quiet system keeps one warm process and lets the others go.
  const free: Seat[] = Array.from({ length: processes }, () => ({ process: null, tasksDone: 0, idleTimer: null }));
  const all = [...free];
  const line: ((seat: Seat) => void)[] = [];
  const closing = new AbortController();

  async function perform(
    order: TaskOrder,
    wish: { readonly isFreshWanted: boolean },
    signal: AbortSignal,
  ): Promise<Ending> {
    const ended = AbortSignal.any([signal, closing.signal]);
    const seat = await takeSeat(ended);
    try {
      if (wish.isFreshWanted) await empty(seat);
      const worker = await occupied(seat);
      seat.tasksDone += 1;
      const ending = await worker.perform(order, ended);
      if (ending.kind === 'died' && ending.cause === 'aborted') throw ended.reason;
      return ending;
    } finally {
      await leave(seat);
    }
  }

  function takeSeat(signal: AbortSignal): Promise<Seat> {
    signal.throwIfAborted();
    const seat = free.pop();
    if (seat !== undefined) return Promise.resolve(seat);
    return new Promise((resolve, reject) => {
      const take = (given: Seat): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(given);
      };
      const giveUp = (): void => {
        line.splice(line.indexOf(take), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      line.push(take);
    });
  }

  async function occupied(seat: Seat): Promise<WorkerProcess> {
    if (seat.idleTimer !== null) clearTimeout(seat.idleTimer);
    if (seat.process?.isAlive()) return seat.process;
    try {
      seat.process = await startWorkerProcess(program, niceness);
      seat.tasksDone = 0;
      return seat.process;
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      log.error({ sentence }, 'A workshop process could not be started.');
      throw new MailroomError('stage.failed', `${sentence} Check memory and the installation with "mailroom doctor".`, {
        retry: 'later',
      });
    }
  }

  async function leave(seat: Seat): Promise<void> {
    const worker = seat.process;
    if (worker !== null) {
      const isTired = !worker.isAlive() || seat.tasksDone >= tasksPerProcessMax;
      if (isTired || closing.signal.aborted || ((await residentMemoryBytes(worker.pid)) ?? 0) > restingMemoryBytesMax)
        await empty(seat);
      else {
        seat.idleTimer = setTimeout(() => void empty(seat), idleSecondsMax * 1000);
        seat.idleTimer.unref();
      }
    }
    const next = line.shift();
    if (next === undefined) free.push(seat);
    else next(seat);
  }

  async function empty(seat: Seat): Promise<void> {
    const worker = seat.process;
    seat.process = null;
    if (seat.idleTimer !== null) clearTimeout(seat.idleTimer);
    await worker?.end();
  }

  return {
    perform,
    async close() {
      closing.abort(new MailroomError('stage.failed', 'The workshop was closed.', { retry: 'later' }));
      await Promise.all(all.map(empty));
    },
  };
}
