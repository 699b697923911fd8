import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { openScanner } from './scanimage.ts';

/** SANE's own `test` backend stands for a scanner; Debian ships it in sane-utils, switched off. */
let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
const before = process.env.SANE_CONFIG_DIR;
beforeAll(async () => {
  folder = await openTemporaryFolder();
  await mkdir(join(folder.path, 'sane'));
  await writeFile(join(folder.path, 'sane', 'dll.conf'), 'test\n');
  process.env.SANE_CONFIG_DIR = join(folder.path, 'sane');
});
afterAll(async () => {
  if (before === undefined) delete process.env.SANE_CONFIG_DIR;
  else process.env.SANE_CONFIG_DIR = before;
  await folder[Symbol.asyncDispose]();
});

const order = (sheets: number | null, device = 'test') => ({
  device,
  profile: { isDuplex: false, colour: 'grey' as const },
  sheets,
  dotsPerInch: 75,
  folder: folder.path,
});
const { signal } = new AbortController();

async function scanned(what: ReturnType<typeof order>): Promise<readonly string[]> {
  const pages: string[] = [];
  for await (const page of (await openScanner(what, signal)).scan()) pages.push(page);
  return pages;
}

test('as many sheets are scanned as were asked for, one TIFF a page, in their order', async () => {
  const pages = await scanned(order(3));
  expect(pages.map((path) => basename(path))).toEqual(['page-0001.tif', 'page-0002.tif', 'page-0003.tif']);
  for (const page of pages) expect((await readFile(page)).subarray(0, 2).toString()).toMatch(/^(II|MM)$/);
});

test('without a number the feeder is emptied', async () => {
  expect(await scanned(order(null))).toHaveLength(10);
});

test('a scanner that is not there is named', async () => {
  await expect(scanned(order(1, 'nothing:here'))).rejects.toMatchObject({
    code: 'request.failed',
    message: expect.stringContaining('nothing:here'),
  });
});
