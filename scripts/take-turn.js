import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot, say } from './package-root.js';

/** A holder renews its note every two seconds; a note this old was left by a crash. */
const silenceSeconds = 60;

/**
 * Runs `work` while no other process on this checkout does work of the same name; waits for its turn. Fails with
 * EACCES or EROFS where the checkout cannot be written to.
 * @template Result
 * @param {string} name
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function takeTurn(name, work) {
  // Beside node_modules and not in it: npm empties that folder first.
  const note = join(packageRoot, `.mailroom-${name}.lock`);
  let hasSaid = false;
  while (!take(note)) {
    if (!hasSaid) say(`waiting for another process that does the ${name} …`);
    hasSaid = true;
    await delay(200);
  }
  const heartbeat = setInterval(() => {
    try {
      utimesSync(note, new Date(), new Date());
    } catch {
      // Somebody removed it by hand; the work goes on.
    }
  }, 2000);
  const release = () => rmSync(note, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

function take(note) {
  try {
    writeFileSync(note, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAbandoned(note)) return false;
  // Two who wait may both find it abandoned; only one may remove it, or the second would remove the first one's note.
  const removal = `${note}.removal`;
  try {
    mkdirSync(removal);
  } catch {
    if (ageSeconds(removal) > silenceSeconds) rmSync(removal, { recursive: true, force: true });
    return false;
  }
  if (isAbandoned(note)) rmSync(note, { force: true });
  rmdirSync(removal);
  return false;
}

function isAbandoned(note) {
  try {
    if (ageSeconds(note) > silenceSeconds) return true;
    const pid = Number(readFileSync(note, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function ageSeconds(path) {
  return (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())) / 1000;
}
