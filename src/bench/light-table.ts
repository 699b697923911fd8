import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { joinTiffs } from '../../fixtures/generator/raster/tiff.ts';
import { apiBase, batchDetail } from '../api/contract/index.ts';
import { openBrowser } from '../testing/e2e/open-browser.ts';
import { type Bench, quantile, rounded } from './bench.ts';
import { drawTiffPages } from './long-scan.ts';
import { startServer } from './server-process.ts';
import type { Server } from './upload-client.ts';

const pagesEach = 5;
const keysEach = 60;
/** What a person feels as at once: W3C, Interaction to Next Paint, "good". */
const p95MillisecondsMax = 200;

/** A batch of many pages on the light table, in a browser: how long from a key to the picture that answers it. */
export const lightTable: Bench = {
  name: 'light-table',
  target:
    'a batch of 500 pages: a step, a row or a mark is painted within 200 ms of its key (P95), at 1280 px and on a 4K screen',
  async run({ count, folder, say }) {
    const pages = count ?? 500;
    const server = startServer(join(folder, 'data'));
    try {
      const address = await server.ready();
      say(`Scanning ${pages} pages …`);
      const batch = await scanBatch(address, pages);
      const figures: Record<string, number> = { pages };
      const slowest: number[] = [];
      for (const [name, width, height] of [
        ['1280', 1280, 800],
        ['4k', 3840, 2160],
      ] as const) {
        await using browser = await openedBrowser();
        const context = await browser.newContext({ viewport: { width, height }, locale: 'de-DE' });
        await context.setExtraHTTPHeaders({ authorization: `Bearer ${address.token}` });
        const page = await context.newPage();
        const beganAt = performance.now();
        await page.goto(`${address.url}/scan-station/${batch}`);
        await page.getByRole('option').first().waitFor();
        figures[`${name}.openMilliseconds`] = Math.round(performance.now() - beganAt);
        figures[`${name}.thumbnailsInPage`] = await page.getByRole('option').count();
        for (const [what, key] of [
          ['step', 'ArrowRight'],
          ['row', 'ArrowDown'],
          ['mark', 'x'],
          ['jump', 'alternating'],
        ] as const) {
          const times = await press(page, key);
          // From one end to the other all pictures are new; told, and not what a clerk does all day.
          if (what !== 'jump') slowest.push(quantile(times, 0.95));
          figures[`${name}.${what}.medianMilliseconds`] = rounded(quantile(times, 0.5));
          figures[`${name}.${what}.p95Milliseconds`] = rounded(quantile(times, 0.95));
        }
      }
      return { isReached: Math.max(...slowest) <= p95MillisecondsMax, figures };
    } finally {
      await server.stop();
    }
  },
};

async function openedBrowser() {
  const browser = await openBrowser();
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** In the page: settles with the milliseconds from the next key to the second frame after it, when its change is painted. */
const watchNextKey = `window.painted = new Promise((done) => addEventListener('keydown', ({ timeStamp }) =>
  requestAnimationFrame(() => requestAnimationFrame((at) => done(at - timeStamp))), { once: true, capture: true }))`;

async function press(page: Page, key: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < keysEach; turn += 1) {
    await page.evaluate(`void (${watchNextKey})`);
    const alternating = turn % 2 === 0 ? 'End' : 'Home';
    await page.keyboard.press(key === 'alternating' ? alternating : key);
    times.push(await page.evaluate<number>('window.painted'));
  }
  return times;
}

async function scanBatch(server: Server, pages: number): Promise<string> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${server.url}${apiBase}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${server.token}`, ...init.headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { id } = batchDetail.parse(
    await ask('/batches', {
      method: 'POST',
      body: JSON.stringify({ profile: 'tagespost', station: 'bench' }),
      headers: { 'content-type': 'application/json' },
    }),
  );
  const drawn = await drawTiffPages(pages);
  for (let from = 0; from < pages; from += pagesEach) {
    const form = new FormData();
    form.set('files', new Blob([new Uint8Array(joinTiffs(drawn.slice(from, from + pagesEach)))]), `${from + 1}.tif`);
    await ask(`/batches/${id}/scans`, { method: 'POST', body: form });
  }
  for (;;) {
    const { scans } = batchDetail.parse(await ask(`/batches/${id}`));
    if (scans.every(({ state }) => state === 'held' || state === 'failed')) return id;
    await delay(1000);
  }
}
