import type { Database } from '../../db/connection.ts';
import type { SeededRandom } from '../seeded-random.ts';

export class SimulatedCrash extends Error {}

export interface CrashingDatabase {
  readonly database: Database;
  isDead(): boolean;
}

/**
 * A worker's own line to the database, on which the worker can die: before a statement reaches the server, or after it
 * was committed and before the worker heard of it. A dead worker says nothing more.
 */
export function crashingDatabase(real: Database, random: SeededRandom, crashProbability: number): CrashingDatabase {
  let isDead = false;
  const crash = (): never => {
    isDead = true;
    throw new SimulatedCrash('The process was killed.');
  };
  return {
    isDead: () => isDead,
    database: {
      ...real,
      async query(sql, values) {
        if (isDead) crash();
        if (random.chance(crashProbability)) crash();
        const result = await real.query(sql, values);
        if (random.chance(crashProbability)) crash();
        return result as never;
      },
    },
  };
}
