import { createClassifier } from '../../../classifiers/create-classifier.ts';
import { loadClassifier } from '../../../classifiers/load-classifier.ts';
import type { Database } from '../../db/connection.ts';
import { activations, hearActivations, shippedModelId } from '../../db/models.ts';
import type { Classifier } from '../../ports/classifier.ts';
import type { Log } from '../../ports/log.ts';
import { modelInForce } from '../../rules/quality/model-in-force.ts';
import type { OpenedRegistry } from './model-registry.ts';
import { createSwitchingClassifier } from './switching-classifier.ts';

/** A notification that was lost costs this long. */
const lookMilliseconds = 30_000;

export interface ActiveClassifier extends AsyncDisposable {
  readonly classifier: Classifier;
  /** Follows activations of other processes until disposed. */
  follow(): Promise<void>;
  refresh(): Promise<void>;
}

/**
 * The classifier in force, exchanged without a restart when another model is activated. When its model cannot be used
 * (bytes lost, made by another version) the one that was in use stays, or the one that ships, and the log says so: a
 * mail room with an older model asks people more often, one without any stands still.
 */
export async function openActiveClassifier(parts: {
  readonly database: Database;
  readonly registry: OpenedRegistry;
  readonly log: Log;
}): Promise<ActiveClassifier> {
  const { database, registry, log } = parts;
  const classifier = createSwitchingClassifier(await loadClassifier({}));
  let loaded: string | null = null;
  let refreshing: Promise<void> = Promise.resolve();
  let listener: AsyncDisposable | null = null;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    const { active } = modelInForce(await activations(database));
    if (active === loaded) return;
    try {
      const { model } = await registry.load(active ?? shippedModelId);
      classifier.use(createClassifier(model));
      loaded = active;
      log.info({ model: active ?? shippedModelId, version: model.card.version }, 'Another classifier is in force.');
    } catch (error) {
      log.error(
        { model: active, reason: error instanceof Error ? error.message : 'unknown' },
        'The activated classifier cannot be used; the one before goes on. Roll back, or train and activate another.',
      );
    }
  };
  const refresh = (): Promise<void> => {
    refreshing = refreshing.then(look).catch(() => log.warn({}, 'Which classifier is in force could not be asked.'));
    return refreshing;
  };
  await refresh();

  return {
    classifier,
    refresh,
    async follow() {
      listener = await hearActivations(database, () => void refresh());
      timer = setInterval(() => void refresh(), lookMilliseconds);
      timer.unref();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await listener?.[Symbol.asyncDispose]();
      await refreshing;
    },
  };
}
