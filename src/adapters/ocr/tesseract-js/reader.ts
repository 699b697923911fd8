import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../../config/package-root.ts';
import type { ReaderAnswer, ReaderBirth, ReadOrder } from './reader-protocol.ts';

/** One reader thread: takes one order at a time and is thrown away after its first failure. */
export interface Reader {
  readonly pagesRead: number;
  /** Never rejects: a thread that dies answers `failed`. Rejects with the signal's reason when that is aborted first. */
  read(order: ReadOrder, signal: AbortSignal): Promise<ReaderAnswer>;
  /** Ends the thread at once, also in the middle of a page. */
  end(): Promise<void>;
}

const isSource = import.meta.url.endsWith('.ts');
const program = new URL(`./reader-thread${isSource ? '.ts' : '.js'}`, import.meta.url);
const hook = pathToFileURL(join(packageRoot, 'scripts', 'typescript-hook.js')).href;

export function startReader(birth: ReaderBirth): Reader {
  const worker = new Worker(program, { workerData: birth, execArgv: isSource ? ['--import', hook] : [] });
  let pagesRead = 0;
  let death: string | null = null;
  let onDeath = (): void => {};
  worker.on('error', (error: Error) => {
    death ??= error.message;
    onDeath();
  });
  worker.on('exit', (code) => {
    death ??= `the thread ended with ${code}`;
    onDeath();
  });

  function read(order: ReadOrder, signal: AbortSignal): Promise<ReaderAnswer> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker.off('message', onMessage);
        signal.removeEventListener('abort', onAbort);
        onDeath = () => {};
      };
      const onMessage = (answer: ReaderAnswer): void => {
        settle();
        pagesRead += 1;
        resolve(answer);
      };
      const onAbort = (): void => {
        settle();
        reject(signal.reason);
      };
      onDeath = () => {
        settle();
        resolve({ kind: 'failed', detail: death ?? 'the thread ended' });
      };
      if (signal.aborted) return onAbort();
      if (death !== null) return onDeath();
      worker.on('message', onMessage);
      signal.addEventListener('abort', onAbort, { once: true });
      worker.postMessage(order);
    });
  }

  return {
    get pagesRead() {
      return pagesRead;
    },
    read,
    async end() {
      await worker.terminate();
    },
  };
}
