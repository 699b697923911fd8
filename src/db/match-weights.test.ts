import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing/database.ts';
import {
  activateMatchWeights,
  insertMatchWeights,
  matchWeightsInForce,
  newestMatchWeights,
  rollBackMatchWeights,
} from './match-weights.ts';

test('an estimate is in force only when it is activated, and every step can be taken back', async () => {
  await using database = await openTestDatabase();
  const keep = (bits: number) =>
    insertMatchWeights(database, { pairs: 5000, matches: 900, shifts: { 'name.agree': bits }, estimate: { bits } });
  const inForce = async () => (await matchWeightsInForce(database))?.shifts['name.agree'] ?? null;
  const rollBack = () => database.transaction((tx) => rollBackMatchWeights(tx, 'mailroom'));
  const first = await keep(1);
  expect(await newestMatchWeights(database)).toEqual({ id: first, shifts: { 'name.agree': 1 } });
  expect(await inForce()).toBeNull();
  await activateMatchWeights(database, first, 'mailroom');
  const second = await keep(-2);
  expect(await inForce()).toBe(1);
  await activateMatchWeights(database, second, 'mailroom');
  expect(await inForce()).toBe(-2);
  expect(await rollBack()).toBe(true);
  expect(await inForce()).toBe(1);
  expect(await rollBack()).toBe(true);
  expect(await inForce()).toBeNull();
  expect(await rollBack()).toBe(false);
});
