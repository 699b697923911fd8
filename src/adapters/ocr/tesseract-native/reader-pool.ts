import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NativeReader, startNativeReader } from './native-reader.ts';

/** Readers that wait for their next page, by language and parameters. */
export interface ReaderPool extends AsyncDisposable {
  /** Reads with a waiting process, or with a new one. Aborting ends the process and rejects with the signal's reason. */
  read(args: readonly string[], imagePath: string, signal: AbortSignal): Promise<string>;
}

/** A process that has read so many pages has earned its end: whatever it leaks, it leaks no further. */
const pagesPerReaderMax = 500;
/** A reader holds 60 to 140 MB, which a mail room without post has no use for. */
const idleSecondsMax = 60;

interface Idle {
  readonly key: string;
  readonly reader: NativeReader;
  readonly timer: NodeJS.Timeout;
}

export function createReaderPool(program: string, size: number): ReaderPool {
  const idle: Idle[] = [];
  const busy = new Set<NativeReader>();
  let folder: Promise<string> | null = null;

  /** Eight white pixels square: read in a millisecond, and no scanner sends that. */
  const endMark = async (): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), 'mailroom-tesseract-'));
    const path = join(await folder, 'end.pbm');
    await writeFile(path, `P1\n8 8\n${'0 0 0 0 0 0 0 0\n'.repeat(8)}`, { flag: 'wx' }).catch(ignoreExisting);
    return path;
  };

  function takeIdle(key: string): NativeReader | null {
    for (const one of idle.filter(({ reader }) => !reader.isAlive)) dismiss(one);
    const index = idle.findLastIndex((one) => one.key === key);
    const [found] = index < 0 ? [] : idle.splice(index, 1);
    clearTimeout(found?.timer);
    return found?.reader ?? null;
  }

  function dismiss(one: Idle): void {
    clearTimeout(one.timer);
    idle.splice(idle.indexOf(one), 1);
    one.reader.end();
  }

  function giveBack(key: string, reader: NativeReader): void {
    if (reader.pagesRead >= pagesPerReaderMax) {
      reader.end();
      return;
    }
    const one: Idle = { key, reader, timer: setTimeout(() => dismiss(one), idleSecondsMax * 1000) };
    one.timer.unref();
    idle.push(one);
    const [oldest] = idle;
    if (idle.length > size && oldest !== undefined) dismiss(oldest);
  }

  return {
    async read(args, imagePath, signal) {
      const key = args.join(' ');
      const mark = await endMark();
      signal.throwIfAborted();
      const reader = takeIdle(key) ?? startNativeReader({ program, args, endMark: mark });
      busy.add(reader);
      const kill = (): void => reader.end();
      signal.addEventListener('abort', kill, { once: true });
      try {
        const table = await reader.read(imagePath);
        giveBack(key, reader);
        return table;
      } catch (error) {
        reader.end();
        signal.throwIfAborted();
        throw error;
      } finally {
        busy.delete(reader);
        signal.removeEventListener('abort', kill);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const one of [...idle]) dismiss(one);
      for (const reader of busy) reader.end();
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
