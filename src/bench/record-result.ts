import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { Bench, BenchResult } from './bench.ts';
import type { MachineFacts } from './machine.ts';

/** Prints a result for people and appends it as one JSON line to `docs/bench/results.jsonl`, which claims link to. */
export async function recordResult(
  bench: Bench,
  machine: MachineFacts,
  result: BenchResult,
  mayRecord: boolean,
): Promise<void> {
  const lines = [
    `${bench.name}  ${result.isReached ? 'reached' : 'NOT reached'}: ${bench.target}`,
    `  ${machine.date}  commit ${machine.commit}  Node ${machine.node}  ${machine.system}`,
    `  ${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, load before ${machine.loadBefore}`,
    ...Object.entries(result.figures).map(([name, value]) => `  ${name.padEnd(28)} ${value}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!mayRecord) return;
  const path = join(packageRoot, 'docs', 'bench', 'results.jsonl');
  await mkdir(dirname(path), { recursive: true });
  await appendFile(
    path,
    `${JSON.stringify({ bench: bench.name, isReached: result.isReached, figures: result.figures, machine })}\n`,
  );
}
