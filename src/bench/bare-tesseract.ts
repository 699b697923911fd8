import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Version of the system's Tesseract with German, or null: then there is nothing to compare with. */
export async function findBareTesseract(): Promise<string | null> {
  try {
    const { stdout } = await run('tesseract', ['--list-langs']);
    if (!/^deu$/m.test(stdout)) return null;
    const version = await run('tesseract', ['--version']);
    return (version.stdout + version.stderr).split('\n')[0]?.replace('tesseract ', '') ?? null;
  } catch {
    return null;
  }
}

/** One process per page, one thread each: with more threads two at a time are many times slower. */
export async function readBare(path: string): Promise<string> {
  const { stdout } = await run('tesseract', [path, 'stdout', '-l', 'deu'], {
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}
