import { expect, test } from 'vitest';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import type { Database } from './connection.ts';
import { findDocuments } from './document-rows.ts';
import { documentTimeline } from './document-timeline.ts';
import { figures } from './figures.ts';
import { documentVersion } from './resource-versions.ts';
import { submissionRow } from './submission-rows.ts';
import { findWorkItems, waitingByQueue } from './work-item-rows.ts';
import { insertWorkItem, moveWorkItem } from './work-items.ts';

async function putItem(
  database: Database,
  key: string,
  changes: { priority?: number; dueAt?: string; queue?: string } = {},
) {
  const { documentId } = await putDocument(database, {
    state: 'done',
    stage: 'routing',
    facts: lettersFacts(),
    customerName: 'Sabine Müller',
  });
  const { id } = await insertWorkItem(database, key, {
    documentId,
    channel: 'letter',
    classKey: 'cancellation',
    customerNumber: '40000001',
    queue: changes.queue ?? 'contracts',
    priority: changes.priority ?? 50,
    skills: ['de'],
    dueAt: new Date(changes.dueAt ?? '2026-11-28T16:00:00Z'),
    deadlineKind: 'statutory',
    receivedAt: new Date('2026-11-21T08:00:00Z'),
    secondClassKey: null,
  });
  return { id, documentId };
}

test('paging through documents shows each once, newest first, whatever arrives meanwhile', async () => {
  await using database = await openTestDatabase();
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) ids.unshift((await putDocument(database)).documentId);
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await findDocuments(database, { limit: 3, cursor: cursor ?? undefined });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    await putDocument(database);
  } while (cursor !== null);
  expect(seen).toEqual(ids);
});

test('a list is narrowed by each filter, and signs of the pattern language are only signs', async () => {
  await using database = await openTestDatabase();
  const a = await putDocument(database, {
    filename: '100%_Kündigung.pdf',
    channel: 'fax',
    classKey: 'cancellation',
    customerNumber: '40000001',
  });
  const b = await putDocument(database, {
    filename: 'Brief.tif',
    receivedAt: new Date('2026-11-01T08:00:00Z'),
    customerName: 'Jörg Brandt',
  });
  const find = async (filter: Omit<Parameters<typeof findDocuments>[1], 'limit'>) =>
    (await findDocuments(database, { ...filter, limit: 10 })).items.map(({ id }) => id);
  expect(await find({ q: '%' })).toEqual([a.documentId]);
  expect(await find({ q: 'kündig' })).toEqual([a.documentId]);
  expect(await find({ q: 'brandt' })).toEqual([b.documentId]);
  expect(await find({ q: '40000001' })).toEqual([a.documentId]);
  expect(await find({ q: b.documentId })).toEqual([b.documentId]);
  expect(await find({ q: "'; drop table documents; --" })).toEqual([]);
  expect(await find({ channel: 'fax' })).toEqual([a.documentId]);
  expect(await find({ class: 'cancellation' })).toEqual([a.documentId]);
  expect(await find({ customer: '40000001' })).toEqual([a.documentId]);
  expect(await find({ submission: b.submissionId })).toEqual([b.documentId]);
  expect(await find({ since: '2026-11-15T00:00:00Z' })).toEqual([a.documentId]);
  expect(await find({})).toEqual([b.documentId, a.documentId]);
});

test('waiting items come by priority, then deadline, each once over all pages', async () => {
  await using database = await openTestDatabase();
  const late = await putItem(database, 'k1', { priority: 50, dueAt: '2026-12-05T16:00:00Z' });
  const twins = [await putItem(database, 'k2', { priority: 50 }), await putItem(database, 'k3', { priority: 50 })];
  const urgent = await putItem(database, 'k4', { priority: 90, dueAt: '2026-12-24T16:00:00Z', queue: 'complaints' });
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await findWorkItems(database, { state: 'waiting', limit: 1, cursor: cursor ?? undefined });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([urgent.id, ...twins.map(({ id }) => id), late.id]);
  expect(await waitingByQueue(database)).toEqual([
    { queue: 'complaints', waiting: 1 },
    { queue: 'contracts', waiting: 3 },
  ]);
});

test('an item shows who holds it by name, and whose document it is', async () => {
  await using database = await openTestDatabase();
  await database.query(
    `insert into accounts (id, name, display_name, password_hash, role) values ('acc_1', 'agent', 'Jan Hansen', '!', 'agent')`,
  );
  const { id } = await putItem(database, 'k1');
  const taken = {
    state: 'taken',
    takenBy: 'acc_1',
    completedBy: null,
    disposition: null,
    note: null,
    at: new Date('2026-11-21T10:00:00Z'),
  } as const;
  expect(await moveWorkItem(database, { id, state: 'waiting', revision: 0 }, taken)).toBe(true);
  const mine = await findWorkItems(database, { takenBy: 'acc_1', state: 'taken', limit: 10 });
  expect(mine.items).toMatchObject([
    {
      id,
      takenBy: 'acc_1',
      takenByName: 'Jan Hansen',
      customerName: 'Sabine Müller',
      takenAt: '2026-11-21T10:00:00.000Z',
    },
  ]);
});

