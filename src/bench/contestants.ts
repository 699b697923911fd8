import { join } from 'node:path';
import type { ClosingStack } from '../app/closing-stack.ts';
import type { Mailroom } from '../app/compose.ts';
import { submissionResults } from '../db/document-result.ts';
import { readBare } from './bare-tesseract.ts';
import { openBenchMailroom, takeFileIn, untilSettled } from './bench-mailroom.ts';
import { inParallel } from './in-parallel.ts';

export interface Contestant {
  readonly name: string;
  /** Works on all of the block, two at a time, and resolves when it is through. */
  run(files: readonly string[]): Promise<void>;
  /** Seconds per block. */
  readonly times: number[];
  texts(): Promise<ReadonlyMap<string, string>>;
}

/** The system's Tesseract alone, without a mail room around it. */
export function bareReader(post: string): Contestant {
  const texts = new Map<string, string>();
  return {
    name: 'bare',
    times: [],
    run: (block) =>
      inParallel(block, 2, async (file) => {
        texts.set(file, await readBare(join(post, file)));
      }),
    texts: async () => texts,
  };
}

export interface ProductContestant extends Contestant {
  readonly mailroom: Mailroom;
}

/** The whole mail room, from file to work item. */
export async function product(
  engine: string,
  folder: string,
  post: string,
  closing: ClosingStack,
): Promise<ProductContestant> {
  const mailroom = closing.use(
    await openBenchMailroom(join(folder, `data-${engine}`), {
      customersCsv: join(post, 'customers.csv'),
      env: { MAILROOM_OCR_ENGINE: engine, MAILROOM_OCR_WORKERS: '2' },
    }),
  );
  closing.defer(() => mailroom.engine.stop());
  await mailroom.engine.start();
  return {
    name: engine,
    mailroom,
    times: [],
    run: (block) => runProduct(mailroom, post, block),
    texts: () => textsOf(mailroom),
  };
}

async function runProduct(mailroom: Mailroom, folder: string, files: readonly string[]): Promise<void> {
  await inParallel(files, 4, async (file) => {
    await takeFileIn(mailroom, folder, file);
  });
  await untilSettled(mailroom.database, 60 + files.length * 20);
}

async function textsOf(mailroom: Mailroom): Promise<ReadonlyMap<string, string>> {
  const { rows } = await mailroom.database.query<{ id: string; source_key: string }>(
    'select id, source_key from submissions',
  );
  const texts = new Map<string, string>();
  for (const row of rows) {
    const [result] = await submissionResults(mailroom.database, row.id, {
      withText: true,
      readings: mailroom.readings,
    });
    texts.set(row.source_key, result?.text ?? '');
  }
  return texts;
}

/**
 * The contestants take turns block by block, in changing order, so that whatever else the machine does hits all of them.
 * The first `warmUp` files are worked on before and not timed.
 */
export async function race(
  contestants: readonly Contestant[],
  files: readonly string[],
  { warmUp, blocks = 4 }: { readonly warmUp: number; readonly blocks?: number },
  say: (sentence: string) => void,
): Promise<void> {
  say('Warming up …');
  for (const contestant of contestants) await contestant.run(files.slice(0, warmUp));
  const measured = files.slice(warmUp);
  const blockSize = Math.ceil(measured.length / blocks);
  for (let round = 0; round * blockSize < measured.length; round++) {
    const block = measured.slice(round * blockSize, (round + 1) * blockSize);
    const first = round % contestants.length;
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      contestant.times.push(await secondsOf(() => contestant.run(block)));
    }
    say(
      `Block ${round + 1}: ${contestants.map(({ name, times }) => `${name} ${times.at(-1)?.toFixed(1)} s`).join(', ')}`,
    );
  }
}

export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return (performance.now() - beganAt) / 1000;
}
