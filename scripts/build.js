import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isProgram, packageRoot, say } from './package-root.js';
import { takeTurn } from './take-turn.js';

/**
 * What is built, from what, how, and how one sees that it was.
 * @typedef {{ name: string, inputs: string[], takes: (path: string) => boolean, result: string, command: string[] }} Part
 */

/** @type {Part} */
const server = {
  name: 'server',
  inputs: ['src', 'pipelines', 'classifiers', 'storage', 'fixtures', 'tsconfig.json', 'tsconfig.build.json'],
  takes: (path) => /\.(ts|json)$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith('src/web/'),
  result: 'dist/src/cli/main.js',
  // Every module is translated by itself, without looking at types or at libraries: 2 to 3 s instead of 6.
  command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
};

/** @type {Part} */
const web = {
  name: 'web pages',
  // The lock file too: the libraries are bundled into the pages.
  inputs: ['src/web', 'src/domain', 'src/api/contract', 'tsconfig.json', 'package-lock.json'],
  takes: (path) => !path.endsWith('.test.ts') && !path.endsWith('.test.tsx'),
  result: 'dist/web/index.html',
  command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn'],
};

/**
 * The parts whose sources changed since they were built. Times and sizes are compared first (about 10 ms); only when
 * they differ the contents, so that a fresh checkout or an image with rounded times is not built again.
 */
export function staleParts({ web: withWeb }) {
  return (withWeb ? [server, web] : [server]).filter(hasSources).filter(isStale);
}

/** @param {Part[]} parts */
export async function build(parts) {
  try {
    await takeTurn('build', async () => {
      const stillStale = parts.filter((part) => isStale(part));
      // All are awaited, also when one fails: none may go on writing when the next process has its turn.
      const outcomes = await Promise.allSettled(stillStale.map((part) => buildPart(part)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    });
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
    const unbuilt = parts.filter((part) => !existsSync(join(packageRoot, part.result)));
    if (unbuilt.length > 0)
      throw new Error(
        `${packageRoot} is not built and cannot be written to. Run "npm run build" there as the account that owns it.`,
      );
    say('the sources changed since the last build, but this folder cannot be written to; running what was built.');
  }
}

/** @param {Part} part */
async function buildPart(part) {
  const startedAt = Date.now();
  say(`building the ${part.name} …`);
  const files = listInputs(part);
  const stamp = stampPath(part);
  // Without a stamp it is stale, so a build that breaks off is done again.
  rmSync(stamp, { force: true });
  const seen = { files: fingerprintOfTimes(files), contents: fingerprintOfContents(files) };
  await run(part.command, part.name);
  if (part === server) removeLeftovers();
  mkdirSync(join(packageRoot, 'dist'), { recursive: true });
  writeFileSync(stamp, JSON.stringify(seen));
  say(`built the ${part.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** @param {Part} part */
function hasSources(part) {
  return existsSync(join(packageRoot, part.inputs[0]));
}

/** @param {Part} part */
function isStale(part) {
  if (!existsSync(join(packageRoot, part.result))) return true;
  try {
    const stamp = JSON.parse(readFileSync(stampPath(part), 'utf8'));
    const files = listInputs(part);
    const times = fingerprintOfTimes(files);
    if (stamp.files === times) return false;
    if (stamp.contents !== fingerprintOfContents(files)) return true;
    try {
      writeFileSync(stampPath(part), JSON.stringify({ ...stamp, files: times }));
    } catch {
      // A checkout that cannot be written to compares the contents each time.
    }
    return false;
  } catch {
    return true;
  }
}

function stampPath(part) {
  return join(packageRoot, 'dist', `.built-${part === server ? 'server' : 'web'}.json`);
}

/** @param {Part} part @returns {string[]} */
function listInputs(part) {
  const found = [];
  const walk = (path) => {
    const full = join(packageRoot, path);
    const state = statSync(full, { throwIfNoEntry: false });
    if (state === undefined) return;
    if (!state.isDirectory()) {
      if (part.takes(path)) found.push(path);
      return;
    }
    for (const entry of readdirSync(full, { withFileTypes: true })) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(below);
      else if (part.takes(below)) found.push(below);
    }
  };
  for (const input of part.inputs) walk(input);
  return found.sort();
}

function fingerprintOfTimes(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(packageRoot, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function fingerprintOfContents(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(packageRoot, file)))
      .update('\n');
  return hash.digest('hex');
}

/** A module whose source is gone must not be found any more. */
function removeLeftovers() {
  for (const folder of server.inputs) {
    const built = join(packageRoot, 'dist', folder);
    if (!statSync(built, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const source = join(packageRoot, relative(join(packageRoot, 'dist'), path)).replace(/\.js$/, '.ts');
      if (!existsSync(source)) rmSync(path);
    }
  }
}

function run([program, ...args], name) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(packageRoot, program), ...args], {
      cwd: packageRoot,
      stdio: ['ignore', process.stderr, process.stderr],
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else
        reject(
          new Error(`Building the ${name} failed (${signal ?? `exit code ${code}`}). What is wrong stands above.`),
        );
    });
  });
}

if (isProgram(import.meta.url)) {
  const parts = process.argv.includes('--force') ? [server, web] : staleParts({ web: true });
  if (process.argv.includes('--force')) for (const part of parts) rmSync(stampPath(part), { force: true });
  const { ensureInstalled } = await import('./ensure-installed.js');
  await ensureInstalled({ withBuildTools: parts.length > 0 })
    .then(() => build(parts))
    .catch((error) => {
      say(error.message);
      process.exitCode = 1;
    });
}
