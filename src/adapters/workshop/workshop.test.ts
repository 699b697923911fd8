import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import { defaultLimits } from '../../domain/limits.ts';
import { silentLog } from '../../ports/log.ts';
import { programAt } from './program.ts';
import { createWorkshop } from './workshop.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-test-'));
const store = openMemoryStore();
const workshop = createWorkshop({
  store,
  limits: { ...defaultLimits, openMemoryBytesMax: 300 * 1024 * 1024 },
  processes: 1,
  log: silentLog,
  folder,
  program: programAt(new URL('../../testing/faults/misbehaving-child.ts', import.meta.url)),
});
afterAll(async () => {
  await workshop[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

interface Telling {
  readonly pid: number;
  readonly environment: readonly string[];
}

const quiet = new AbortController().signal;
const provoke = (fault: string, { timeoutSeconds = 30, signal = quiet } = {}) =>
  workshop.run(
    'paint',
    { objects: [], input: { pdf: fault, page: 1, widthPx: 1, pixelsMax: 1 }, timeoutSeconds },
    signal,
  );
const tell = async (): Promise<Telling> => (await provoke('tell')).answer as unknown as Telling;

test('a task that loops is ended at its time limit, and the next one finds a fresh child', async () => {
  const before = await tell();
  await expect(provoke('loop', { timeoutSeconds: 0.3 })).rejects.toMatchObject({ code: 'document.too_slow' });
  expect((await tell()).pid).not.toBe(before.pid);
});

test('a task that takes native memory beyond the limit is ended', async () => {
  await expect(provoke('eatNative')).rejects.toMatchObject({ code: 'document.too_hungry' });
});

test('a task that fills the JavaScript heap is hungry, not crashed', async () => {
  await expect(provoke('eatHeap')).rejects.toMatchObject({ code: 'document.too_hungry' });
});

test('a task whose child crashes is tried once more and then refused', async () => {
  await expect(provoke('crash')).rejects.toMatchObject({ code: 'document.unreadable' });
  expect((await tell()).pid).toBeGreaterThan(0);
});

test('a trap in WebAssembly is a crash: the child it happened in does nothing more', async () => {
  const before = await tell();
  await expect(provoke('trap')).rejects.toMatchObject({ code: 'document.unreadable' });
  expect((await tell()).pid).not.toBe(before.pid);
});

test('a long task that brings forth files earns time beyond its limit', async () => {
  await tell();
  expect((await provoke('drip', { timeoutSeconds: 0.5 })).outputs.size).toBe(8);
});

test('an aborted task rejects with the reason of the abort and its child is gone', async () => {
  const { pid } = await tell();
  const stop = new AbortController();
  const running = provoke('writeAndLoop', { signal: stop.signal });
  await vi.waitUntil(async () => (await store.list(null, 10)).some(({ byteLength }) => byteLength === 'begun'.length));
  stop.abort(new Error('lease lost'));
  await expect(running).rejects.toThrow('lease lost');
  await tell();
  expect(() => process.kill(pid, 0)).toThrow();
});

test('a task aborted while it waits in line never starts and holds nobody up', async () => {
  const stopFirst = new AbortController();
  const first = provoke('wait', { signal: stopFirst.signal });
  const stopSecond = new AbortController();
  const second = provoke('wait', { signal: stopSecond.signal });
  const third = tell();
  stopSecond.abort(new Error('second gave up'));
  await expect(second).rejects.toThrow('second gave up');
  stopFirst.abort(new Error('first gave up'));
  await expect(first).rejects.toThrow('first gave up');
  expect((await third).pid).toBeGreaterThan(0);
});

test('a child has no environment variable of ours', async () => {
  process.env.MAILROOM_TEST_SECRET = 'secret';
  const { environment } = await tell();
  expect(
    environment.filter(
      (name) => !/^(TZ|MALLOC_ARENA_MAX|UV_THREADPOOL_SIZE|VIPS_CONCURRENCY|NODE_CHANNEL_\w+)$/.test(name),
    ),
  ).toEqual([]);
});

test('files a task writes become objects while it runs, and nothing stays in the folder', async () => {
  const { outputs } = await provoke('writeMany');
  expect(outputs.size).toBe(40);
  for (const ref of outputs.values()) expect(await store.head(ref.sha256)).toEqual(ref);
  const home = readdirSync(folder)[0] ?? '';
  expect(readdirSync(join(folder, home))).toEqual([]);
});

test('a child cannot name a file outside its folder as output', async () => {
  await expect(provoke('climb')).rejects.toMatchObject({ code: 'stage.failed' });
});

test('a link left as output is not followed', async () => {
  await expect(provoke('link')).rejects.toMatchObject({ code: 'stage.failed' });
});

test('what a task throws is told by kind and place, never by its message', async () => {
  const failure = await provoke('fail').catch((error: unknown) => String(error));
  expect(failure).toContain('Error (');
  expect(failure).not.toContain('secret');
});

test('closing the workshop ends what runs and removes its folder', async () => {
  const own = createWorkshop({
    store,
    limits: defaultLimits,
    processes: 1,
    log: silentLog,
    folder,
    program: programAt(new URL('../../testing/faults/misbehaving-child.ts', import.meta.url)),
  });
  const running = own.run('open', { objects: [], input: { pdf: 'wait' } as never }, quiet);
  const refused = expect(running).rejects.toMatchObject({ code: 'stage.failed', retry: 'later' });
  await own[Symbol.asyncDispose]();
  await refused;
  expect(readdirSync(folder)).toHaveLength(1);
});
