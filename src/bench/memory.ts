import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { everydayMix } from '../../fixtures/generator/post-mix.ts';
import { writePost } from '../../fixtures/generator/write-post.ts';
import { type Bench, rounded } from './bench.ts';
import { inParallel } from './in-parallel.ts';
import { sampleProcessTree, type TreeSample } from './process-tree.ts';
import { startServer } from './server-process.ts';
import { readTruth } from './truth-check.ts';
import { isSettled, uploadUntilAcknowledged } from './upload-client.ts';

const limitBytes = 1.5 * 1024 ** 3;

/** Memory of the running server with all its children and its database while it reads pages, sampled twice a second. */
export const memory: Bench = {
  name: 'memory',
  target: 'at most 1.5 GiB for the whole process tree while reading 200 pages',
  async run({ count, seed, options, folder, say }) {
    const total = count ?? 200;
    const post = join(folder, 'post');
    const dataDir = join(folder, 'data');
    say(`Drawing ${total} letters …`);
    await writePost(post, { seed, letters: total, faxes: 0, emails: 0, customers: 1000, mix: everydayMix });
    const truth = await readTruth(join(post, 'truth.jsonl'));
    const server = startServer(dataDir, { MAILROOM_OCR_ENGINE: options.get('engine') ?? 'tesseract.js' });
    const samples: TreeSample[] = [];
    const sampling = new AbortController();
    try {
      const address = await server.ready();
      const idle = await sampleProcessTree(server.pid, dataDir);
      const sampler = sampleUntil(sampling.signal, async () => {
        samples.push(await sampleProcessTree(server.pid, dataDir));
      });
      say('Reading them …');
      const beganAt = performance.now();
      const submissions: string[] = [];
      await inParallel(
        truth.map((document) => document.file),
        4,
        async (file) => {
          submissions.push(await uploadUntilAcknowledged(async () => address, post, file, randomUUID()));
        },
      );
      for (const submission of submissions) while (!(await isSettled(address, submission))) await delay(200);
      const seconds = (performance.now() - beganAt) / 1000;
      sampling.abort();
      await sampler;
      const pages = truth.reduce((sum, document) => sum + document.pages, 0);
      const peak = Math.max(...samples.map((sample) => sample.bytes));
      return {
        isReached: peak <= limitBytes && samples.length > 10,
        figures: {
          pages,
          engine: options.get('engine') ?? 'tesseract.js',
          peakMiB: Math.round(peak / 1024 ** 2),
          meanMiB: Math.round(samples.reduce((sum, sample) => sum + sample.bytes, 0) / samples.length / 1024 ** 2),
          idleMiB: Math.round(idle.bytes / 1024 ** 2),
          measure: samples.every((sample) => sample.isProportional) ? 'PSS' : 'RSS',
          processesMax: Math.max(...samples.map((sample) => sample.pids.length)),
          samples: samples.length,
          secondsPerPage: rounded(seconds / pages),
        },
      };
    } finally {
      sampling.abort();
      await server.stop();
    }
  },
};

async function sampleUntil(signal: AbortSignal, sample: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await sample();
    await delay(500, undefined, { signal }).catch(() => {});
  }
}
