import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../config/package-root.ts';

export interface SpawnedModule extends AsyncDisposable {
  readonly pid: number;
  /** The next line on standard output, or a failure with what the process said when it ended instead. */
  line(): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

const hook = pathToFileURL(join(packageRoot, 'scripts', 'typescript-hook.js')).href;
const bootstrap = 'const [module, ...rest] = process.argv.slice(1); await (await import(module)).default(...rest);';

/** Runs the default export of a TypeScript module in a process of its own, to be killed at will. */
export function spawnModule(path: string, ...args: readonly string[]): SpawnedModule {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', hook, '--input-type=module', '-e', bootstrap, pathToFileURL(path).href, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaint = `${complaint}${bytes.toString('utf8')}`.slice(-4000);
  });
  if (child.stdout === null || child.pid === undefined) throw new Error('The process could not be started.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    pid: child.pid,
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`The process ended early: ${complaint}`);
      return next.value;
    },
    kill,
    [Symbol.asyncDispose]: () => kill('SIGKILL'),
  };
}
