import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinTiffs } from '../../fixtures/generator/raster/tiff.ts';
import { type BatchDetail, batchDetail } from '../api/contract/batches.ts';
import { apiBase } from '../api/contract/index.ts';
import { type ServerProcess, startServer } from '../bench/server-process.ts';
import type { Server } from '../bench/upload-client.ts';
import { drawTextPage } from './draw-text-page.ts';
import { openTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

const pageCount = 300;
const pagesDrawn = 10;
const dpi = 200;
const env = { MAILROOM_OCR_ENGINE: 'tesseract.js', MAILROOM_LEASE_SECONDS: '5', MAILROOM_SWEEP_SECONDS: '1' };

let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
let running: ServerProcess;
let server: Server;

const start = async (): Promise<void> => {
  running = startServer(join(folder.path, 'data'), env);
  server = await running.ready();
};
beforeAll(async () => {
  folder = await openTemporaryFolder();
  await start();
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await folder?.[Symbol.asyncDispose]();
}, 60_000);

async function drawStack(): Promise<Buffer> {
  const tiffs: Buffer[] = [];
  for (let number = 1; number <= pagesDrawn; number += 1) {
    const { image } = await drawTextPage(`Seite ${number}: ${'Wir bitten um Bestätigung des Vertrags. '.repeat(40)}`, {
      dpi,
    });
    const tiff = sharp(image)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dpi / 25.4, yres: dpi / 25.4 });
    tiffs.push(await tiff.toBuffer());
  }
  const stamp = { xDpi: dpi, yDpi: dpi, software: 'test', dateTime: '2026:11:21 09:00:00' };
  return joinTiffs(
    Array.from({ length: pageCount }, (_, index) => ({ tiff: tiffs[index % pagesDrawn] ?? Buffer.alloc(0), ...stamp })),
  );
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return await fetch(`${server.url}${apiBase}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${server.token}`, ...init.headers },
  });
}

async function begin(): Promise<string> {
  const answer = await ask('/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ profile: 'tagespost', isDuplex: false, announcedSheets: pageCount }),
  });
  const { id } = batchDetail.parse(await answer.json());
  const form = new FormData();
  form.set('files', new Blob([Uint8Array.from(await drawStack())]), 'stack.tif');
  const sent = await ask(`/batches/${id}/scans`, {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID() },
    body: form,
  });
  expect(sent.status).toBe(201);
  return id;
}

const look = async (id: string): Promise<BatchDetail> => batchDetail.parse(await (await ask(`/batches/${id}`)).json());
const progressOf = (batch: BatchDetail) => batch.scans[0]?.progress ?? null;

test('a server that is killed in the middle of a long scan goes on at the page: none is lost, made twice or out of its place', {
  timeout: 600_000,
}, async () => {
  const id = await begin();
  const before = await until(
    'a third of the pages is made',
    async () => {
      const progress = progressOf(await look(id));
      return progress !== null && progress.done >= pageCount / 3 ? progress.done : null;
    },
    240,
  );
  expect(before).toBeLessThan(pageCount);
  await running.killGroup({ withDatabase: true });
  await start();
  // What lies in the database was acknowledged page by page, so the first look after the start sees it.
  expect(progressOf(await look(id))?.done).toBeGreaterThanOrEqual(before);

  const batch = await until(
    'the scan lies on the light table',
    async () => {
      const now = await look(id);
      return now.scans[0]?.state === 'held' ? now : null;
    },
    300,
  );
  const pages = batch.parts.flatMap((part) => part.pages);
  expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: pageCount }, (_, index) => index + 1));
  expect(batch.scans).toHaveLength(1);
  expect(batch.countChain).toMatchObject({ scans: 1, images: pageCount, sheetsOfPost: pageCount, breaks: [] });

  // The drawn pages come again every ten, so each place has to show what the same place among the first ten shows.
  const imageOf = async (page: number): Promise<string> => {
    const answer = await ask(`/documents/${batch.scans[0]?.documentId}/pages/${page}/image?width=800`);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer()).toString('base64');
  };
  for (const page of [before - 1, before, before + 1, before + 2, pageCount]) {
    expect((await imageOf(page)) === (await imageOf(((page - 1) % pagesDrawn) + 1)), `page ${page}`).toBe(true);
  }
});
