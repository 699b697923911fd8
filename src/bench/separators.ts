import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createCustomerLookup } from '../../fixtures/generator/customer-lookup.ts';
import { generateCustomers } from '../../fixtures/generator/customers.ts';
import { makePiece } from '../../fixtures/generator/make-piece.ts';
import { everydayMix } from '../../fixtures/generator/post-mix.ts';
import { createRandom } from '../../fixtures/generator/random.ts';
import { openPdfRaster } from '../../fixtures/generator/raster/pdf-raster.ts';
import { readBarCodes } from '../adapters/workshop/child/separators/bar-code-reader.ts';
import { findSeparators } from '../adapters/workshop/child/separators/find-separators.ts';
import type { GreyRaster } from '../adapters/workshop/child/separators/grey-raster.ts';
import type { FoundCode } from '../domain/separator.ts';
import { type Bench, quantile, rounded } from './bench.ts';

const millisecondsMax = 60;
const fallbackDpi = 300;
/** How many separators the names of public test files promise at least; whatever else is readable is found by reading whole pages. */
const promised: readonly (readonly [RegExp, number])[] = [
  [/distorted/, 0],
  [/several|split-by|many/, 2],
  [/./, 1],
];

/**
 * Letters without separators: how long the search takes and what it invents. With `--set data=FOLDER` (or the variable
 * MAILROOM_BENCH_BARCODES) also a folder of PDFs and images with separators: whatever reading whole pages finds must be found.
 */
export const separators: Bench = {
  name: 'separators',
  target: `no separator invented on 500 letter pages, at most ${millisecondsMax} ms a page (median), every readable one of --set data=FOLDER found`,
  async run({ count, seed, options, say }) {
    const data = options.get('data') ?? process.env.MAILROOM_BENCH_BARCODES ?? null;
    const letters = await searchLetters(count ?? 500, seed, say);
    const readable = data === null ? null : await searchFolder(data, say);
    const median = quantile(letters.times, 0.5);
    return {
      isReached: letters.invented === 0 && median <= millisecondsMax && (readable === null || readable.missed === 0),
      figures: {
        letterPages: letters.times.length,
        invented: letters.invented,
        medianMilliseconds: rounded(median),
        p95Milliseconds: rounded(quantile(letters.times, 0.95)),
        mostMilliseconds: rounded(Math.max(...letters.times)),
        medianComputedMilliseconds: rounded(quantile(letters.computed, 0.5)),
        p95ComputedMilliseconds: rounded(quantile(letters.computed, 0.95)),
        wholePageMedianMilliseconds: rounded(quantile(letters.wholePageTimes, 0.5)),
        dataFiles: readable?.files ?? null,
        dataPages: readable?.pages ?? null,
        dataFound: readable?.found ?? null,
        dataMissed: readable?.missed ?? null,
      },
    };
  },
};

async function searchLetters(pagesWanted: number, seed: string, say: (sentence: string) => void) {
  const lookup = createCustomerLookup(generateCustomers(seed, 200));
  const times: number[] = [];
  /** What this process computed, whatever else the machine did meanwhile. */
  const computed: number[] = [];
  const wholePageTimes: number[] = [];
  let invented = 0;
  for (let number = 1; times.length < pagesWanted; number += 1) {
    // Every fifth is a fax, with its pixels as they came over the line.
    const channel = number % 5 === 0 ? 'fax' : 'letter';
    const piece = await makePiece(createRandom(`separators/${seed}/${number}`), lookup, {
      channel,
      number,
      mix: everydayMix,
    });
    for (const page of await pagesOf(piece.filename, piece.bytes)) {
      if (times.length === 0) await findSeparators(page);
      const start = performance.now();
      const before = process.cpuUsage();
      const found = await findSeparators(page);
      times.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      computed.push((user + system) / 1000);
      for (const code of found) say(`Invented on ${piece.file}: ${describe(code)}`);
      invented += found.length;
      if (times.length % 20 === 1) {
        const startWhole = performance.now();
        await readBarCodes(page);
        wholePageTimes.push(performance.now() - startWhole);
      }
      if (times.length % 50 === 0) say(`${times.length} pages, median ${rounded(quantile(times, 0.5))} ms`);
      if (times.length >= pagesWanted) break;
    }
  }
  return { times, computed, wholePageTimes, invented };
}

async function searchFolder(folder: string, say: (sentence: string) => void) {
  let [files, pages, found, missed] = [0, 0, 0, 0];
  for (const name of (await readdir(folder)).sort()) {
    if (!/\.(pdf|tiff?|png|jpe?g)$/i.test(name)) continue;
    files += 1;
    const ofFile: FoundCode[] = [];
    for (const page of await pagesOf(name, await readFile(join(folder, name)))) {
      pages += 1;
      const codes = await findSeparators(page);
      ofFile.push(...codes);
      for (const whole of await readBarCodes(page)) {
        if (codes.some((code) => code.text === whole.text)) continue;
        missed += 1;
        say(`Missed in ${name}: ${whole.format} ${JSON.stringify(whole.text)}`);
      }
    }
    const least = promised.find(([pattern]) => pattern.test(name))?.[1] ?? 0;
    if (ofFile.length < least) {
      missed += least - ofFile.length;
      say(`${name} has fewer separators than its name promises.`);
    }
    found += ofFile.length;
    say(`${name}: ${ofFile.map(describe).join(', ')}`);
  }
  return { files, pages, found, missed };
}

function describe(code: FoundCode): string {
  return code.patch === null ? `${code.format} ${JSON.stringify(code.text)}` : `patch ${code.patch}`;
}

async function pagesOf(filename: string, bytes: Uint8Array): Promise<readonly GreyRaster[]> {
  if (extname(filename).toLowerCase() === '.pdf') return pdfPages(bytes);
  const { pages = 1 } = await sharp(bytes).metadata();
  return Promise.all(
    Array.from({ length: pages }, async (_, page) => {
      const image = sharp(bytes, { page });
      const { density = fallbackDpi, height = 0 } = await image.metadata();
      const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true });
      // sharp tells the horizontal resolution only; a fax of 98 lines an inch has half the lines of its page.
      const dpiY = density === 204 ? (height < 1700 ? 98 : 196) : density;
      return { pixels: firstChannel(data, info.channels), width: info.width, height: info.height, dpiX: density, dpiY };
    }),
  );
}

function firstChannel(data: Uint8Array, channels: number): Uint8Array {
  return channels === 1
    ? data
    : Uint8Array.from({ length: data.length / channels }, (_, at) => data[at * channels] ?? 0);
}

async function pdfPages(bytes: Uint8Array): Promise<readonly GreyRaster[]> {
  const document = await PDFDocument.load(bytes);
  using raster = await openPdfRaster(bytes);
  return document.getPages().map((page, index) => {
    const { width, height } = page.getSize();
    const image = raster.draw(index, {
      widthPx: Math.round((width / 72) * fallbackDpi),
      heightPx: Math.round((height / 72) * fallbackDpi),
      tiltDegrees: 0,
      isUpsideDown: false,
    });
    return { ...image, dpiX: fallbackDpi, dpiY: fallbackDpi };
  });
}
