import type { Queryable } from './connection.ts';

export type MatchWeightShifts = Readonly<Record<string, number>>;

export interface MatchWeights {
  readonly id: number;
  readonly shifts: MatchWeightShifts;
}

export async function insertMatchWeights(
  database: Queryable,
  given: {
    readonly pairs: number;
    readonly matches: number;
    readonly shifts: MatchWeightShifts;
    readonly estimate: unknown;
  },
): Promise<number> {
  const { rows } = await database.query<{ id: number }>(
    'insert into match_weights (pairs, matches, shifts, estimate) values ($1, $2, $3, $4) returning id',
    [given.pairs, given.matches, JSON.stringify(given.shifts), JSON.stringify(given.estimate)],
  );
  return rows[0]?.id ?? 0;
}

/** The newest estimate, in force or not. */
export async function newestMatchWeights(database: Queryable): Promise<MatchWeights | null> {
  const { rows } = await database.query<MatchWeights>('select id, shifts from match_weights order by id desc limit 1');
  return rows[0] ?? null;
}

/** What is in force; null are the weights of the product. */
export async function matchWeightsInForce(database: Queryable): Promise<MatchWeights | null> {
  const { rows } = await database.query<MatchWeights>(
    `select w.id, w.shifts from match_weight_activations a join match_weights w on w.id = a.weights_id
      where a.id = (select max(id) from match_weight_activations)`,
    [],
    'match-weights-in-force',
  );
  return rows[0] ?? null;
}

export async function activateMatchWeights(database: Queryable, id: number, actor: string): Promise<void> {
  await database.query('insert into match_weight_activations (weights_id, actor) values ($1, $2)', [id, actor]);
}

/**
 * Puts back in force what was so before the weights in force now, the product's own at last. Each step back is a row of
 * its own. False when the product's weights are in force already. Belongs into a transaction.
 */
export async function rollBackMatchWeights(tx: Queryable, actor: string): Promise<boolean> {
  await tx.query('lock table match_weight_activations in exclusive mode');
  const { rows } = await tx.query<{ weightsId: number | null }>(
    'select weights_id as "weightsId" from match_weight_activations order by id',
  );
  // A step back says what was in force below it, so what was said is a stack.
  const stack: number[] = [];
  for (const { weightsId } of rows) {
    const below = stack.indexOf(weightsId ?? -1);
    if (weightsId === null) stack.length = 0;
    else if (below >= 0) stack.length = below + 1;
    else stack.push(weightsId);
  }
  if (stack.length === 0) return false;
  await tx.query('insert into match_weight_activations (weights_id, actor) values ($1, $2)', [
    stack.at(-2) ?? null,
    actor,
  ]);
  return true;
}
