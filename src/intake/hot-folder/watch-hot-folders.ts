import { mkdir } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../ports/log.ts';
import { createHotFolder, type HotFolder, type HotFolderParts } from './hot-folder.ts';

export interface WatchParts extends Omit<HotFolderParts, 'folder' | 'profile'> {
  /** Where folders that are not absolute begin. */
  readonly dataDir: string;
  readonly pollSeconds: number;
}

/** Watches the hot folder of every profile that has one, until disposed; what is in hand then is finished or given back. */
export async function watchHotFolders(parts: WatchParts): Promise<AsyncDisposable> {
  const stop = new AbortController();
  const running: Promise<void>[] = [];
  for (const profile of parts.batches.profiles) {
    if (profile.hotFolder === null) continue;
    const folder = isAbsolute(profile.hotFolder) ? profile.hotFolder : resolve(parts.dataDir, profile.hotFolder);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      parts.log.warn(
        { profile: profile.key, error: textOf(error) },
        'A hot folder cannot be made; it is looked for again.',
      );
    });
    const hotFolder = createHotFolder({ ...parts, folder, profile });
    running.push(watch(hotFolder, profile.key, parts.pollSeconds, parts.log, stop.signal));
  }
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(running);
    },
  };
}

async function watch(
  hotFolder: HotFolder,
  profile: string,
  pollSeconds: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  // A share that is away for the night is worth one line, not thousands.
  let lastError = '';
  while (!signal.aborted) {
    try {
      await hotFolder.look(signal);
      if (lastError !== '') log.info({ profile }, 'The hot folder can be reached again.');
      lastError = '';
    } catch (error) {
      const text = textOf(error);
      if (text !== lastError && !signal.aborted)
        log.warn({ profile, error: text }, 'A hot folder cannot be looked at.');
      lastError = text;
    }
    await delay(pollSeconds * 1000, undefined, { signal }).catch(() => {});
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
