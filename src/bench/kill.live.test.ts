import { expect, test } from 'vitest';
import { openTemporaryFolder } from '../testing/temporary-folder.ts';
import { killAndInspect } from './kill.ts';

// The bench does the same with 200 documents and 20 kills.
test('post that was acknowledged survives kills of the whole process group: archived once, one work item, nothing lost', {
  timeout: 900_000,
}, async () => {
  await using folder = await openTemporaryFolder();
  const findings = await killAndInspect({ documents: 40, kills: 5, seed: 'live', folder: folder.path, say: () => {} });
  expect(findings.problems).toEqual([]);
  expect(findings.submissions).toBe(40);
  expect(findings.killsAtWork).toBeGreaterThan(0);
});
