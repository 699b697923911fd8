import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TreeSample {
  readonly pids: readonly number[];
  /** Memory that is theirs alone, plus each one's share of what several have mapped (PSS); RSS where PSS is not told. */
  readonly bytes: number;
  readonly isProportional: boolean;
}

/**
 * The process, all its descendants, and the embedded database of the data folder (which belongs to another process group
 * and, after a crash, to nobody).
 */
export async function findProcessTree(root: number, dataDir: string): Promise<readonly number[]> {
  const parents = await listProcesses();
  const database = await findPostmaster(dataDir);
  const tree = new Set<number>();
  const roots = database === null ? [root] : [root, database];
  for (const each of roots) if (parents.has(each)) tree.add(each);
  // Parents may come after their children in the list, so it is walked until nothing is added.
  for (let before = -1; before !== tree.size; ) {
    before = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

export async function sampleProcessTree(root: number, dataDir: string): Promise<TreeSample> {
  const pids = await findProcessTree(root, dataDir);
  const sizes = await Promise.all(pids.map(memoryOf));
  return {
    pids,
    bytes: sizes.reduce((sum, size) => sum + size.bytes, 0),
    isProportional: sizes.every((size) => size.isProportional),
  };
}

/**
 * Processor seconds that the tree has used so far, children that ended included. Unlike the clock it hardly depends on
 * who else works on the machine. Null where the system does not tell.
 */
export async function cpuSecondsOf(root: number, dataDir: string): Promise<number | null> {
  const pids = await findProcessTree(root, dataDir);
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 1)
        .trim()
        .split(' ')
        .map(Number);
      // utime, stime, and those of ended children; the third field of the line is the first here.
      return [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
    }),
  );
  const total = ticks.reduce((sum, each) => sum + each, 0);
  return total === 0 ? null : total / ticksPerSecond;
}

/** USER_HZ is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The server's own note of its process number; null when it does not run. */
export async function findPostmaster(dataDir: string): Promise<number | null> {
  const root = join(dataDir, 'postgres');
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const note = await readFile(join(root, name, 'postmaster.pid'), 'utf8').catch(() => null);
    const pid = Number(note?.split('\n')[0]);
    if (Number.isInteger(pid) && pid > 1) return pid;
  }
  return null;
}

/** Process number to parent. */
async function listProcesses(): Promise<ReadonlyMap<number, number>> {
  const parents = new Map<number, number>();
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='], { maxBuffer: 16 * 1024 * 1024 }).catch(
    () => ({ stdout: '' }),
  );
  for (const line of stdout.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid !== undefined && parent !== undefined && pid > 0) parents.set(pid, parent);
  }
  return parents.size > 0 ? parents : listProcFolder();
}

/** Containers often lack `ps`; there `/proc` says the same. */
async function listProcFolder(): Promise<ReadonlyMap<number, number>> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    const parent = Number(
      stat
        .slice(stat.lastIndexOf(')') + 1)
        .trim()
        .split(' ')[1],
    );
    if (Number.isInteger(parent)) parents.set(Number(name), parent);
  }
  return parents;
}

async function memoryOf(pid: number): Promise<{ readonly bytes: number; readonly isProportional: boolean }> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const proportional = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  if (proportional !== undefined) return { bytes: Number(proportional) * 1024, isProportional: true };
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  // A process that is gone by now, or a zombie, holds nothing.
  if (resident === undefined)
    return { bytes: process.platform === 'linux' ? 0 : await residentByPs(pid), isProportional: true };
  return { bytes: Number(resident) * 1024, isProportional: false };
}

async function residentByPs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '0' }));
  return Number(stdout.trim()) * 1024;
}
