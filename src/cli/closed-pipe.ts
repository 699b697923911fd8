import type { EventEmitter } from 'node:events';

/**
 * Whoever reads our output may stop, as `head` does after its lines. That is no failure: what is written afterwards goes
 * nowhere, and the command comes to its end, with the mail room closed in order and exit code 0. Every other error of the
 * stream is thrown as before.
 */
export function outliveReader(stream: EventEmitter): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
