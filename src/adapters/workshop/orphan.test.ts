import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import { defaultLimits } from '../../domain/limits.ts';
import { silentLog } from '../../ports/log.ts';
import { spawnModule } from '../../testing/spawn-module.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { createWorkshop } from './workshop.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a child ends with its parent even in the middle of a loop, and the next workshop tidies up', async () => {
  await using folder = await openTemporaryFolder();
  const path = new URL('../../testing/faults/workshop-parent.ts', import.meta.url).pathname;
  await using parent = spawnModule(path, folder.path);
  const child = Number(await parent.line());
  expect(isRunning(child)).toBe(true);
  await parent.kill('SIGKILL');
  await vi.waitUntil(() => !isRunning(child), { timeout: 20_000 });

  expect(readdirSync(folder.path)).toHaveLength(1);
  await using workshop = createWorkshop({
    store: openMemoryStore(),
    limits: defaultLimits,
    processes: 1,
    log: silentLog,
    folder: folder.path,
  });
  expect(workshop).toBeDefined();
  await vi.waitUntil(() => readdirSync(folder.path).every((name) => name.includes(`-${process.pid}-`)));
});
