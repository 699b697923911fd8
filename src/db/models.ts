import type { Sha256 } from '../domain/sha256.ts';
import type { ModelComparison } from '../ports/model-registry.ts';
import type { Database, Queryable } from './connection.ts';

export const shippedModelId = 'shipped';
const channel = 'mailroom_models';

export interface StoredModel {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly source: 'training' | 'corrections';
  readonly corrections: number;
  readonly contradictions: number;
  /** The model's own card. */
  readonly card: unknown;
  readonly cardSha256: Sha256;
  readonly weightsSha256: Sha256;
  readonly byteLength: number;
  readonly comparison: ModelComparison | null;
}

const columns = `id, name, version, created_at as "createdAt", created_by as "createdBy", source, corrections, contradictions,
  card, card_sha256 as "cardSha256", weights_sha256 as "weightsSha256", byte_length as "byteLength", comparison`;

/** Newest first. */
export async function listModels(database: Queryable, limit: number): Promise<readonly StoredModel[]> {
  const { rows } = await database.query<StoredModel>(
    `select ${columns} from models order by created_at desc, id desc limit $1`,
    [limit],
  );
  return rows;
}

export async function findModel(database: Queryable, id: string): Promise<StoredModel | null> {
  const { rows } = await database.query<StoredModel>(`select ${columns} from models where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Writes the model, or finds the same one; says under which id it stands. */
export async function insertModel(
  tx: Queryable,
  model: Omit<StoredModel, 'comparison'>,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { rowCount } = await tx.query(
    `insert into models (id, name, version, created_at, created_by, source, corrections, contradictions, card, card_sha256,
                         weights_sha256, byte_length)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (card_sha256, weights_sha256) do nothing`,
    [
      model.id,
      model.name,
      model.version,
      model.createdAt,
      model.createdBy,
      model.source,
      model.corrections,
      model.contradictions,
      JSON.stringify(model.card),
      model.cardSha256,
      model.weightsSha256,
      model.byteLength,
    ],
  );
  const { rows } = await tx.query<{ id: string }>(
    'select id from models where card_sha256 = $1 and weights_sha256 = $2',
    [model.cardSha256, model.weightsSha256],
  );
  return { id: rows[0]?.id ?? model.id, isNew: rowCount === 1 };
}

export async function writeComparison(tx: Queryable, id: string, comparison: ModelComparison): Promise<void> {
  await tx.query('update models set comparison = $2 where id = $1', [id, JSON.stringify(comparison)]);
}

/** Oldest first; locked against another change when `forUpdate`. */
export async function activations(
  database: Queryable,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<readonly { readonly kind: 'activated' | 'rolled_back'; readonly modelId: string | null }[]> {
  if (forUpdate) await database.query('lock table model_activations in exclusive mode');
  const { rows } = await database.query<{ kind: 'activated' | 'rolled_back'; modelId: string | null }>(
    'select kind, model_id as "modelId" from model_activations order by id',
  );
  return rows;
}

export async function insertActivation(
  tx: Queryable,
  given: {
    readonly kind: 'activated' | 'rolled_back';
    readonly modelId: string | null;
    readonly at: Date;
    readonly actor: string;
  },
): Promise<void> {
  await tx.query('insert into model_activations (kind, model_id, at, actor) values ($1, $2, $3, $4)', [
    given.kind,
    given.modelId,
    given.at,
    given.actor,
  ]);
  // Few enough a year for a NOTIFY inside the transaction.
  await tx.query('select pg_notify($1, $2)', [channel, '']);
}

export function hearActivations(database: Database, hear: () => void): Promise<AsyncDisposable> {
  return database.listen(channel, () => hear());
}
