import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inParallel } from './in-parallel.ts';

const run = promisify(execFile);

/** Version of the system's OCRmyPDF, or null. */
export async function findOcrmypdf(): Promise<string | null> {
  try {
    return (await run('ocrmypdf', ['--version'])).stdout.trim();
  } catch {
    return null;
  }
}

/** What people use today for a searchable, upright PDF/A. */
const options = ['--deskew', '--rotate-pages', '--output-type', 'pdfa', '-l', 'deu', '--quiet'];

/** As its command stands: one file after the other, with as many threads as it likes. */
export async function runOcrmypdf(post: string, files: readonly string[], folder: string): Promise<void> {
  for (const [index, file] of files.entries()) await convert(join(post, file), join(folder, `ocrmypdf-${index}.pdf`));
}

/** At its best: two at a time with one thread each. */
export async function runTunedOcrmypdf(post: string, files: readonly string[], folder: string): Promise<void> {
  await inParallel(files.entries(), 2, ([index, file]) =>
    convert(join(post, file), join(folder, `ocrmypdf-${index}.pdf`), ['--jobs', '1'], { OMP_THREAD_LIMIT: '1' }),
  );
}

async function convert(
  source: string,
  target: string,
  more: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await run('ocrmypdf', [...options, ...more, source, target], {
    env: { ...process.env, ...env },
    maxBuffer: 16 * 1024 * 1024,
  });
}
