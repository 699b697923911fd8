// Checks the walls of .dependency-cruiser.cjs on the sources, and the checker itself: that it sees enough modules, and
// that every wall stops what it is there to stop.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { forbiddenImports } from './forbidden-imports.js';
import { packageRoot, say } from './package-root.js';

/** With an unsupported TypeScript installed the checker was seen to cruise 0 modules and report success. */
const modulesMin = 200;
const configFile = join(packageRoot, '.dependency-cruiser.cjs');
const folders = ['src', 'pipelines', 'classifiers', 'storage', 'fixtures'];

const [house, proof] = await Promise.all([checkHouse(), proveWalls()]);
for (const complaint of [...house.complaints, ...proof]) process.stderr.write(`${complaint}\n`);
if (house.complaints.length + proof.length > 0) {
  say(`the walls do not hold: ${house.complaints.length + proof.length} complaints.`);
  process.exitCode = 1;
} else {
  say(`the walls hold: ${house.moduleCount} modules seen, ${forbiddenImports.length} forbidden imports caught.`);
}

async function checkHouse() {
  const { modules, summary } = await cruise(packageRoot, folders);
  const sources = modules.filter(({ source }) => /\.tsx?$/.test(source) && !source.startsWith('node_modules/'));
  const complaints = summary.violations.map(
    ({ rule, from, to }) => `${from} may not import ${to}: ${reasonOf(rule.name)} (${rule.name})`,
  );
  if (sources.length < modulesMin) {
    complaints.push(
      `Only ${sources.length} TypeScript modules were seen, fewer than ${modulesMin}: the checker does not understand this TypeScript version.`,
    );
  }
  return { moduleCount: sources.length, complaints };
}

/** Builds a tiny house in which every wall is broken once, and demands that each is reported. */
async function proveWalls() {
  const folder = mkdtempSync(join(tmpdir(), 'mailroom-walls-'));
  try {
    write(
      folder,
      'tsconfig.json',
      '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
    );
    const declared = Object.fromEntries(
      forbiddenImports.flatMap(({ npm }) => (npm && npm !== 'dev-only' ? [[npm, '1.0.0']] : [])),
    );
    write(
      folder,
      'package.json',
      JSON.stringify({ type: 'module', dependencies: declared, devDependencies: { 'dev-only': '1.0.0' } }),
    );
    for (const name of [...Object.keys(declared), 'dev-only']) {
      write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(folder, `node_modules/${name}/index.js`, 'export const value = 1;');
    }
    for (const { from, to, npm } of forbiddenImports) {
      if (npm === undefined && /\.tsx?$/.test(to) && !to.includes('/missing'))
        write(folder, to, 'export const value = 1;\n', 'keep');
      write(folder, from, `import { value } from '${specifier(from, to, npm)}';\nexport { value };\n`);
    }
    const { summary } = await cruise(
      folder,
      folders.filter((name) => forbiddenImports.some(({ from }) => from.startsWith(`${name}/`))),
    );
    return forbiddenImports
      .filter(
        ({ rule, from }) =>
          !summary.violations.some(
            (violation) => violation.rule.name === rule && (violation.from === from || rule === 'no-circles'),
          ),
      )
      .map(({ rule, from, to }) => `The wall ${rule} lets ${from} import ${to}.`)
      .concat(
        ruleNames()
          .filter((name) => !forbiddenImports.some(({ rule }) => rule === name))
          .map((name) => `The wall ${name} is not proved: add a forbidden import to scripts/forbidden-imports.js.`),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cruise(folder, paths) {
  const program = join(packageRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', configFile, '--output-type', 'json', ...paths];
  const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024 };
  // It ends with the number of violations as its exit code; the JSON says it better.
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error) => {
    if (error.stdout) return error;
    throw error;
  });
  return JSON.parse(stdout);
}

function rulesOf() {
  return createRequire(import.meta.url)(configFile).forbidden;
}

function ruleNames() {
  return rulesOf().map(({ name }) => name);
}

function reasonOf(name) {
  return rulesOf().find((rule) => rule.name === name)?.comment ?? '';
}

function specifier(from, to, npm) {
  if (npm !== undefined || !to.includes('/')) return to;
  return `${'../'.repeat(from.split('/').length - 1)}${to}`;
}

function write(folder, path, text, ifThere = 'replace') {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: ifThere === 'keep' ? 'wx' : 'w' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
