import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { packageRoot } from '../../config/package-root.ts';
import { silentLog } from '../../ports/log.ts';
import { spawnModule } from '../../testing/spawn-module.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { until } from '../../testing/until.ts';
import { type Database, openDatabase } from '../connection.ts';
import { processIdentity } from './process-identity.ts';
import { startEmbeddedPostgres, stopAbandonedServer } from './start-embedded-postgres.ts';

const holder = join(packageRoot, 'src', 'testing', 'hold-embedded-postgres.ts');

// A temporary folder is 0700, so as root these tests also show that a data folder below a private home works.
let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
/** Most tests start on what the ones before left behind, as a real installation does: a first start takes the longest. */
let dataDir: string;

beforeAll(async () => {
  folder = await openTemporaryFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(() => stopAbandonedServer(dataDir));

afterAll(() => folder[Symbol.asyncDispose]());

const start = (more: { readonly mayJoin?: boolean; readonly isThrowaway?: boolean } = {}) =>
  startEmbeddedPostgres({ dataDir, log: silentLog, isThrowaway: true, ...more });

async function readPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function one<Value>(database: Database, sql: string): Promise<Value | undefined> {
  return (await database.query<{ value: Value }>(sql)).rows[0]?.value;
}

describe('a first start', () => {
  test('makes a database that is durable, UTF-8, sorted by code point, on loopback only, and asks for a password', async () => {
    const server = await start({ isThrowaway: false });
    try {
      await using database = openDatabase(server.url, { connectionsMax: 1 });
      const show = (name: string) => one<string>(database, `select current_setting('${name}') as value`);
      expect(await show('fsync')).toBe('on');
      expect(await show('synchronous_commit')).toBe('on');
      expect(await show('server_encoding')).toBe('UTF8');
      expect(await show('listen_addresses')).toBe('127.0.0.1');
      expect(await show('unix_socket_permissions')).toBe('0700');
      expect(await one(database, 'select inet_client_addr() is null as value')).toBe(true);
      expect(await one(database, "select upper('größe') || ('Z' < 'a')::text as value")).toBe('GRÖßEtrue');

      const wrong = new URL(server.url);
      wrong.password = 'wrong';
      await using stranger = openDatabase(wrong.href, { connectionsMax: 1 });
      await expect(stranger.query('select 1')).rejects.toMatchObject({ code: '28P01' });

      expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o077).toBe(0);
      expect((await stat(join(dataDir, 'postgres', 'cluster'))).mode & 0o077).toBe(0);
    } finally {
      await server.stop();
    }
  });

  test('in a folder whose path is too long for a socket is served over TCP', async () => {
    const deep = join(
      folder.path,
      'a-folder-of-forty-characters-and-no-more',
      'another-one-of-forty-characters-as-well',
    );
    const server = await startEmbeddedPostgres({ dataDir: deep, log: silentLog, isThrowaway: true });
    try {
      await using database = openDatabase(server.url, { connectionsMax: 1 });
      expect(await one(database, 'select host(inet_client_addr()) as value')).toBe('127.0.0.1');
    } finally {
      await server.stop();
    }
  });

  test('that was interrupted while it made the cluster is simply done again', async () => {
    const postgres = join(dataDir, 'postgres');
    await rename(join(postgres, 'cluster'), join(postgres, 'cluster.unfinished'));
    await rm(join(postgres, 'port'));
    const server = await start();
    try {
      await using database = openDatabase(server.url, { connectionsMax: 1 });
      expect(await one(database, 'select 1 as value')).toBe(1);
    } finally {
      await server.stop();
    }
  });
});

describe('a later start', () => {
  test('finds what was written, at the same address; when that is taken, at another', async () => {
    const first = await start();
    {
      await using database = openDatabase(first.url);
      await database.query('create table if not exists kept as select 42 as value');
    }
    await first.stop();
    await expect(stat(join(dataDir, 'mailroom.lock'))).rejects.toThrow();

    const second = await start();
    expect(second.url).toBe(first.url);
    await second.stop();

    const squatter = createServer().listen(first.port, '127.0.0.1');
    const third = await start();
    try {
      expect(third.port).not.toBe(first.port);
      await using database = openDatabase(third.url);
      expect(await one(database, 'select value from kept')).toBe(42);
    } finally {
      await third.stop();
      squatter.close();
    }
  });

  test('is not kept back by a process number that another program has now', async () => {
    const cluster = join(dataDir, 'postgres', 'cluster');
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `${process.ppid}\n${cluster}\n1\n1\n\n127.0.0.1\n 1 1\nready   \n`,
    );
    const server = await start();
    expect(server.wasAdopted).toBe(false);
    expect(await readPid()).not.toBe(process.ppid);
    await server.stop();
  });

  test('of another PostgreSQL version is refused in words', async () => {
    const version = join(dataDir, 'postgres', 'cluster', 'PG_VERSION');
    await writeFile(version, '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database.unusable',
      message: expect.stringContaining('another major version'),
    });
    await writeFile(version, '18\n');
  });
});

