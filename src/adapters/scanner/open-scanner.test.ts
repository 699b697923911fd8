import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { openScanner, type Scanner } from './scanimage.ts';

/** A program that answers as SANE's `scanimage` does: `flat` has one side, `both` two, others are not there. */
const program = `#!/bin/sh
case "$*" in
  *--device-name=flat*--all-options*) echo '    --source Automatic Document Feeder [Automatic Document Feeder]' ;;
  *--device-name=both*--all-options*) echo '    --source ADF Front|ADF Duplex [ADF Front]' ;;
  *--all-options*) echo 'scanimage: open of device failed: Invalid argument' >&2; exit 1 ;;
  *) echo "$*" | tr ' ' '\\n' | sed -n 's/^--batch-count=/page-/p' ;;
esac
`;
let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
const before = process.env.PATH;
beforeEach(async () => {
  folder = await openTemporaryFolder();
  const path = join(folder.path, 'scanimage');
  await writeFile(path, program);
  await chmod(path, 0o755);
  process.env.PATH = `${folder.path}:${before}`;
});
afterEach(async () => {
  process.env.PATH = before;
  await folder[Symbol.asyncDispose]();
});

const { signal } = new AbortController();
async function scanned(scanner: Scanner): Promise<readonly string[]> {
  const pages: string[] = [];
  for await (const page of scanner.scan()) pages.push(page);
  return pages;
}

const order = (device: string) => ({
  ...{ device, sheets: 3, dotsPerInch: 300, folder: folder.path },
  profile: { isDuplex: true, colour: 'grey' as const },
});

test('a device with one side says so before anything is scanned, and feeds as many images as sheets', async () => {
  const scanner = await openScanner(order('flat'), signal);
  expect(scanner.isDuplex).toBe(false);
  expect(await scanned(scanner)).toEqual(['page-3']);
  const both = await openScanner(order('both'), signal);
  expect(both.isDuplex).toBe(true);
  expect(await scanned(both)).toEqual(['page-6']);
});

test('a device that is not there is named before anything is scanned', async () => {
  await expect(openScanner(order('nothing:here'), signal)).rejects.toMatchObject({
    code: 'request.failed',
    message: expect.stringContaining('nothing:here'),
  });
});
