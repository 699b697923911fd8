import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ownFolders } from './entries.ts';

/** Moves what was taken in to `done/YYYY-MM-DD/`; nothing there is ever overwritten. */
export async function putDone(folder: string, path: string, name: string, now: Date): Promise<void> {
  const day = join(folder, ownFolders.done, now.toISOString().slice(0, 10));
  await moveInto(folder, day, path, name);
}

/** Moves what cannot be taken in to `failed/`, with a sentence beside it that says why and what to do. */
export async function putFailed(folder: string, path: string, name: string, sentence: string): Promise<void> {
  const target = await moveInto(folder, join(folder, ownFolders.failed), path, name);
  await writeFile(`${target}.txt`, `${sentence}\n`);
}

async function moveInto(folder: string, target: string, path: string, name: string): Promise<string> {
  // The hot folder itself is never made here: its share may be gone for the moment.
  await access(folder);
  await mkdir(target, { recursive: true });
  const free = await freeName(target, name);
  await rename(path, free);
  return free;
}

async function freeName(folder: string, name: string): Promise<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let count = 1; ; count += 1) {
    const candidate = join(folder, count === 1 ? name : `${stem}-${count}${ending}`);
    const isTaken = await access(candidate).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}
