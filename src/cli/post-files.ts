import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Channel } from '../domain/channel.ts';

/** One file to take in, and how a result names it. */
export interface PostFile {
  readonly path: string;
  /** Relative to the folder that was named, or as it was named. */
  readonly name: string;
  readonly channel: Channel;
}

/** What lies beside post in folders and is none. A file that is named itself is always taken. */
const notPost = new Set([
  '.csv',
  '.json',
  '.jsonl',
  '.ts',
  '.js',
  '.mjs',
  '.md',
  '.yml',
  '.yaml',
  '.lock',
  '.log',
  '.sql',
  '.sha256',
  '.ttf',
  '.woff',
  '.woff2',
  '.tmp',
  '.part',
]);

const filesMax = 1_000_000;

/** Files of the named paths, folders walked in the order of their names; hidden files and links are left out. */
export async function* findPostFiles(paths: readonly string[], channel: Channel | null): AsyncGenerator<PostFile> {
  let count = 0;
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      yield { path, name: path, channel: channel ?? guessChannel(path) };
      continue;
    }
    for await (const file of walk(path)) {
      count += 1;
      if (count > filesMax) throw new Error(`More than ${filesMax} files: name smaller folders.`);
      yield { path: file, name: relative(path, file), channel: channel ?? guessChannel(file) };
    }
  }
}

async function* walk(folder: string): AsyncGenerator<string> {
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    const facts = await lstat(path);
    if (facts.isDirectory()) yield* walk(path);
    else if (facts.isFile() && !notPost.has(extname(name).toLowerCase())) yield path;
  }
}

/** A folder named after a channel decides; otherwise mail files are e-mail and everything else is a letter. */
export function guessChannel(path: string): Channel {
  const folder = basename(dirname(path)).toLowerCase();
  if (folder === 'letter' || folder === 'letters') return 'letter';
  if (folder === 'fax' || folder === 'faxes') return 'fax';
  if (folder === 'email' || folder === 'emails' || folder === 'mail') return 'email';
  if (folder === 'portal') return 'portal';
  return ['.eml', '.box', '.mbox', '.msg'].includes(extname(path).toLowerCase()) ? 'email' : 'letter';
}
