import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sha256 } from '../../domain/sha256.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

export const cardFile = 'model.json';
export const weightsFile = 'weights.bin';

/** A model's folder below `cacheDir`, fetched from the object store when it is not there: written aside, then renamed whole. */
export async function modelFolder(
  model: { readonly id: string; readonly cardSha256: Sha256; readonly weightsSha256: Sha256 },
  { store, cacheDir }: { readonly store: ObjectStore; readonly cacheDir: string },
): Promise<string> {
  const folder = join(cacheDir, model.id);
  if (await isThere(folder)) return folder;
  const aside = join(cacheDir, `.${model.id}-${randomUUID().slice(0, 8)}`);
  await mkdir(aside, { recursive: true });
  try {
    for (const [name, sha256] of [
      [cardFile, model.cardSha256],
      [weightsFile, model.weightsSha256],
    ] as const)
      await pipeline(Readable.from(await store.open(sha256)), createWriteStream(join(aside, name)));
    await rename(aside, folder).catch(async (error: unknown) => {
      // Another process was faster; the bytes are the same.
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
