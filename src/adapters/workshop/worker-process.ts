import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import type { Problem } from '../../domain/errors.ts';
import type { Program } from './program.ts';
import type { FromChild, OutputName, TaskName, ToChild } from './protocol.ts';
import { residentMemoryBytes } from './resident-memory.ts';

export type Ending =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** The process is gone; a new one must be started for the next task. */
  | {
      readonly kind: 'died';
      readonly cause: 'slow' | 'hungry' | 'crashed' | 'aborted' | 'output-refused';
      readonly detail: string;
    };

export interface TaskOrder {
  readonly task: TaskName;
  readonly input: unknown;
  readonly paths: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Files written earn more. */
  readonly timeoutSeconds: number;
  readonly memoryBytesMax: number;
  /** Takes an output file away; the child is told when it resolves, and ended when it rejects. */
  readonly onOutput: (name: OutputName) => Promise<void>;
  /** A page is made, and every output named before it is taken away. What throws ends the child. */
  readonly onPage?: (page: unknown, pageCount: number) => void;
}

/** One forked child: does one task at a time, and does not survive a broken limit. */
export interface WorkerProcess {
  readonly pid: number;
  isAlive(): boolean;
  perform(order: TaskOrder, signal: AbortSignal): Promise<Ending>;
  /** Ends it at once; resolves when it is gone. */
  end(): Promise<void>;
}

const memoryLookMilliseconds = 100;
/**
 * A document that brings forth pages is long and not stuck: every file it writes earns it time, up to so many times the
 * limit. A fax of a thousand pages takes two minutes on a quiet machine and ten on a busy one.
 */
const secondsPerOutput = 2;
const patience = 5;
const startSecondsMax = 30;

/** @param niceness 0 to 19: how far the child gives way to everything else on the machine. */
export async function startWorkerProcess({ path, execArgv }: Program, niceness: number): Promise<WorkerProcess> {
  const child = fork(path, [], {
    // No environment of ours: nothing in a child knows a password. Two malloc arenas keep native memory from fragmenting.
    env: { TZ: 'UTC', MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2', VIPS_CONCURRENCY: '1' },
    execArgv: [...execArgv, '--max-old-space-size=512'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = keepLastWords(child);
  const gone = once(child, 'exit').then(
    () => {},
    () => {},
  );
  child.on('error', () => {});
  await started(child, lastWords);
  giveWay(child.pid, niceness);
  const end = (): Promise<void> => {
    child.kill('SIGKILL');
    return gone;
  };
  const isAlive = (): boolean => child.connected && child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0,
    isAlive,
    perform: (order, signal) => perform(child, order, signal, lastWords, end),
    end,
  };
}

function giveWay(pid: number | undefined, niceness: number): void {
  try {
    if (pid !== undefined && niceness > 0) setPriority(pid, niceness);
  } catch {
    // Not allowed here; the work is done all the same.
  }
}

function started(child: ChildProcess, lastWords: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (why: string | null): void => {
      clearTimeout(timer);
      child.off('message', onReady);
      child.off('error', onError);
      child.off('exit', onExit);
      if (why === null) resolve();
      else {
        child.kill('SIGKILL');
        reject(new Error(`The workshop's child process did not start: ${why} ${lastWords()}`.trim()));
      }
    };
    const onReady = (): void => settle(null);
    const onError = (error: Error): void => settle(error.message);
    const onExit = (code: number | null, signalName: string | null): void =>
      settle(`it ended with ${signalName ?? code}.`);
    const timer = setTimeout(() => settle('it was not ready in time.'), startSecondsMax * 1000);
    child.once('message', onReady);
    child.once('error', onError);
    child.once('exit', onExit);
  });
}

function perform(
  child: ChildProcess,
  order: TaskOrder,
  signal: AbortSignal,
  lastWords: () => string,
  end: () => Promise<void>,
): Promise<Ending> {
  return new Promise((resolve) => {
    let verdict: (Ending & { kind: 'died' }) | null = null;
    let isOver = false;
    const condemn = (cause: (Ending & { kind: 'died' })['cause'], detail: string): void => {
      if (isOver) return;
      verdict ??= { kind: 'died', cause, detail };
      void end();
    };
    const onAbort = (): void => condemn('aborted', 'the caller gave up');
    const began = Date.now();
    let timer: NodeJS.Timeout;
    const allow = (seconds: number): void => {
      clearTimeout(timer);
      const left = began + seconds * 1000 - Date.now();
      timer = setTimeout(() => condemn('slow', `after ${Math.round(seconds)} s`), left);
    };
    allow(order.timeoutSeconds);
    const memoryWatch = setInterval(() => {
      void residentMemoryBytes(child.pid ?? 0).then((bytes) => {
        if (bytes !== null && bytes > order.memoryBytesMax) condemn('hungry', `${bytes} bytes`);
      });
    }, memoryLookMilliseconds);

    const finish = (ending: Ending): void => {
      isOver = true;
      clearTimeout(timer);
      clearInterval(memoryWatch);
      signal.removeEventListener('abort', onAbort);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(ending);
    };
    const onExit = (code: number | null, signalName: NodeJS.Signals | null): void => {
      // V8 aborts the whole process when its own heap is full; that is hunger, not a crash of a parser.
      const cause = lastWords().includes('heap out of memory') ? 'hungry' : 'crashed';
      finish(verdict ?? { kind: 'died', cause, detail: `ended with ${signalName ?? code}` });
    };
    const keep = async (name: OutputName): Promise<void> => {
      try {
        await order.onOutput(name);
        if (child.connected) child.send({ kind: 'kept' } satisfies ToChild, () => {});
      } catch (error) {
        condemn('output-refused', error instanceof Error ? error.message : String(error));
      }
    };
    const outputs: Promise<void>[] = [];
    let told: Promise<void> = Promise.resolve();
    let safeCount = 0;
    const tell = (page: unknown, pageCount: number): void => {
      const safe = Promise.all(outputs.slice(safeCount));
      safeCount = outputs.length;
      told = told
        .then(() => safe)
        .then(() => {
          if (!isOver && verdict === null) order.onPage?.(page, pageCount);
        })
        .catch((error: unknown) => condemn('output-refused', error instanceof Error ? error.message : String(error)));
    };
    const onMessage = (message: FromChild): void => {
      if (message.kind === 'output') {
        outputs.push(keep(message.name));
        const earned = order.timeoutSeconds + outputs.length * secondsPerOutput;
        allow(Math.min(earned, order.timeoutSeconds * patience));
      } else if (message.kind === 'page') tell(message.page, message.pageCount);
      // The last word comes after the last output was named, but perhaps before that was put.
      else if (message.kind !== 'ready') {
        clearTimeout(timer);
        void Promise.all([...outputs, told]).then(() => verdict === null && finish(message));
      }
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else {
      const { task, input, paths, folder } = order;
      child.send({ kind: 'task', task, input, paths, folder } satisfies ToChild, () => {});
    }
  });
}

/** The end of what the child wrote to standard error: for its heap's last words, never for a log. */
function keepLastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
  });
  return () => words;
}
