import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import type { Database } from '../../db/connection.ts';
import { openTestDatabase } from '../database.ts';
import { type SimulationOptions, simulate } from './simulate.ts';

const story: Omit<SimulationOptions, 'seed'> = {
  documents: 9,
  steps: 220,
  crashProbability: 0.01,
  bellLossProbability: 0.2,
  bellDoubleProbability: 0.2,
  zombieProbability: 0.08,
  leaseEndProbability: 0.02,
  sweepsMax: 1000,
};

/** More seeds in CI: MAILROOM_SIMULATION_SEEDS=200. */
const seeds = Array.from({ length: Number(process.env.MAILROOM_SIMULATION_SEEDS ?? 6) }, (_, i) => 1000 + i);

describe('simulation: crashes, lost and doubled bells, zombies', () => {
  it.each(seeds)(
    'seed %i: every document ends once, with exactly one work item, each stage advanced once',
    async (seed) => {
      await using database = await openTestDatabase();
      const end = await simulate(database, openMemoryStore(), { ...story, seed });
      expect(end.crashes + end.zombies + end.bellsLost + end.bellsDoubled).toBeGreaterThan(0);

      const { rows: documents } = await database.query<{
        id: string;
        state: string;
        items: number;
        advanced: number;
        stages: number;
      }>(
        `select d.id, d.state,
              (select count(*) from work_items w where w.document_id = d.id) as items,
              (select count(*) from stage_history h where h.document_id = d.id and h.outcome = 'advanced') as advanced,
              (select count(distinct h.stage) from stage_history h where h.document_id = d.id and h.outcome = 'advanced') as stages
         from documents d`,
      );
      // Every third submission is a mail with two attachments.
      expect(documents).toHaveLength(story.documents + 2 * Math.ceil(story.documents / 3));
      for (const document of documents) {
        expect(document, document.id).toMatchObject({ state: 'done', items: 1, advanced: 6, stages: 6 });
      }
      const { rows: audit } = await database.query<{ done: number }>(
        `select count(*) as done from audit_events where action = 'document.done'`,
      );
      expect(audit[0]?.done).toBe(documents.length);
    },
  );

  it('brings every document home by the sweeper alone when every bell is lost', async () => {
    await using database = await openTestDatabase();
    await simulate(database, openMemoryStore(), { ...story, seed: 7, steps: 0, bellLossProbability: 1 });
    const { rows } = await database.query(`select id from documents where state <> 'done'`);
    expect(rows).toEqual([]);
  });

  it('notices when the fence is missing: without it the late results of zombies advance a stage twice', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      await using real = await openTestDatabase();
      await simulate(withoutFence(real), openMemoryStore(), {
        ...story,
        seed,
        zombieProbability: 0.6,
        leaseEndProbability: 0.4,
        crashProbability: 0,
        sweepsMax: 20,
      }).catch(() => {});
      const { rows } = await real.query(
        `select document_id, stage from stage_history where outcome = 'advanced' group by 1, 2 having count(*) > 1`,
      );
      if (rows.length > 0) return;
    }
    expect.unreachable(
      'No seed advanced a stage twice without the fence, so the simulation would not notice its loss.',
    );
  });
});

/** The same database, on which a settle no longer asks whether the claim still holds. */
function withoutFence(real: Database): Database {
  return {
    ...real,
    query: (sql, values) =>
      real.query(
        sql.replace("id = $1 and revision = $2 and state = 'running'", 'id = $1 and $2::int is not null'),
        values,
      ),
  };
}
