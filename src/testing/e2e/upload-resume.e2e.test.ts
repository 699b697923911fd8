import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { batchDetail } from '../../api/contract/index.ts';
import { scanStack } from '../scan-stack.ts';
import { until } from '../until.ts';
import { openBrowser, openPage } from './open-browser.ts';

const url = inject('mailroomUrl');
const account = inject('account');
const names = ['001.tif', '002.tif', '003.tif'];

let browser: Browser;
let folder: string;
let paths: readonly string[];
beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'mailroom-upload-'));
  paths = names.map((name) => join(folder, name));
  for (const [index, path] of paths.entries())
    await writeFile(path, (await scanStack([{ text: `Seite ${index + 1}` }])).tiff);
});
afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

async function beginBatch(page: Page): Promise<string> {
  const answer = await page.request.post(`${url}/api/v1/batches`, {
    data: { profile: 'fax-nacht' },
    headers: { 'x-mailroom-request': '1' },
  });
  const { id } = batchDetail.parse(await answer.json());
  await page.goto(`/scan-station/${id}`);
  await page.getByText('Der Leuchttisch ist leer').waitFor();
  return id;
}

it('after a reload in the middle of an upload the files chosen again go on: none is missing and none is there twice', async () => {
  await using view = await openPage(browser, url, { account });
  const { page } = view;
  const id = await beginBatch(page);
  const scans = async () => {
    const answer = await page.request.get(`${url}/api/v1/batches/${id}`);
    return batchDetail.parse(await answer.json()).scans.map(({ filename }) => filename);
  };
  // The first file goes through; the line is dead from the second on.
  let sent = 0;
  await page.route('**/api/v1/batches/*/scans', async (route) => {
    sent += 1;
    if (sent > 1) await route.abort('connectionreset');
    else await route.continue();
  });
  await page.locator('input[data-scans]').setInputFiles([...paths]);
  await until('the first file is there', async () => ((await scans()).length === 1 ? true : null));
  await page.getByText('Keine Verbindung', { exact: false }).first().waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('2 Dateien waren noch nicht übertragen', { exact: false }).waitFor();
  await page.unroute('**/api/v1/batches/*/scans');
  await page.locator('input[data-scans]').setInputFiles([...paths]);
  await until('all files are there', async () => ((await scans()).length === 3 ? true : null), 60);
  expect(await scans()).toEqual(names);
  await page.getByText('noch nicht übertragen', { exact: false }).waitFor({ state: 'detached' });
  expect(await scans()).toEqual(names);
});
