import { existsSync } from 'node:fs';
import { createClassifier } from '../../../classifiers/create-classifier.ts';
import { defaultModelDir } from '../../../classifiers/load-classifier.ts';
import { loadModel } from '../../../classifiers/model/load-model.ts';
import { shippedModelId } from '../../db/models.ts';
import type { Classifier } from '../../ports/classifier.ts';
import type { GlobalOptions } from '../main.ts';
import { settingsOf } from '../open.ts';
import { withRegistry } from '../with-registry.ts';

export interface MeasuredModel {
  readonly classifier: Classifier;
  /** `inForce`: what this installation decides with now. */
  readonly origin: 'named' | 'inForce' | 'shipped';
  /** Id in the registry, `shipped`, or the folder that was named. */
  readonly id: string;
}

/**
 * The model of the named folder; else the one in force here; else, where nothing is installed yet or nobody activated
 * one, the model that ships. A folder that is no installation is not made one by measuring.
 */
export async function modelToMeasure(options: GlobalOptions & { readonly model?: string }): Promise<MeasuredModel> {
  if (options.model !== undefined) {
    return { classifier: createClassifier(await loadModel(options.model)), origin: 'named', id: options.model };
  }
  const settings = await settingsOf(options);
  if (settings.databaseUrl === null && !existsSync(settings.dataDir)) {
    return { classifier: createClassifier(await loadModel(defaultModelDir)), origin: 'shipped', id: shippedModelId };
  }
  const { id, model } = await withRegistry(options, ({ registry }) => registry.load());
  return { classifier: createClassifier(model), origin: id === shippedModelId ? 'shipped' : 'inForce', id };
}

export function originInWords({ origin, id, classifier }: MeasuredModel): string {
  const model = `${classifier.name} ${classifier.version}`;
  if (origin === 'named') return `Measured: ${model} from ${id}`;
  if (origin === 'inForce') return `Measured: ${model}, the model in force here (${id})`;
  return `Measured: ${model}, the model that ships; no other is in force here`;
}
