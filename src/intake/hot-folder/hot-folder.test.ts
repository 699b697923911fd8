import { appendFile, mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import { defaultScanProfiles } from '../../config/scan-profiles.ts';
import { findBatches } from '../../db/batch-rows.ts';
import { silentLog } from '../../ports/log.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { sheetsNobodyReads } from '../../testing/sheets-nobody-reads.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { createBatchDesk } from '../batches/batch-desk.ts';
import { createIntake } from '../take-in.ts';
import { createHotFolder } from './hot-folder.ts';
import { StillGrowing, takeFile } from './take-file.ts';

const [profile] = defaultScanProfiles;
if (profile === undefined) throw new Error('There is no scan profile.');
const usual = profile;
const { signal } = new AbortController();

async function openRoom() {
  const database = await openTestDatabase();
  const temporary = await openTemporaryFolder();
  const folder = join(temporary.path, 'hot');
  await mkdir(folder);
  let nowMs = Date.now();
  const clock = { now: () => new Date(nowMs) };
  const store = openMemoryStore();
  const intake = createIntake({ database, store, clock, uploadBytesMax: 1000, ring: async () => {} });
  const batches = createBatchDesk({
    countSheets: sheetsNobodyReads,
    timeZone: 'Europe/Berlin',
    database,
    clock,
    profiles: defaultScanProfiles,
    ring: async () => {},
  });
  const watcher = (worker: string, by: typeof intake = intake) =>
    createHotFolder({
      folder,
      profile: usual,
      intake: by,
      batches,
      clock,
      log: silentLog,
      worker,
      settleSeconds: 5,
      folderQuietSeconds: 60,
      leaseSeconds: 30,
      bytesMax: 1000,
    });
  return {
    database,
    folder,
    intake,
    watcher,
    later(seconds: number) {
      nowMs += seconds * 1000;
    },
    put: (name: string, text: string) => writeFile(join(folder, name), text),
    here: async (path = '') => (await readdir(join(folder, path))).filter((name) => !name.startsWith('.')).sort(),
    done: async () => {
      const days = await readdir(join(folder, 'done')).catch(() => []);
      return (await Promise.all(days.map((day) => readdir(join(folder, 'done', day))))).flat().sort();
    },
    async received() {
      const { rows } = await database.query<{ filename: string }>('select filename from submissions order by filename');
      return rows.map(({ filename }) => filename);
    },
    async [Symbol.asyncDispose]() {
      await temporary[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test('a file is taken in once it has been left alone for a while, and its original is moved only then', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  await room.put('letter.tif', 'letter');
  expect(await worker.look(signal)).toBe(0);
  room.later(4);
  expect(await worker.look(signal)).toBe(0);
  room.later(2);
  expect(await worker.look(signal)).toBe(1);
  expect([await room.received(), await room.here(), await room.done()]).toEqual([
    ['letter.tif'],
    ['done'],
    ['letter.tif'],
  ]);
});

test('a file that grows is left alone until it stops', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  await room.put('long.tif', 'page');
  for (let looks = 0; looks < 4; looks += 1) {
    await worker.look(signal);
    await appendFile(join(room.folder, 'long.tif'), ' page');
    room.later(6);
  }
  expect([await room.received(), await room.here()]).toEqual([[], ['long.tif']]);
  await worker.look(signal);
  room.later(6);
  expect(await worker.look(signal)).toBe(1);
  const { rows } = await room.database.query<{ bytes: number }>('select byte_length as bytes from submissions');
  expect(rows).toEqual([{ bytes: 'page page page page page'.length }]);
});

test('what is marked as unfinished, hidden, or leads out of the folder is not touched', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  for (const name of ['a.tif.part', 'b.tmp', '.c.tif', '~d.tif']) await room.put(name, name);
  await symlink('/etc/hostname', join(room.folder, 'e.tif'));
  await worker.look(signal);
  room.later(600);
  expect(await worker.look(signal)).toBe(0);
  expect(await room.here()).toEqual(['a.tif.part', 'b.tmp', 'e.tif', '~d.tif']);
});

test('two workers at one folder take every file in once', async () => {
  await using room = await openRoom();
  const workers = [room.watcher('a'), room.watcher('b')];
  const names = Array.from({ length: 12 }, (_, index) => `${String(index).padStart(2, '0')}.tif`);
  for (const name of names) await room.put(name, name);
  await Promise.all(workers.map((worker) => worker.look(signal)));
  room.later(6);
  const taken = await Promise.all(workers.map((worker) => worker.look(signal)));
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(12);
  expect([await room.received(), await room.done(), await room.here()]).toEqual([names, names, ['done']]);
});

test('a worker that died after taking in and before moving: the file is moved later and is no second submission', async () => {
  await using room = await openRoom();
  await room.put('letter.tif', 'letter');
  const dead = join(room.folder, '.mailroom-dead');
  await mkdir(dead);
  await rename(join(room.folder, 'letter.tif'), join(dead, 'letter.tif'));
  const file = { path: join(dead, 'letter.tif'), place: 'letter.tif', name: 'letter.tif', profile, batch: null };
  await takeFile(room.intake, { ...file, bytesMax: 1000, now: new Date() }, signal);
  await writeFile(join(dead, '.lease'), 'dead');

  const worker = room.watcher('b');
  await worker.look(signal);
  expect(await room.here()).toEqual([]);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(dead, '.lease'), longAgo, longAgo);
  await worker.look(signal);
  expect(await room.here()).toEqual(['letter.tif']);
  room.later(6);
  expect(await worker.look(signal)).toBe(1);
  expect([await room.received(), await room.done()]).toEqual([['letter.tif'], ['letter.tif']]);
});

test('a folder is a batch: complete when it says so or lies still for long, its files in the order of their numbers', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  for (const name of ['said', 'still']) {
    await mkdir(join(room.folder, name));
    for (const page of ['page2.tif', 'page10.tif']) await room.put(join(name, page), `${name} ${page}`);
  }
  await room.put(join('said', 'ready'), '');
  await worker.look(signal);
  room.later(6);
  expect(await worker.look(signal)).toBe(1);
  room.later(60);
  expect(await worker.look(signal)).toBe(1);
  const { items } = await findBatches(room.database, { limit: 10 });
  expect(items.map(({ note, operator, scanCount }) => [note, operator, scanCount])).toEqual([
    ['still', 'hot-folder:tagespost', 2],
    ['said', 'hot-folder:tagespost', 2],
  ]);
  const { rows } = await room.database.query<{ filename: string }>(
    `select s.filename from submissions s join batches b on b.id = s.batch_id where b.note = 'said' order by s.id`,
  );
  expect(rows.map(({ filename }) => filename)).toEqual(['page2.tif', 'page10.tif']);
  expect(await room.done()).toEqual(['said', 'still']);
});

