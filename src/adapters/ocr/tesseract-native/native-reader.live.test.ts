import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawTextPage } from '../../../testing/draw-text-page.ts';
import { parseTsv } from '../parse-tsv.ts';
import { createReaderPool } from './reader-pool.ts';
import { runTesseract } from './run-tesseract.ts';

const never = new AbortController().signal;
const args = ['-l', 'deu', '--oem', '1', '-c', 'tessedit_pageseg_mode=4'];
let folder = '';
const paths: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailroom-native-'));
  for (const [number, text] of ['Sehr geehrte Frau Weiß,', 'Vertrag VN123456789', 'Viele Grüße\nJörg'].entries()) {
    const path = join(folder, `${number}.png`);
    await writeFile(path, (await drawTextPage(text)).image);
    paths.push(path);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('reads page after page in one process exactly as each in a process of its own', async () => {
  await using pool = createReaderPool('tesseract', 1);
  for (const path of [...paths, ...paths]) {
    const alone = await runTesseract('tesseract', [path, 'stdout', ...args, 'tsv'], never);
    const streamed = parseTsv(await pool.read(args, path, never), 1);
    expect(streamed.words.length).toBeGreaterThan(1);
    expect(streamed).toEqual(parseTsv(alone.output, 1));
  }
});

it('reads the next page with a fresh process after one that no image was', async () => {
  await using pool = createReaderPool('tesseract', 1);
  const bad = join(folder, 'bad.png');
  await writeFile(bad, 'this is no image');
  await expect(pool.read(args, bad, never)).rejects.toThrow(/cannot be read|image/i);
  expect(parseTsv(await pool.read(args, paths[1] ?? '', never), 1).words.map(({ text }) => text)).toContain('Vertrag');
});

it('never mixes pages when two processes read at once', async () => {
  await using pool = createReaderPool('tesseract', 2);
  const marks = ['Sehr', 'VN123456789', 'Grüße'];
  const found = await Promise.all(
    [0, 1].map(async (start) => {
      const right: boolean[] = [];
      for (let turn = start; turn < start + 6; turn++) {
        const { words } = parseTsv(await pool.read(args, paths[turn % 3] ?? '', never), 1);
        const seen = marks.filter((mark) => words.some(({ text }) => text === mark));
        right.push(seen.length === 1 && seen[0] === marks[turn % 3]);
      }
      return right;
    }),
  );
  expect(found.flat()).toEqual(Array(12).fill(true));
});
