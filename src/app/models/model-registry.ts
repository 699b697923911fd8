import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClassifier } from '../../../classifiers/create-classifier.ts';
import { defaultModelDir } from '../../../classifiers/load-classifier.ts';
import { loadModel } from '../../../classifiers/model/load-model.ts';
import type { Model, ModelCard } from '../../../classifiers/model/model.ts';
import { recordAudit } from '../../db/audit-events.ts';
import type { Database } from '../../db/connection.ts';
import {
  activations,
  findModel,
  insertActivation,
  insertModel,
  listModels,
  type StoredModel,
  shippedModelId,
  writeComparison,
} from '../../db/models.ts';
import type { Clock } from '../../domain/clock.ts';
import type { DocumentClass } from '../../domain/document-class.ts';
import { MailroomError } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import type { ModelEntry, ModelRegistry } from '../../ports/model-registry.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';
import { modelInForce } from '../../rules/quality/model-in-force.ts';
import { compareClassifiers } from './compare-classifiers.ts';
import { cardFile, modelFolder, weightsFile } from './model-files.ts';

const listedMax = 200;

export interface ModelRegistryParts {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly readings: ReadingStore;
  readonly classes: readonly DocumentClass[];
  readonly clock: Clock;
  /** Where models are laid out as files. */
  readonly cacheDir: string;
}

export interface OpenedRegistry extends ModelRegistry {
  /** The model with this id, or the one in force when none is named, ready for use. */
  load(id?: string): Promise<{ readonly id: string; readonly model: Model }>;
}

export function createModelRegistry(parts: ModelRegistryParts): OpenedRegistry {
  const { database, store, clock } = parts;
  const inForce = async () => modelInForce(await activations(database));

  const storedModel = async (id: string): Promise<StoredModel> => {
    const found = await findModel(database, id);
    if (found === null)
      throw new MailroomError(
        'resource.missing',
        `There is no model "${id}". "mailroom classifier list" names them all.`,
      );
    return found;
  };
  const loadById = async (id: string): Promise<Model> =>
    loadModel(id === shippedModelId ? defaultModelDir : await modelFolder(await storedModel(id), parts));

  const entries = async (): Promise<readonly ModelEntry[]> => {
    const [{ active }, stored, shipped] = await Promise.all([
      inForce(),
      listModels(database, listedMax),
      loadModel(defaultModelDir),
    ]);
    return [
      ...stored.map(
        (model): ModelEntry => ({
          ...entryOf(model.card as ModelCard),
          id: model.id,
          source: model.source,
          createdBy: model.createdBy,
          corrections: model.corrections,
          contradictions: model.contradictions,
          byteLength: model.byteLength,
          comparison: model.comparison,
          isActive: model.id === active,
        }),
      ),
      {
        ...entryOf(shipped.card),
        id: shippedModelId,
        source: 'shipped',
        createdBy: null,
        corrections: 0,
        contradictions: 0,
        byteLength: shipped.card.weights.byteLength,
        comparison: null,
        isActive: active === null,
      },
    ];
  };
  const entry = async (id: string): Promise<ModelEntry> => {
    const found = (await entries()).find((each) => each.id === id);
    if (found === undefined) throw new MailroomError('resource.missing', `There is no model "${id}".`);
    return found;
  };

  return {
    list: entries,

    async load(id) {
      const wanted = id ?? (await inForce()).active ?? shippedModelId;
      return { id: wanted, model: await loadById(wanted) };
    },

    async register(folder, given) {
      // Refuses what could not be used later.
      const { card } = await loadModel(folder);
      const [cardBytes, weights] = await Promise.all([
        readFile(join(folder, cardFile)),
        readFile(join(folder, weightsFile)),
      ]);
      const [storedCard, storedWeights] = [await store.put(cardBytes), await store.put(weights)];
      const id = await database.transaction(async (tx) => {
        const made = await insertModel(tx, {
          id: newId('mod'),
          name: card.name,
          version: card.version,
          createdAt: clock.now(),
          createdBy: given.actor,
          source: given.source,
          corrections: given.corrections ?? 0,
          contradictions: given.contradictions ?? 0,
          card,
          cardSha256: storedCard.sha256,
          weightsSha256: storedWeights.sha256,
          byteLength: storedWeights.byteLength,
        });
        if (made.isNew)
          await recordAudit(tx, {
            actor: given.actor,
            action: 'model.registered',
            subject: made.id,
            detail: { version: card.version, source: given.source, digest: card.training.digest },
          });
        return made.id;
      });
      return entry(id);
    },

    async compare(id, { actor, documents, onProgress }) {
      const against = (await inForce()).active ?? shippedModelId;
      const [candidate, current] = [await loadById(id), await loadById(against)];
      const comparison = {
        ...(await compareClassifiers({
          ...parts,
          before: createClassifier(current),
          after: createClassifier(candidate),
          limit: documents,
          ...(onProgress ? { onProgress } : {}),
        })),
        at: clock.now().toISOString(),
        against: { id: against, version: current.card.version },
      };
      await database.transaction(async (tx) => {
        if (id !== shippedModelId) await writeComparison(tx, id, comparison);
        await recordAudit(tx, {
          actor,
          action: 'model.compared',
          subject: id,
          detail: { against, documents: comparison.documents, sameClass: comparison.sameClass },
        });
      });
      return comparison;
    },

    async activate(id, actor) {
      // Loaded first: a model that cannot be used never comes into force.
      const { card } = await loadById(id);
      const modelId = id === shippedModelId ? null : id;
      await database.transaction(async (tx) => {
        const before = modelInForce(await activations(tx, { forUpdate: true }));
        if (before.active === modelId) return;
        await insertActivation(tx, { kind: 'activated', modelId, at: clock.now(), actor });
        await recordAudit(tx, {
          actor,
          action: 'model.activated',
          subject: id,
          detail: { version: card.version, before: before.active ?? shippedModelId },
        });
      });
      return entry(id);
    },

    async rollBack(actor) {
      const back = await database.transaction(async (tx) => {
        const before = modelInForce(await activations(tx, { forUpdate: true }));
        if (!before.canRollBack)
          throw new MailroomError(
            'request.conflict',
            'No model was activated before this one. The one that ships is in force; activate another by its id.',
          );
        const to = before.previous ?? shippedModelId;
        await insertActivation(tx, { kind: 'rolled_back', modelId: null, at: clock.now(), actor });
        await recordAudit(tx, {
          actor,
          action: 'model.rolled_back',
          subject: to,
          detail: { from: before.active ?? shippedModelId },
        });
        return to;
      });
      return entry(back);
    },
  };
}

function entryOf(card: ModelCard) {
  return {
    name: card.name,
    version: card.version,
    trainedAt: card.trainedAt,
    exampleCount: card.training.exampleCount,
    classes: card.classes,
    metrics: card.metrics,
  };
}