test('a timeline runs from the envelope to the disposition and names the people', async () => {
  await using database = await openTestDatabase();
  await database.query(
    `insert into accounts (id, name, display_name, password_hash, role) values ('acc_1', 'agent', 'Jan Hansen', '!', 'agent')`,
  );
  const { id, documentId } = await putItem(database, 'k1');
  const record = (outcome: string, actor: string | null, detail: object | null, at: string) =>
    database.query(
      `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, actor, detail, started_at, finished_at)
       values ($1, 'indexing', '1', 0, 1, 1, $2, $3, $4, $5::timestamptz - interval '9 milliseconds', $5)`,
      [documentId, outcome, actor, detail === null ? null : JSON.stringify(detail), at],
    );
  await record(
    'parked',
    null,
    { code: 'customer.several', message: 'Two customers fit.', params: { count: 2 } },
    '2026-11-21T08:00:02Z',
  );
  await record('resolved', 'acc_1', { reason: 'It says so on page 2.' }, '2026-11-21T08:05:00Z');
  await database.query(`update work_items set created_at = '2026-11-21T08:05:01Z' where id = $1`, [id]);
  await database.query(
    `update work_items set state = 'completed', completed_by = 'acc_1', completed_at = '2026-11-21T11:00:00Z', disposition = 'done' where id = $1`,
    [id],
  );
  const timeline = await documentTimeline(database, documentId);
  expect(timeline.map(({ outcome }) => outcome)).toEqual(['received', 'parked', 'resolved', 'offered', 'completed']);
  expect(timeline[1]).toMatchObject({
    stage: 'indexing',
    durationMs: 9,
    detail: { code: 'customer.several', params: { count: 2 } },
  });
  expect(timeline[2]).toMatchObject({ actorName: 'Jan Hansen', detail: { message: 'It says so on page 2.' } });
});

test('today begins at midnight of the company, and what a person touched is not touchless', async () => {
  await using database = await openTestDatabase();
  // 23:30 UTC on 20 November is half past midnight on the 21st in Berlin.
  const afterMidnight = new Date('2026-11-20T23:30:00Z');
  const done = { state: 'done', stage: 'routing', facts: lettersFacts(), receivedAt: afterMidnight } as const;
  await putDocument(database, { ...done, doneAt: afterMidnight });
  const touched = await putDocument(database, { ...done, doneAt: new Date('2026-11-21T08:00:00Z') });
  await database.query(
    `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome) values ($1, 'indexing', '1', 0, 1, 1, 'resolved')`,
    [touched.documentId],
  );
  const yesterday = new Date('2026-11-20T22:30:00Z');
  await putDocument(database, { ...done, receivedAt: yesterday, doneAt: yesterday });
  await putDocument(database, { state: 'parked', tray: 'quarantine', receivedAt: yesterday });
  await putDocument(database, { state: 'parked', tray: 'indexing', receivedAt: afterMidnight });
  await putDocument(database, { stage: 'recognition' });
  await putItem(database, 'k1');
  const at = { now: new Date('2026-11-21T09:00:00Z'), timeZone: 'Europe/Berlin', accountId: 'acc_1' };
  expect(await figures(database, at)).toEqual({
    received: 5,
    through: 2,
    withPerson: 2,
    running: 1,
    trays: { indexing: 1, exceptions: 0, quarantine: 1, rescan: 0 },
    waitingItems: 1,
    myItems: 0,
    captureTouchless: 1 / 3,
  });
});

test('a submission is settled when nothing of it is under way, not even the delivery of its work item', async () => {
  await using database = await openTestDatabase();
  const { documentId, submissionId } = await putDocument(database, { stage: 'routing' });
  const isSettled = async () => (await submissionRow(database, submissionId))?.isSettled;
  expect(await isSettled()).toBe(false);
  await database.query(`update documents set state = 'done' where id = $1`, [documentId]);
  await database.query(`insert into outbox (key, document_id, effect) values ('k', $1, '{}')`, [documentId]);
  expect(await isSettled()).toBe(false);
  const before = await documentVersion(database, documentId, new Date());
  await database.query('update outbox set delivered_at = now()');
  expect(await isSettled()).toBe(true);
  expect(await documentVersion(database, documentId, new Date())).not.toBe(before);
});

test('in a tray those come first that have waited longest, page by page', async () => {
  await using database = await openTestDatabase();
  const ids: string[] = [];
  for (const minutes of [30, 10, 20]) {
    const { documentId } = await putDocument(database, { state: 'parked', tray: 'exceptions' });
    await database.query(`update documents set updated_at = now() - make_interval(mins => $2) where id = $1`, [
      documentId,
      minutes,
    ]);
    ids.push(documentId);
  }
  const first = await findDocuments(database, { tray: 'exceptions', limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  const second = await findDocuments(database, { tray: 'exceptions', limit: 2, cursor: first.nextCursor ?? '' });
  expect(second.items.map(({ id }) => id)).toEqual([ids[1]]);
  expect(second.nextCursor).toBeNull();
});
