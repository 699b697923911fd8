import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from './model.ts';
import { encodeWeights } from './weights-file.ts';

/** Writes `weights.bin` and then `model.json`, which names the digest of the weights: a torn pair is noticed on loading. */
export async function saveModel(model: Model, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await replace(join(folder, 'weights.bin'), encodeWeights(model));
  await replace(join(folder, 'model.json'), `${JSON.stringify(model.card, null, 2)}\n`);
}

async function replace(path: string, content: Buffer | string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
