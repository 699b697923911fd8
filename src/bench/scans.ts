import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCustomerLookup } from '../../fixtures/generator/customer-lookup.ts';
import { generateCustomers } from '../../fixtures/generator/customers.ts';
import { customersCsv } from '../../fixtures/generator/customers-csv.ts';
import { makePiece, type PostPiece } from '../../fixtures/generator/make-piece.ts';
import { everydayMix } from '../../fixtures/generator/post-mix.ts';
import { createRandom } from '../../fixtures/generator/random.ts';
import { createClosingStack } from '../app/closing-stack.ts';
import { findBareTesseract } from './bare-tesseract.ts';
import { type Bench, type BenchResult, rounded } from './bench.ts';
import { bareReader, type Contestant, product, race } from './contestants.ts';
import { wordRecall } from './word-recall.ts';

const warmUpPages = 2;

/**
 * One-page scans from file to work item, against the bare reader on the same pages. The contestants take turns block by
 * block, in changing order, so that whatever else the machine does hits all of them.
 */
export const scans: Bench = {
  name: 'scans',
  target:
    'one-page 300-dpi scans from file to work item in at most 2.0 times the time of bare Tesseract, two at a time',
  async run({ count, seed, options, folder, say }) {
    const version = await findBareTesseract();
    if (version === null)
      throw new Error("This bench compares with the system's Tesseract. Install tesseract-ocr and tesseract-ocr-deu.");
    const post = join(folder, 'post');
    say(`Drawing ${count ?? 60} scans …`);
    const pieces = await drawScans(seed, (count ?? 60) + warmUpPages, post);
    const closing = createClosingStack();
    try {
      const contestants: Contestant[] = [bareReader(post)];
      for (const engine of (options.get('engines') ?? 'tesseract.js,native').split(',')) {
        contestants.push(await product(engine, folder, post, closing));
      }
      const files = pieces.map((piece) => piece.file);
      await race(contestants, files, { warmUp: warmUpPages }, say);
      return await judge(contestants, pieces.slice(warmUpPages), version);
    } finally {
      await closing.close();
    }
  },
};

async function judge(
  contestants: readonly Contestant[],
  pieces: readonly PostPiece[],
  version: string,
): Promise<BenchResult> {
  const seconds = (contestant: Contestant) => contestant.times.reduce((sum, time) => sum + time, 0);
  const figures: Record<string, number | string> = { pages: pieces.length, bareTesseract: version };
  const [bare, ...products] = contestants;
  if (bare === undefined) throw new Error('There is nothing to compare with.');
  for (const contestant of contestants) {
    figures[`${contestant.name}.secondsPerPage`] = rounded(seconds(contestant) / pieces.length);
    figures[`${contestant.name}.wordRecall`] = rounded(recallOf(pieces, await contestant.texts()));
  }
  const ratios = products.map((contestant) => {
    const ratio = seconds(contestant) / seconds(bare);
    figures[`${contestant.name}.ratio`] = rounded(ratio);
    return ratio;
  });
  return { isReached: ratios.every((ratio) => ratio <= 2), figures };
}

async function drawScans(seed: string, total: number, folder: string): Promise<readonly PostPiece[]> {
  const customers = generateCustomers(seed, 1000);
  const lookup = createCustomerLookup(customers);
  const pieces: PostPiece[] = [];
  await mkdir(join(folder, 'letter'), { recursive: true });
  await writeFile(join(folder, 'customers.csv'), [...customersCsv(customers)].join(''));
  for (let number = 1; pieces.length < total; number++) {
    const random = createRandom(`scans/${seed}/${number}`);
    // No PDF, because the bare reader takes none; no handwriting, which is another sport.
    const format = random.pick(['tif', 'tif', 'jpg', 'png'] as const);
    const piece = await makePiece(random, lookup, {
      channel: 'letter',
      number,
      format,
      dpi: 300,
      mix: { ...everydayMix, handwritingShare: 0 },
    });
    if (piece.expected[0]?.pages !== 1) continue;
    await writeFile(join(folder, piece.file), piece.bytes);
    pieces.push(piece);
  }
  return pieces;
}

/** Pages that came upside down are nonsense to the bare reader, and no measure of reading. */
function recallOf(pieces: readonly PostPiece[], texts: ReadonlyMap<string, string>): number {
  const recalls = pieces.flatMap((piece) => {
    const [document] = piece.expected;
    return document === undefined || document.isUpsideDown
      ? []
      : [wordRecall(document.text, texts.get(piece.file) ?? '')];
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / Math.max(1, recalls.length);
}
