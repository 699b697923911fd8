import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What lies in a hot folder: a file, or a folder that is a batch. Its signature changes whenever anything of it does. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly signature: string;
  /** A folder that says by a file named `ready` that it is complete. */
  readonly isDeclaredReady: boolean;
}

/** Folders of Mailroom's own in every hot folder. */
export const ownFolders = { done: 'done', failed: 'failed' } as const;
const unfinished = /^[.~]|\.(part|partial|tmp|temp|crdownload|filepart|lock)$|~$/i;
const readyMarker = /^\.?ready$/i;
/** Signatures are kept in memory, so of a folder with millions of files only the first are looked at. */
const entriesMax = 2000;

export function isMarker(name: string): boolean {
  return readyMarker.test(name);
}

/** Names that scanners and copying programs give to what they have not finished, and hidden ones. */
export function isUnfinished(name: string): boolean {
  return unfinished.test(name);
}

/** In the order of their names, numbers as numbers. Links and devices are none: they lead out of the folder. */
export async function listEntries(folder: string): Promise<readonly Entry[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const names = found.filter(
    (each) =>
      !isUnfinished(each.name) &&
      each.name !== ownFolders.done &&
      each.name !== ownFolders.failed &&
      (each.isFile() || each.isDirectory()),
  );
  const entries: Entry[] = [];
  for (const { name } of names.sort((a, b) => inOrder(a.name, b.name)).slice(0, entriesMax)) {
    const entry = await describe(folder, name).catch((error: NodeJS.ErrnoException) => {
      // Another worker was faster.
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** Fails with ENOENT. */
export async function describe(folder: string, name: string): Promise<Entry | null> {
  const path = join(folder, name);
  const stats = await lstat(path);
  if (stats.isFile()) {
    return { name, kind: 'file', signature: `${stats.size}/${Math.floor(stats.mtimeMs)}`, isDeclaredReady: false };
  }
  if (!stats.isDirectory()) return null;
  const inside = (await readdir(path)).sort(inOrder).slice(0, entriesMax + 1);
  const parts: string[] = [];
  for (const each of inside) {
    const { size, mtimeMs } = await lstat(join(path, each));
    parts.push(`${each}/${size}/${Math.floor(mtimeMs)}`);
  }
  return { name, kind: 'folder', signature: parts.join('|'), isDeclaredReady: inside.some(isMarker) };
}

const collator = new Intl.Collator('en', { numeric: true });

export function inOrder(a: string, b: string): number {
  return collator.compare(a, b);
}
