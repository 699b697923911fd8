import { spawn } from 'node:child_process';

export interface Ran {
  /** Null when a signal ended it or it could not be started. */
  readonly exitCode: number | null;
  readonly output: string;
  /** The end of what it complained about; never document text, which Tesseract writes to its output only. */
  readonly complaint: string;
}

/** A dense A3 page has 60 KB; more than this is a runaway. */
const outputBytesMax = 32 * 1024 * 1024;
const complaintCharactersMax = 500;

/** Two processes with two threads each were 12 to 17 times slower than with one thread each. */
export function tesseractEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TESSDATA_PREFIX: process.env['TESSDATA_PREFIX'], OMP_THREAD_LIMIT: '1' };
}

/** Runs Tesseract to its end. Rejects only with the signal's reason, when the process has been killed for it. */
export function runTesseract(program: string, args: readonly string[], signal: AbortSignal): Promise<Ran> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const child = spawn(program, args, { env: tesseractEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    let byteLength = 0;
    let complaint = '';
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    signal.addEventListener('abort', kill, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      byteLength += chunk.byteLength;
      if (byteLength > outputBytesMax) kill();
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-complaintCharactersMax);
    });
    const finish = (exitCode: number | null): void => {
      signal.removeEventListener('abort', kill);
      if (signal.aborted) reject(signal.reason);
      else resolve({ exitCode, output: Buffer.concat(output).toString(), complaint: complaint.trim() });
    };
    child.on('error', (error) => {
      complaint = error.message;
      finish(null);
    });
    child.on('close', finish);
  });
}
