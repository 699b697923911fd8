import './refuse-old-node.js';
import { spawn } from 'node:child_process';
import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, packageRoot, say } from './package-root.js';
import { takeTurn } from './take-turn.js';

/**
 * Runs `npm ci` unless everything the lock file asks for is installed. What npm says goes to standard error.
 * @param {{ withBuildTools: boolean }} wanted
 */
export async function ensureInstalled({ withBuildTools }) {
  if (isInstalled(withBuildTools)) return;
  const isDone = await takeTurn('install', async () => {
    // Another process may have installed while this one waited.
    if (isInstalled(withBuildTools)) return true;
    say('installing packages with npm ci; this takes a minute or two on a fresh clone …');
    await runNpmCi();
    linkOwnCommand();
    return isInstalled(withBuildTools);
  }).catch((error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
    throw new Error(
      `Packages are missing, and ${packageRoot} cannot be written to. Run "npm ci" there as the account that owns it.`,
    );
  });
  if (!isDone)
    throw new Error(
      `npm ci ended well, yet packages are missing in ${packageRoot}. Run "npm ci --include=dev" there and look at what it says.`,
    );
}

/**
 * npm ends every install by writing down what it put where, so an install that was interrupted or done by hand is
 * seen for what it is. Optional packages may be missing: most are for other systems.
 */
function isInstalled(withBuildTools) {
  try {
    const wanted = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(packageRoot, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || entry.optional || entry.devOptional || (entry.dev && !withBuildTools)) return true;
      return present[path]?.version === entry.version;
    });
  } catch {
    return false;
  }
}

function runNpmCi() {
  // The npm that started us, or the one on the path.
  const given = process.env.npm_execpath;
  const [program, first] = given?.endsWith('.js') ? [process.execPath, [given]] : ['npm', []];
  // NODE_ENV=production would leave the build tools out.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return new Promise((resolve, reject) => {
    const npm = spawn(program, args, { cwd: packageRoot, stdio: ['ignore', process.stderr, process.stderr] });
    npm.on('error', (error) => {
      reject(
        new Error(
          `npm could not be started (${error.message}). Install npm, or run "npm ci" in ${packageRoot} by other means.`,
        ),
      );
    });
    npm.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else
        reject(
          new Error(
            `npm ci failed (${signal ?? `exit code ${code}`}). What it said stands above; mend that and start again.`,
          ),
        );
    });
  });
}

/** npm links the commands of dependencies only; with this, `npx mailroom` finds our own at once. */
function linkOwnCommand() {
  const path = join(packageRoot, 'node_modules', '.bin', 'mailroom');
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined)
      symlinkSync(join('..', '..', 'bin', 'mailroom.js'), path);
  } catch {
    // Without the link npx looks longer and finds the same.
  }
}

if (isProgram(import.meta.url)) {
  ensureInstalled({ withBuildTools: true }).catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
