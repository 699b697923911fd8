import type { Database } from '../../db/connection.ts';
import { matchWeightsInForce } from '../../db/match-weights.ts';
import type { Clock } from '../../domain/clock.ts';
import type { WeightShifts } from '../../rules/matching/weight-shifts.ts';

/** A change reaches the workers within this time, without a restart. */
const keptSeconds = 15;

/** The company's own weights that are in force, asked for now and then; null for those of the product. */
export function followMatchWeights(database: Database, clock: Clock): () => Promise<WeightShifts | null> {
  let known: WeightShifts | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now().getTime();
    if (now - askedAt > keptSeconds * 1000) {
      known = (await matchWeightsInForce(database))?.shifts ?? null;
      askedAt = now;
    }
    return known;
  };
}
