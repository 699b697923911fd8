import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * What tells this process from an earlier one with the same number: the moment it started, as the system counts it.
 * Null when no such process runs, or only its unreaped remains.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return null;
  // Ticks since boot repeat after a reboot, so the boot is named too.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return `${boot.trim()}:${fields[19] ?? ''}`;
}

async function fromPs(pid: number): Promise<string | null> {
  const answer = await promisify(execFile)('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => null);
  const line = answer?.stdout.trim() ?? '';
  if (line === '' || line.startsWith('Z')) return null;
  return line.replace(/^\S+\s+/, '');
}
