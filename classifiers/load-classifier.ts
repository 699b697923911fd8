import { join } from 'node:path';
import { packageRoot } from '../src/config/package-root.ts';
import type { Classifier } from '../src/ports/classifier.ts';
import { createClassifier } from './create-classifier.ts';
import { loadModel } from './model/load-model.ts';

export const defaultModelDir: string = join(packageRoot, 'classifiers', 'models', 'default');

/** The classifier of a model folder, the shipped one without. Fails with `config.invalid` when there is no usable model. */
export async function loadClassifier({
  modelDir = defaultModelDir,
}: {
  readonly modelDir?: string;
}): Promise<Classifier> {
  return createClassifier(await loadModel(modelDir));
}
