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

/** What people use today for a searchable, upright PDF/A, two at a time with one thread each. */
export async function runOcrmypdf(post: string, files: readonly string[], folder: string): Promise<void> {
  await inParallel(files.entries(), 2, async ([index, file]) => {
    const target = join(folder, `ocrmypdf-${index}.pdf`);
    const options = ['--deskew', '--rotate-pages', '--output-type', 'pdfa', '-l', 'deu', '--jobs', '1', '--quiet'];
    await run('ocrmypdf', [...options, join(post, file), target], {
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      maxBuffer: 16 * 1024 * 1024,
    });
  });
}