describe('two Mailrooms on one data folder', () => {
  test('the second is refused and told who holds it', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({
      code: 'database.unusable',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await first.stop();
    await start().then((server) => server.stop());
  });

  test('a short command may join the server of the first, and does not stop it', async () => {
    const first = await start();
    const joined = await start({ mayJoin: true });
    expect(joined).toMatchObject({ url: first.url, wasJoined: true });
    await joined.stop();
    {
      await using database = openDatabase(first.url);
      expect(await one(database, 'select 1 as value')).toBe(1);
    }
    await first.stop();
  });
});

describe('after kill -9', () => {
  test('of Mailroom alone, its server is adopted with all it acknowledged, and stopped in the end', async () => {
    await using mailroom = spawnModule(holder, dataDir);
    const { url } = JSON.parse(await mailroom.line()) as { url: string };
    {
      await using database = openDatabase(url);
      await database.query('create table if not exists kept as select 42 as value');
    }
    await mailroom.kill('SIGKILL');
    const pid = await readPid();

    const server = await start();
    expect(server).toMatchObject({ url, wasAdopted: true });
    {
      await using database = openDatabase(url);
      expect(await one(database, 'select value from kept')).toBe(42);
    }
    await server.stop();
    // The system may bury it a moment later.
    await vi.waitFor(async () => expect(await processIdentity(pid)).toBeNull(), 5000);
  });

  test('of Mailroom and its server, the next start recovers all that was acknowledged', async () => {
    await using mailroom = spawnModule(holder, dataDir);
    const { url } = JSON.parse(await mailroom.line()) as { url: string };
    {
      await using database = openDatabase(url);
      await database.query('create table if not exists kept as select 42 as value');
    }
    await mailroom.kill('SIGKILL');
    process.kill(await readPid(), 'SIGKILL');

    const server = await start();
    try {
      expect(server.wasAdopted).toBe(false);
      await using database = openDatabase(server.url);
      expect(await one(database, 'select value from kept')).toBe(42);
    } finally {
      await server.stop();
    }
  });

  test('of the server alone, it is started again at the same address', async () => {
    const server = await start();
    const pid = await readPid();
    process.kill(pid, 'SIGKILL');
    {
      await using database = openDatabase(server.url);
      await until('the database answers again', () => one<number>(database, 'select 1 as value').catch(() => null));
    }
    expect(await readPid()).not.toBe(pid);
    await server.stop();
  });
});

test('as root, the server runs under an account without rights', async () => {
  const server = await start();
  const pid = await readPid();
  const owner = (await stat(process.platform === 'linux' ? `/proc/${pid}` : join(dataDir, 'postgres', 'cluster'))).uid;
  expect(owner).not.toBe(0);
  await server.stop();
});

test('a data folder that cannot be one is refused in words', async () => {
  const file = join(folder.path, 'file');
  await writeFile(file, 'not a folder');
  await expect(startEmbeddedPostgres({ dataDir: file, log: silentLog })).rejects.toMatchObject({
    name: 'MailroomError',
    code: 'database.unusable',
  });
});
