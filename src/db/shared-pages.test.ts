import { expect, it } from 'vitest';
import type { Sha256 } from '../domain/sha256.ts';
import { openTestDatabase } from '../testing/database.ts';
import { digest, putDocument } from '../testing/put-document.ts';
import { createSharedPages } from './shared-pages.ts';

const reader = 'engine 1 de usual';
const page = (number: number) => ({ image: digest(String(number)) as Sha256, reader, number });

async function offered(count: number) {
  const database = await openTestDatabase();
  const { documentId } = await putDocument(database, { state: 'running' });
  const as = (worker: string, leaseSeconds = 60) => createSharedPages({ database, worker, leaseSeconds });
  await as('owner').offer(
    documentId,
    Array.from({ length: count }, (_, index) => page(index + 1)),
  );
  return { database, documentId, as, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

it('a page is in the hands of one worker; the others take pages from the end until there are none', async () => {
  await using scene = await offered(3);
  const [owner, helper] = [scene.as('owner'), scene.as('helper')];
  await using mine = await owner.hold(page(3));
  expect(mine?.page.number).toBe(3);
  const [second, first, none] = [
    await helper.holdAny(reader),
    await helper.holdAny(reader),
    await helper.holdAny(reader),
  ];
  expect([second?.page.number, first?.page.number, none]).toEqual([2, 1, null]);
  expect(await owner.hold(page(1))).toBeNull();
  await first?.[Symbol.asyncDispose]();
  expect((await owner.hold(page(1)))?.page.number).toBe(1);
  expect(await scene.as('other').holdAny('engine 2 de usual')).toBeNull();
  await second?.[Symbol.asyncDispose]();
});

it('a worker is never lent pages of its own document', async () => {
  await using scene = await offered(2);
  expect(await scene.as('owner').holdAny(reader)).toBeNull();
});

it('a page that a dead worker held is free when its lease ends, and one that is closed is anybody’s', async () => {
  await using scene = await offered(1);
  const dead = await scene.as('dead').holdAny(reader);
  expect(dead).not.toBeNull();
  expect(await scene.as('owner').hold(page(1))).toBeNull();
  await scene.database.query(`update pages_to_read set held_until = now() - interval '1 second'`);
  const taken = await scene.as('owner').hold(page(1));
  expect(taken).not.toBeNull();
  await scene.as('owner').close(page(1));
  expect(await scene.as('helper').holdAny(reader)).toBeNull();
  expect(await scene.as('owner').hold(page(1))).not.toBeNull();
  await scene.as('owner').withdraw(scene.documentId);
});