test('a batch folder whose worker died in the middle goes on in the same batch', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  await mkdir(join(room.folder, 'morning'));
  for (const page of ['1.tif', '2.tif']) await room.put(join('morning', page), page);
  await room.put(join('morning', 'ready'), '');
  await worker.look(signal);
  room.later(6);
  await worker.look(signal);
  const [day] = await readdir(join(room.folder, 'done'));
  await rename(join(room.folder, 'done', day ?? '', 'morning'), join(room.folder, 'morning'));
  await worker.look(signal);
  room.later(6);
  expect(await worker.look(signal)).toBe(1);
  const { items } = await findBatches(room.database, { limit: 10 });
  expect(items.map(({ scanCount }) => scanCount)).toEqual([2]);
});

test('a scanner that sends the same batch twice: a second batch, beside the first, and nothing of the first is overwritten', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  for (let round = 0; round < 2; round += 1) {
    await mkdir(join(room.folder, 'morning'));
    for (const page of ['1.tif', '2.tif']) await room.put(join('morning', page), page);
    await room.put(join('morning', 'ready'), '');
    await worker.look(signal);
    room.later(6);
    expect(await worker.look(signal)).toBe(1);
  }
  const { items } = await findBatches(room.database, { limit: 10 });
  expect(items.map(({ note, scanCount }) => [note, scanCount])).toEqual([
    ['morning', 2],
    ['morning', 2],
  ]);
  expect(await room.done()).toHaveLength(2);
});

