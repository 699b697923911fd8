import { execFile } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { packageRoot } from '../config/package-root.ts';

export interface MachineFacts {
  readonly date: string;
  /** Short commit, with `+` when the tree holds changes that are not committed; `unknown` outside a checkout. */
  readonly commit: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Before the bench: above the number of cores somebody else was working too. */
  readonly loadBefore: number;
}

export async function describeMachine(): Promise<MachineFacts> {
  return {
    date: new Date().toISOString(),
    commit: await describeCommit(),
    node: process.version,
    system: `${type()} ${release()} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

async function describeCommit(): Promise<string> {
  const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: packageRoot })).stdout.trim();
  try {
    const commit = await git('rev-parse', '--short', 'HEAD');
    const changes = await git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs');
    return changes === '' ? commit : `${commit}+`;
  } catch {
    return 'unknown';
  }
}
