// Run after `npm install PACKAGE`: npm leaves optional packages for other systems out of the lock file when the registry
// it asked does not offer them, and npm 11.6 and newer then refuse that lock file in `npm ci` ("Missing … from lock
// file"). An entry with name, version and system is enough: on this system nothing of it is ever fetched.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, say } from './package-root.js';

const path = join(packageRoot, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = [];

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(place, name) || !/^\d/.test(version)) continue;
    const system = systemOf(name);
    if (system === null)
      throw new Error(`${name} is missing in package-lock.json, and its name does not say for which system it is.`);
    lock.packages[`node_modules/${name}`] = { version, ...system, ...(entry.dev ? { dev: true } : {}), optional: true };
    added.push(name);
  }
}

if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
say(added.length === 0 ? 'package-lock.json is complete.' : `added to package-lock.json: ${added.join(', ')}`);

/** Looked for as Node does: beside the one that asks, then further up. */
function isThere(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

function systemOf(name) {
  const words = name.split(/[-/]/);
  const os = ['darwin', 'linux', 'win32', 'android', 'freebsd'].find((word) => words.includes(word));
  const cpu = ['x64', 'arm64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x'].find((word) => words.includes(word));
  if (os === undefined || cpu === undefined) return null;
  return { cpu: [cpu], os: [os], ...(words.includes('musl') ? { libc: ['musl'] } : {}) };
}
