import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { localTokenFilename } from '../api/auth/local-token.ts';
import { readServerFile } from '../app/server-file.ts';
import { packageRoot } from '../config/package-root.ts';
import { until } from '../testing/until.ts';
import { embeddedEnvironment } from './bench-mailroom.ts';
import { findPostmaster, findProcessTree } from './process-tree.ts';

export interface ServerProcess {
  readonly pid: number;
  /** What it said on standard error, the last part. */
  complaint(): string;
  hasEnded(): boolean;
  /** Resolves when it listens and its token lies in the data folder. */
  ready(): Promise<{ readonly url: string; readonly token: string }>;
  /** SIGTERM, then waits for its end. */
  stop(): Promise<number | null>;
  /** SIGKILL for the whole process group at once; with `withDatabase` also for the embedded database, a group of its own. */
  killGroup(options: { readonly withDatabase: boolean }): Promise<void>;
}

/** The product's command line in a process group of its own: built when this code is, from the sources otherwise. */
export function spawnMailroom(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const isBuilt = !import.meta.url.endsWith('.ts');
  const program = isBuilt
    ? [join(packageRoot, 'dist/src/cli/main.js')]
    : [
        '--import',
        pathToFileURL(join(packageRoot, 'scripts/typescript-hook.js')).href,
        join(packageRoot, 'src/cli/main.ts'),
      ];
  return spawn(process.execPath, [...program, ...args], {
    detached: true,
    env: { ...embeddedEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command of the product to its end; fails with what it said when it ends with anything but 0. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const child = spawnMailroom(args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      said = `${said}${bytes.toString('utf8')}`.slice(-1000);
    });
  }
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mailroom ${args[0]} ended with ${code}: ${said}`);
}

export function startServer(dataDir: string, env: Readonly<Record<string, string>> = {}): ServerProcess {
  const child = spawnMailroom(['start', '--port', '0', '--data-dir', dataDir, '--json'], env);
  const { pid } = child;
  if (pid === undefined) throw new Error('The server could not be started.');
  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaint = `${complaint}${bytes.toString('utf8')}`.slice(-4000);
  });
  child.stdout?.resume();
  const ended = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    pid,
    complaint: () => complaint,
    hasEnded,
    ready: () =>
      until(
        'the server is ready',
        async () => {
          if (hasEnded()) throw new Error(`The server ended instead of starting: ${complaint}`);
          const server = await readServerFile(dataDir);
          const token = (await readFile(join(dataDir, localTokenFilename), 'utf8').catch(() => '')).trim();
          return server?.pid === pid && token !== '' ? { url: server.url, token } : null;
        },
        90,
      ),
    async stop() {
      if (!hasEnded()) child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async killGroup({ withDatabase }) {
      const database = withDatabase ? await findPostmaster(dataDir) : null;
      const databaseTree =
        database === null ? [] : (await findProcessTree(database, dataDir)).filter((each) => each !== pid);
      killQuietly(-pid);
      for (const each of databaseTree) killQuietly(each);
      await ended;
    },
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
