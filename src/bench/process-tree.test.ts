import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { until } from '../testing/until.ts';
import { findProcessTree, sampleProcessTree } from './process-tree.ts';

test('the tree holds the children of children, and their memory counts', async () => {
  const grandchild = `setInterval(() => {}, 1000); process.stdout.write('up')`;
  const child = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })`,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], detached: true },
  );
  const { pid = 0, stdout } = child;
  try {
    await once(stdout, 'data');
    const tree = await until('the grandchild is seen', async () => {
      const found = await findProcessTree(pid, '/nowhere');
      return found.length === 2 && found;
    });
    expect(tree[0]).toBe(pid);
    const { bytes } = await sampleProcessTree(pid, '/nowhere');
    expect(bytes).toBeGreaterThan(10 * 1024 * 1024);
    expect(bytes).toBeLessThan(1024 * 1024 * 1024);
  } finally {
    process.kill(-pid, 'SIGKILL');
  }
});

test('a process that is gone has no tree', async () => {
  const child = spawn(process.execPath, ['-e', '0']);
  const { pid = 0 } = child;
  await once(child, 'exit');
  expect(await findProcessTree(pid, '/nowhere')).toEqual([]);
});
