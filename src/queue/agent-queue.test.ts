import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/connection.ts';
import { findWorkItem } from '../db/work-items.ts';
import { systemClock } from '../domain/clock.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { WorkItemOffer } from '../domain/work-item.ts';
import { openTestDatabase } from '../testing/database.ts';
import { putDocument } from '../testing/put-document.ts';
import { type AgentQueue, createAgentQueue } from './agent-queue.ts';

const offerFor = (documentId: DocumentId): WorkItemOffer => ({
  documentId,
  channel: 'letter',
  classKey: 'cancellation',
  customerNumber: '40000001',
  queue: 'contracts',
  priority: 50,
  skills: ['cancellation', 'de'],
  dueAt: new Date('2026-12-07T16:00:00Z'),
  deadlineKind: 'contractual',
  receivedAt: new Date('2026-11-30T09:00:00Z'),
  secondClassKey: null,
});

describe('the shared queue', () => {
  let database: Database;
  let queue: AgentQueue;
  let documentId: DocumentId;

  beforeEach(async () => {
    database = await openTestDatabase();
    queue = createAgentQueue({ database, clock: systemClock });
    ({ documentId } = await putDocument(database));
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const waiting = async (): Promise<string> => (await queue.offer('key', offerFor(documentId))).id;
  const [anna, bernd] = ['acc_anna', 'acc_bernd'];

  it('makes one item of an offer that is delivered many times, also at the same moment', async () => {
    const offers = await Promise.all(Array.from({ length: 8 }, () => queue.offer('key', offerFor(documentId))));
    expect(new Set(offers.map((offer) => offer.id)).size).toBe(1);
    expect(offers.filter((offer) => offer.isNew)).toHaveLength(1);
  });

  it('gives an item to one agent only, however many reach for it', async () => {
    const id = await waiting();
    const takes = await Promise.allSettled(
      [anna, bernd, 'acc_clara'].map((actor) => queue.take(id, { revision: 0, actor: actor ?? '' })),
    );
    expect(takes.filter((take) => take.status === 'fulfilled')).toHaveLength(1);
    expect(
      takes.filter((take) => take.status === 'rejected' && (take.reason as { code: string }).code === 'revision.stale'),
    ).toHaveLength(2);
  });

  it('lets only the one who holds an item complete it or give it back', async () => {
    const id = await waiting();
    await queue.take(id, { revision: 0, actor: anna });
    await expect(
      queue.complete(id, { revision: 1, actor: bernd, disposition: 'done', note: null }),
    ).rejects.toMatchObject({ code: 'revision.stale' });
    await expect(queue.giveBack(id, { revision: 1, actor: bernd })).rejects.toMatchObject({ code: 'revision.stale' });
    await queue.complete(id, { revision: 1, actor: anna, disposition: 'done', note: 'Bestätigt' });
    expect(await findWorkItem(database, id)).toMatchObject({ state: 'completed', completedBy: anna });
  });

  it('puts an item that is given back before everyone again', async () => {
    const id = await waiting();
    await queue.take(id, { revision: 0, actor: anna });
    await queue.giveBack(id, { revision: 1, actor: anna });
    await queue.take(id, { revision: 2, actor: bernd });
    expect(await findWorkItem(database, id)).toMatchObject({ state: 'taken', takenBy: bernd });
  });

  it('undoes a completion for the one who completed it, and keeps the note', async () => {
    const id = await waiting();
    await queue.take(id, { revision: 0, actor: anna });
    await queue.complete(id, { revision: 1, actor: anna, disposition: 'done', note: 'Entwurf' });
    await expect(queue.reopen(id, { revision: 2, actor: bernd })).rejects.toMatchObject({ code: 'revision.stale' });
    await queue.reopen(id, { revision: 2, actor: anna });
    const { rows } = await database.query(
      'select state, note, completed_at, disposition from work_items where id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ state: 'taken', note: 'Entwurf', completed_at: null, disposition: null }]);
  });

  it('withdraws what is no longer wanted, and leaves what was completed', async () => {
    const id = await waiting();
    await queue.withdraw('key', 'ordered again');
    expect(await findWorkItem(database, id)).toMatchObject({ state: 'withdrawn' });
    await expect(queue.take(id, { revision: 1, actor: anna })).rejects.toMatchObject({ code: 'revision.stale' });
  });

  it('says so when there is no such item', async () => {
    await expect(queue.take('wi_nothing', { revision: 0, actor: anna })).rejects.toMatchObject({
      code: 'resource.missing',
    });
  });
});