test('what can never be taken in lies in failed with a sentence beside it, and nothing there is overwritten', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  for (let round = 0; round < 2; round += 1) {
    await room.put('huge.tif', 'x'.repeat(1001));
    await worker.look(signal);
    room.later(6);
    await worker.look(signal);
  }
  expect(await room.here('failed')).toEqual(['huge-2.tif', 'huge-2.tif.txt', 'huge.tif', 'huge.tif.txt']);
  expect(await readFile(join(room.folder, 'failed', 'huge.tif.txt'), 'utf8')).toContain('larger than the limit');
  expect(await room.received()).toEqual([]);
});

test('a share that vanishes is looked for again, and nothing is made in its place', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  await room.put('letter.tif', 'letter');
  await worker.look(signal);
  const away = `${room.folder}-away`;
  await rename(room.folder, away);
  room.later(6);
  await expect(worker.look(signal)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readdir(room.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  await rename(away, room.folder);
  await worker.look(signal);
  room.later(6);
  await worker.look(signal);
  expect(await room.received()).toEqual(['letter.tif']);
  await rm(away, { recursive: true, force: true });
});

test('a file of a scanner whose clock nobody set lies in failed with the day it claims; a little ahead is now', async () => {
  await using room = await openRoom();
  const worker = room.watcher('a');
  const day = 24 * 60 * 60 * 1000;
  const written = { 'ahead.tif': Date.now() + 60_000, 'future.tif': Date.now() + 30 * day, 'old.tif': 0 };
  for (const [name, ms] of Object.entries(written)) {
    await room.put(name, name);
    await utimes(join(room.folder, name), new Date(ms), new Date(ms));
  }
  await worker.look(signal);
  room.later(6);
  await worker.look(signal);
  expect(await room.received()).toEqual(['ahead.tif']);
  expect(await room.here('failed')).toEqual(['future.tif', 'future.tif.txt', 'old.tif', 'old.tif.txt']);
  expect(await readFile(join(room.folder, 'failed', 'old.tif.txt'), 'utf8')).toContain('1970-01-01');
  expect(await readFile(join(room.folder, 'failed', 'future.tif.txt'), 'utf8')).toContain('in the future');
});

test('a file that grows while it is read goes back to its place and is taken whole later', async () => {
  await using room = await openRoom();
  const path = join(room.folder, 'long.tif');
  await room.put('long.tif', 'page');
  /** Writes on as soon as the first byte was handed over. */
  const growing: typeof room.intake = {
    ...room.intake,
    async takeIn(bytes, ...rest) {
      async function* watched(): AsyncGenerator<Uint8Array> {
        for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
          yield chunk;
          await appendFile(path, ' page');
        }
      }
      return room.intake.takeIn(watched(), ...rest);
    },
  };
  const file = { path, place: 'long.tif', name: 'long.tif', profile: usual, batch: null, bytesMax: 1000 };
  await expect(takeFile(growing, { ...file, now: new Date() }, signal)).rejects.toBeInstanceOf(StillGrowing);
  expect(await room.received()).toEqual([]);
  const worker = room.watcher('a');
  await worker.look(signal);
  room.later(6);
  await worker.look(signal);
  const { rows } = await room.database.query<{ bytes: number }>('select byte_length as bytes from submissions');
  expect(rows).toEqual([{ bytes: 'page page'.length }]);
});

test('a share that vanishes in the middle of a batch: what was taken in is safe, the rest goes on in the same batch', async () => {
  await using room = await openRoom();
  await mkdir(join(room.folder, 'post'));
  for (const name of ['1.tif', '2.tif', '3.tif', 'ready']) await room.put(`post/${name}`, `letter ${name}`);
  const away = `${room.folder}-away`;
  let taken = 0;
  const worker = room.watcher('a', {
    ...room.intake,
    async takeIn(...given) {
      const receipt = await room.intake.takeIn(...given);
      taken += 1;
      if (taken === 2) await rename(room.folder, away);
      return receipt;
    },
  });
  await worker.look(signal);
  room.later(6);
  expect(await worker.look(signal)).toBe(0);
  await expect(worker.look(signal)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readdir(room.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await room.received()).toEqual(['1.tif', '2.tif']);

  await rename(away, room.folder);
  await worker.look(signal);
  room.later(61);
  expect(await worker.look(signal)).toBe(1);
  expect(await room.received()).toEqual(['1.tif', '2.tif', '3.tif']);
  expect((await findBatches(room.database, { limit: 5 })).items).toMatchObject([{ note: 'post', scanCount: 3 }]);
  await rm(away, { recursive: true, force: true });
});
