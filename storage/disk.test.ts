import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collect } from './bytes.ts';
import { openDiskStore } from './disk.ts';
import { objectKey } from './object-key.ts';
import { describeObjectStore } from './object-store.conformance.ts';
import { verifying } from './verifying.ts';

async function diskHarness() {
  const root = await mkdtemp(join(tmpdir(), 'mailroom-disk-'));
  return {
    open: () => openDiskStore(root),
    reopen: () => openDiskStore(root),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}

describeObjectStore('disk', diskHarness);

describeObjectStore('disk, verifying', async () => {
  const harness = await diskHarness();
  return {
    open: async () => verifying(await harness.open()),
    reopen: async () => verifying(await harness.reopen()),
    dispose: harness.dispose,
  };
});

it('leaves no temporary file after a failed put', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mailroom-disk-'));
  await using store = await openDiskStore(root);
  await expect(store.put(new Uint8Array(10), { byteLengthMax: 5 })).rejects.toThrow();
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
  await rm(root, { recursive: true, force: true });
});

it('notices bytes that changed on the disk while they are read', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mailroom-disk-'));
  await using store = verifying(await openDiskStore(root));
  const { sha256 } = await store.put(Buffer.from('received 2026-11-21'));
  await writeFile(join(root, 'objects', objectKey(sha256)), 'received 2026-11-20');
  await expect(store.open(sha256).then(collect)).rejects.toMatchObject({ code: 'object.corrupt' });
  await rm(root, { recursive: true, force: true });
});
