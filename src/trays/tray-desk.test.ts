import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/connection.ts';
import { systemClock } from '../domain/clock.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { testClasses } from '../testing/test-api.ts';
import { createTrayDesk, type TrayDesk } from './tray-desk.ts';

const classKey = testClasses[0]?.key ?? '';

describe('answering for a parked document', () => {
  let database: Database;
  let desk: TrayDesk;
  let bells: Bell[];

  beforeEach(async () => {
    database = await openTestDatabase();
    bells = [];
    desk = createTrayDesk({
      database,
      clock: systemClock,
      classes: testClasses,
      undoSeconds: 15,
      customer: async (number) =>
        number === '40000001' ? { displayName: 'Sabine Müller', displayAddress: 'Bergstr. 74, 30159 Hannover' } : null,
      async ring(some) {
        bells.push(...some);
      },
    });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const parked = async (tray: 'indexing' | 'exceptions' = 'indexing') => {
    const { archiving: _archiving, routing: _routing, ...facts } = lettersFacts();
    const { documentId } = await putDocument(database, {
      stage: 'indexing',
      state: 'parked',
      tray,
      question: { code: 'customer.several', message: 'Which one?' },
      facts: tray === 'indexing' ? facts : {},
    });
    return { documentId, revision: 0, actor: 'acc_1' };
  };
  const standing = async (id: DocumentId) => {
    const { rows } = await database.query<{
      stage: string;
      state: string;
      tray: string | null;
      revision: number;
      generation: number;
      attempt: number;
      customer_number: string | null;
      class_key: string | null;
      facts: Partial<FactsByStage>;
    }>(
      'select stage, state, tray, revision, generation, attempt, customer_number, class_key, facts from documents where id = $1',
      [id],
    );
    return rows[0];
  };

  it('sends the document on with the class and the customer a person chose, and keeps what the machine guessed', async () => {
    const order = await parked();
    await desk.resolve({ ...order, classKey, customerNumber: '40000001' });
    const after = await standing(order.documentId);
    expect(after).toMatchObject({
      stage: 'archiving',
      state: 'ready',
      tray: null,
      class_key: classKey,
      customer_number: '40000001',
    });
    expect(after?.facts.classification).toMatchObject({
      key: classKey,
      confidence: 1,
      decision: 'auto',
      decidedBy: 'acc_1',
    });
    expect(after?.facts.indexing?.customer).toMatchObject({ decision: 'auto' });
    expect(bells).toEqual([{ documentId: order.documentId, stage: 'archiving', generation: 0 }]);
  });

  it('lets a person say that it belongs to no customer', async () => {
    const order = await parked();
    await desk.resolve({ ...order, classKey, customerNumber: null });
    expect((await standing(order.documentId))?.facts.indexing?.customer.decision).toBe('none');
    expect((await standing(order.documentId))?.customer_number).toBeNull();
  });

  it('refuses the second of two people who answer at the same time', async () => {
    const order = await parked();
    const answers = await Promise.allSettled(
      [1, 2].map(() => desk.resolve({ ...order, classKey, customerNumber: null })),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({
      reason: { code: 'revision.stale' },
    });
  });

  it.each([
    ['a class that is not configured', { classKey: 'nonsense', customerNumber: null }],
    ['a customer the directory does not have', { classKey, customerNumber: '999' }],
  ])('refuses %s and changes nothing', async (_what, answer) => {
    const order = await parked();
    await expect(desk.resolve({ ...order, ...answer })).rejects.toMatchObject({ code: 'request.invalid' });
    expect(await standing(order.documentId)).toMatchObject({ state: 'parked', revision: 0 });
  });

  it('asks for no class of a document that could not be read', async () => {
    const order = await parked('exceptions');
    await expect(desk.resolve({ ...order, classKey, customerNumber: null })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  it('orders stages again under a new generation, so that what follows is done anew', async () => {
    const order = await parked('exceptions');
    await desk.again({ ...order, from: 'preparation' });
    expect(await standing(order.documentId)).toMatchObject({
      stage: 'preparation',
      state: 'ready',
      generation: 1,
      attempt: 0,
      tray: null,
    });
    expect(bells).toEqual([{ documentId: order.documentId, stage: 'preparation', generation: 1 }]);
  });

  it('refuses to order a stage the document has not reached', async () => {
    const order = await parked();
    await expect(desk.again({ ...order, from: 'routing' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('ends a document for a reason that is kept', async () => {
    const order = await parked('exceptions');
    await desk.close({ ...order, reason: 'Leeres Blatt aus dem Einzug' });
    expect(await standing(order.documentId)).toMatchObject({ state: 'done', tray: null });
    const { rows } = await database.query('select outcome, detail, actor from stage_history where document_id = $1', [
      order.documentId,
    ]);
    expect(rows).toMatchObject([
      { outcome: 'closed', actor: 'acc_1', detail: { message: 'Leeres Blatt aus dem Einzug' } },
    ]);
  });

  it('writes every decision into the audit trail', async () => {
    const order = await parked();
    await desk.resolve({ ...order, classKey, customerNumber: '40000001' });
    const { rows } = await database.query(
      `select actor, action, detail from audit_events where subject = $1 and action like 'document.%'`,
      [order.documentId],
    );
    expect(rows).toMatchObject([
      { actor: 'acc_1', action: 'document.resolved', detail: { question: 'customer.several', class: classKey } },
    ]);
  });
});
