#!/usr/bin/env node
// Written so that any Node that knows modules can read it, and say that it is too old.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Mailroom needs Node 20.19 or newer; this is Node ${process.versions.node}. Get one from https://nodejs.org.\n`,
  );
  process.exit(1);
}

const command = process.argv[2];
const isServingPages = command === 'start' && !process.argv.join(' ').match(/--mode[ =]worker/);

import('../scripts/prepare.js')
  .then(({ prepare }) => prepare({ web: isServingPages }))
  .then(
    () => import('../dist/src/cli/main.js'),
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exit(1);
    },
  );
