import { join } from 'node:path';
import { createClosingStack } from '../app/closing-stack.ts';
import type { Mailroom } from '../app/compose.ts';
import type { FactsByStage } from '../domain/facts.ts';
import { findBareTesseract } from './bare-tesseract.ts';
import { type Bench, type BenchResult, quantile, rounded } from './bench.ts';
import { bareReader, type Contestant, type ProductContestant, product, race, secondsOf } from './contestants.ts';
import { findOcrmypdf, runOcrmypdf, runTunedOcrmypdf } from './ocrmypdf.ts';
import { copyPost, type DrawnScan, drawReadingPost, drawTurnedPost, type PageKind, pageKinds } from './reading-post.ts';
import { wordRecall } from './word-recall.ts';

const warmUpPages = 2;
const ratioMax: Readonly<Record<string, number>> = { native: 1.25, 'tesseract.js': 1.5 };
const recallMin: Readonly<Record<PageKind, number>> = { letter: 0.99, 'fine fax': 0.98, 'coarse fax': 0.94 };
const orientationMin = 0.995;
const skewErrorMaxDegrees = 0.1;
const ocrmypdfTimesMin = 8;
/** OCRmyPDF takes about ten times as long, so it gets few pages: twelve letters and eight faxes. */
const ocrmypdfPagesMax = 20;

/**
 * One-page scans and faxes from file to routed and archived as searchable PDF, against the bare reader and OCRmyPDF on
 * the same pages; how well they were read, and whether pages stand upright and straight.
 */
export const reading: Bench = {
  name: 'reading',
  target:
    'scans and faxes, file to archived and routed: at most 1.25 (native) and 1.5 (tesseract.js) times bare Tesseract, 8 times faster than OCRmyPDF; words 99/98/94 %, orientation 99.5 %, skew 0.1°',
  async run({ count, seed, options, folder, say }) {
    const version = await findBareTesseract();
    if (version === null)
      throw new Error("This bench compares with the system's Tesseract. Install tesseract-ocr and tesseract-ocr-deu.");
    const post = join(folder, 'post');
    const total = (count ?? 100) + warmUpPages;
    say(`Drawing ${total} scans and faxes …`);
    const drawn = await drawReadingPost(seed, total, post);
    const turned = await drawTurnedPost(drawn, Math.max(3, Math.ceil(total / 3)), post);
    const closing = createClosingStack();
    try {
      const engines = (options.get('engines') ?? 'native,tesseract.js').split(',');
      const products: ProductContestant[] = [];
      for (const engine of engines) products.push(await product(engine, folder, post, closing));
      const bare = bareReader(post);
      const files = drawn.map((scan) => scan.file);
      await race([bare, ...products], files, { warmUp: warmUpPages }, say);

      const scans = drawn.slice(warmUpPages);
      const result = await judge(bare, products, scans, { pages: scans.length, bareTesseract: version });
      const stands = await judgeStands(products, [...drawn, ...turned], turned, say);
      const apart = await compareWithOcrmypdf(products[0], scans, { post, folder }, say);
      return {
        isReached: result.isReached && stands.isReached && apart.isReached,
        figures: { ...result.figures, ...stands.figures, ...apart.figures },
      };
    } finally {
      await closing.close();
    }
  },
};

async function judge(
  bare: Contestant,
  products: readonly Contestant[],
  scans: readonly DrawnScan[],
  about: Readonly<Record<string, number | string>>,
): Promise<BenchResult> {
  const seconds = ({ times }: Contestant) => times.reduce((sum, time) => sum + time, 0);
  const figures: Record<string, number | string | null> = { ...about };
  let isReached = true;
  for (const contestant of [bare, ...products]) {
    const { name } = contestant;
    figures[`${name}.secondsPerPage`] = rounded(seconds(contestant) / scans.length);
    const texts = await contestant.texts();
    for (const kind of pageKinds) {
      const recall = recallOf(
        scans.filter((scan) => scan.kind === kind),
        texts,
      );
      figures[`${name}.recall.${kind.replace(' ', '-')}`] = recall === null ? null : rounded(recall);
      if (contestant !== bare && recall !== null && recall < recallMin[kind]) isReached = false;
    }
    if (contestant === bare) continue;
    const ratio = seconds(contestant) / seconds(bare);
    figures[`${name}.ratio`] = rounded(ratio);
    if (ratio > (ratioMax[name] ?? 1.5)) isReached = false;
  }
  return { isReached, figures };
}

