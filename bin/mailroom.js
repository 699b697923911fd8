#!/usr/bin/env node
import '../scripts/refuse-old-node.js';

const isServingPages = process.argv[2] === 'start' && !/--mode[ =]worker/.test(process.argv.join(' '));

// Loaded only now, so that an old Node has been refused before it stumbles over something it cannot read.
import('../scripts/prepare.js')
  .then(({ prepare }) => prepare({ web: isServingPages }))
  .then(
    () => import('../dist/src/cli/main.js'),
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exit(1);
    },
  );
