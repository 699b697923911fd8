import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { classification } from './classification.ts';
import { directory } from './directory.ts';
import { emails } from './emails.ts';
import { engineAlone } from './engine-alone.ts';
import { fields } from './fields.ts';
import { kill } from './kill.ts';
import { lightTable } from './light-table.ts';
import { longScan } from './long-scan.ts';
import { describeMachine } from './machine.ts';
import { matching } from './matching.ts';
import { memory } from './memory.ts';
import { reading } from './reading.ts';
import { recordResult } from './record-result.ts';
import { scans } from './scans.ts';
import { separators } from './separators.ts';

const benches: readonly Bench[] = [
  emails,
  engineAlone,
  scans,
  memory,
  longScan,
  lightTable,
  kill,
  separators,
  reading,
  classification,
  matching,
  directory,
  fields,
];

const usage = `npm run bench -- NAME… [--count N] [--seed SEED] [--set key=value]… [--no-record]

${benches.map((bench) => `  ${bench.name.padEnd(10)} ${bench.target}`).join('\n')}
  all      every one of them, one after the other
`;

/** Runs the named benches one after the other; ends with 1 when a figure is not reached, with 2 for wrong usage. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      seed: { type: 'string', default: 'bench' },
      set: { type: 'string', multiple: true, default: [] },
      'no-record': { type: 'boolean', default: false },
    },
  });
  const named = positionals.includes('all')
    ? benches
    : positionals.map((name) => benches.find((bench) => bench.name === name));
  const chosen = named.filter((bench) => bench !== undefined);
  const count = values.count === undefined ? null : Number(values.count);
  if (
    chosen.length === 0 ||
    chosen.length < named.length ||
    (count !== null && !(Number.isInteger(count) && count > 0))
  ) {
    process.stderr.write(usage);
    return 2;
  }
  let isReached = true;
  for (const bench of chosen) {
    const order = {
      count,
      seed: values.seed,
      options: new Map(values.set.map((pair) => pair.split('=', 2) as [string, string])),
    };
    isReached = (await runBench(bench, order, !values['no-record'])) && isReached;
  }
  return isReached ? 0 : 1;
}

async function runBench(
  bench: Bench,
  order: Omit<Parameters<Bench['run']>[0], 'folder' | 'say'>,
  mayRecord: boolean,
): Promise<boolean> {
  const machine = await describeMachine();
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  say(`${bench.name}: ${bench.target}`);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mailroom-bench-')));
  try {
    const result = await bench.run({ ...order, folder, say });
    await recordResult(bench, machine, result, mayRecord);
    return result.isReached;
  } finally {
    // Workers that were told to end may still close their files.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

process.exitCode = await main();