/** Of all expected words, those found; pages that came upside down are nonsense to the bare reader and are left out. */
function recallOf(scans: readonly DrawnScan[], texts: ReadonlyMap<string, string>): number | null {
  const upright = scans.filter((scan) => scan.rotation === 0);
  if (upright.length === 0) return null;
  return upright.reduce((sum, { file, text }) => sum + wordRecall(text, texts.get(file) ?? ''), 0) / upright.length;
}

async function judgeStands(
  products: readonly ProductContestant[],
  scans: readonly DrawnScan[],
  turned: readonly DrawnScan[],
  say: (sentence: string) => void,
): Promise<BenchResult> {
  const figures: Record<string, number | string> = {};
  let isReached = true;
  for (const { name, mailroom, run } of products) {
    say(`${turned.length} pages on their side or upside down, ${name} …`);
    await run(turned.map((scan) => scan.file));
    const stands = await standsOf(mailroom);
    const wrong = scans.filter(({ file, rotation }) => stands.get(file)?.rotation !== rotation);
    for (const { file, rotation } of wrong) say(`${file}: turned by ${stands.get(file)?.rotation}, not ${rotation}`);
    const errors = scans.map(({ file, tilt }) => Math.abs((stands.get(file)?.skewDegrees ?? 90) - tilt));
    const orientation = 1 - wrong.length / scans.length;
    const p95 = quantile(errors, 0.95);
    figures[`${name}.orientationRight`] = rounded(orientation);
    figures[`${name}.skewErrorMean`] = rounded(errors.reduce((sum, error) => sum + error, 0) / errors.length);
    figures[`${name}.skewErrorP95`] = rounded(p95);
    figures[`${name}.skewErrorMost`] = rounded(Math.max(...errors));
    if (orientation < orientationMin || p95 > skewErrorMaxDegrees) isReached = false;
  }
  return { isReached, figures };
}

interface Stand {
  readonly rotation: number;
  readonly skewDegrees: number;
}

/** How the first page of every submission was turned in the end, by preparation and by reading. */
async function standsOf({ database }: Mailroom): Promise<ReadonlyMap<string, Stand>> {
  const { rows } = await database.query<{ source_key: string; facts: Partial<FactsByStage> }>(
    'select source_key, facts from submissions join documents on documents.submission_id = submissions.id where depth = 0',
  );
  return new Map(
    rows.map(({ source_key, facts }) => {
      const [page] = facts.preparation?.pages ?? [];
      const [again] = facts.recognition?.turnedPages ?? [];
      const rotation = ((page?.rotation ?? 0) + (again?.rotation ?? 0)) % 360;
      return [source_key, { rotation, skewDegrees: page?.skewDegrees ?? 90 }];
    }),
  );
}

/**
 * All work on the same pages once more; the product gets copies under other names, because it knows the first ones. The
 * target holds for OCRmyPDF's command as it stands; at its best it is told beside it.
 */
async function compareWithOcrmypdf(
  contestant: ProductContestant | undefined,
  scans: readonly DrawnScan[],
  { post, folder }: { readonly post: string; readonly folder: string },
  say: (sentence: string) => void,
): Promise<BenchResult> {
  const version = await findOcrmypdf();
  if (version === null || contestant === undefined) return { isReached: true, figures: { ocrmypdf: 'not installed' } };
  const some = scans.slice(0, ocrmypdfPagesMax);
  const files = some.map(({ file }) => file);
  say(`${some.length} pages with OCRmyPDF ${version} …`);
  const copies = await copyPost(some, post);
  const ours = await secondsOf(() => contestant.run(copies));
  const times = (await secondsOf(() => runOcrmypdf(post, files, folder))) / ours;
  const timesTuned = (await secondsOf(() => runTunedOcrmypdf(post, files, folder))) / ours;
  return {
    isReached: times >= ocrmypdfTimesMin,
    figures: {
      ocrmypdf: version,
      'ocrmypdf.pages': some.length,
      'ocrmypdf.timesSlower': rounded(times),
      'ocrmypdf.twoAtATime.timesSlower': rounded(timesTuned),
    },
  };
}
