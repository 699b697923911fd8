import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from './package-root.ts';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

async function readLock(): Promise<Lock> {
  return JSON.parse(await readFile(join(packageRoot, 'package-lock.json'), 'utf8')) as Lock;
}

test('npm ci accepts the lock file: every optional package named in it has an entry (node scripts/complete-lock.js adds them)', async () => {
  const { packages } = await readLock();
  const present = Object.keys(packages);
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
    .filter(([name, version]) => /^\d/.test(version) && !present.some((path) => path.endsWith(`node_modules/${name}`)))
    .map(([name]) => name);
  expect(missing).toEqual([]);
});

test('the lock file names no host, so that it installs from any registry', async () => {
  expect(JSON.stringify(await readLock())).not.toContain('"resolved"');
});

test('what is installed is seen as installed, quickly and without a word on standard output', async () => {
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [join(packageRoot, 'scripts', 'ensure-installed.js')]);
  expect(stdout).toBe('');
  expect(performance.now() - startedAt).toBeLessThan(3000);
});
