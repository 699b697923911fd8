import { expect, test } from 'vitest';
import { documentResult as resultSchema } from '../api/contract/index.ts';
import { openTestDatabase } from '../testing/database.ts';
import { digest, lettersFacts, type PutDocument, putDocument } from '../testing/put-document.ts';
import type { Database } from './connection.ts';
import { documentResult, submissionResults } from './document-result.ts';
import { findDocuments } from './document-rows.ts';
import { documentStatuses } from './document-status.ts';
import { insertWorkItem } from './work-items.ts';

const offer = {
  channel: 'letter',
  classKey: 'cancellation',
  customerNumber: '40000001',
  queue: 'contracts',
  priority: 50,
  skills: ['cancellation', 'de'],
  dueAt: new Date('2026-11-28T16:00:00Z'),
  deadlineKind: 'contractual',
  receivedAt: new Date('2026-11-21T08:00:00Z'),
  secondClassKey: null,
} as const;

async function close(database: Database, documentId: string): Promise<void> {
  await database.query(
    `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, actor)
     values ($1, 'indexing', '1', 0, 1, 5, 'closed', 'acc_1')`,
    [documentId],
  );
}

test('a finished letter’s result has the shape and the values of the contract', async () => {
  await using database = await openTestDatabase();
  const { documentId, submissionId } = await putDocument(database, {
    state: 'done',
    stage: 'routing',
    facts: lettersFacts(),
    filename: '0001.tif',
  });
  const item = await insertWorkItem(database, 'key', { ...offer, documentId });
  const record = (stage: string, outcome: string, from: string, to: string) =>
    database.query(
      `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, started_at, finished_at)
       values ($1, $2, '1', 0, 1, 1, $3, $4, $5)`,
      [documentId, stage, outcome, `2026-11-21T08:00:${from}Z`, `2026-11-21T08:00:${to}Z`],
    );
  await record('recognition', 'retried', '01.000', '04.000');
  await record('recognition', 'advanced', '05.000', '05.812');
  await record('classification', 'advanced', '05.900', '05.904');

  const result = await documentResult(database, documentId);
  expect(resultSchema.parse(result)).toEqual(result);
  expect(result).toMatchObject({
    file: '0001.tif',
    submissionId,
    documentId,
    channel: 'letter',
    receivedAt: '2026-11-21T08:00:00.000Z',
    pageCount: 2,
    language: 'de',
    status: 'routed',
    class: {
      key: 'cancellation',
      confidence: 0.97,
      decision: 'auto',
      alternatives: [{ key: 'withdrawal', confidence: 0.02 }],
    },
    customer: {
      customerNumber: '40000001',
      confidence: 0.998,
      decision: 'auto',
      evidence: [{ kind: 'contractNumber', weight: 14.2 }],
    },
    archive: { originalSha256: digest('0'), renditionSha256: digest('b') },
    workItem: {
      id: item.id,
      queue: 'contracts',
      priority: 50,
      skills: ['cancellation', 'de'],
      dueAt: '2026-11-28T16:00:00.000Z',
    },
    timings: { recognition: 812, classification: 4 },
    problem: null,
  });
  expect(result?.fields[0]).toMatchObject({
    name: 'contractNumber',
    value: 'VN123456789',
    box: [0.1, 0.3, 0.2, 0.02],
    source: 'ocr',
  });
  expect(result).not.toHaveProperty('text');
});

test('the text is there when it is asked for', async () => {
  await using database = await openTestDatabase();
  const { documentId } = await putDocument(database, { state: 'done', stage: 'routing', facts: lettersFacts() });
  const word = (text: string, line: number) => ({ text, line, box: [0, 0, 0.1, 0.1] as const, confidence: 1 });
  const reading = {
    pages: [
      {
        number: 1,
        words: [word('Hiermit', 0), word('kündige', 0), word('ich', 1)],
        confidence: 1,
        source: 'ocr' as const,
      },
      { number: 2, words: [word('Gruß', 0)], confidence: 1, source: 'ocr' as const },
    ],
  };
  const result = await documentResult(database, documentId, {
    withText: true,
    readings: { load: async () => reading },
  });
  expect(result?.text).toBe('Hiermit kündige\nich\n\fGruß');
});

test('a review shows the best guess with its reasons, and `none` names nobody', async () => {
  await using database = await openTestDatabase();
  const facts = lettersFacts();
  const ask = async (decision: 'review' | 'none') => {
    const { documentId } = await putDocument(database, {
      stage: 'indexing',
      state: 'parked',
      tray: 'indexing',
      question: { code: 'customer.several', message: 'Two customers fit.', params: { count: 2 } },
      facts: { ...facts, indexing: { ...facts.indexing, customer: { ...facts.indexing.customer, decision } } },
    });
    return documentResult(database, documentId);
  };
  const review = await ask('review');
  expect(review).toMatchObject({ status: 'review', problem: { code: 'customer.several', params: { count: 2 } } });
  expect(review?.customer).toMatchObject({
    customerNumber: '40000001',
    decision: 'review',
    evidence: [{ kind: 'contractNumber' }],
  });
  expect((await ask('none'))?.customer).toMatchObject({ customerNumber: null, confidence: 0, evidence: [] });
});

test('every place a document can stand has one status, and the filter of each status finds just it', async () => {
  await using database = await openTestDatabase();
  const question = { code: 'class.unsure', message: 'Which class?' } as const;
  const parked = (tray: NonNullable<PutDocument['tray']>): PutDocument => ({ state: 'parked', tray, question });
  const places: readonly [string, PutDocument][] = [
    ['received', {}],
    ['running', { state: 'running' }],
    ['running', { stage: 'recognition' }],
    ['review', { stage: 'indexing', ...parked('indexing') }],
    ['quarantined', parked('quarantine')],
    ['failed', parked('exceptions')],
    ['failed', parked('rescan')],
    ['routed', { state: 'done', stage: 'routing', facts: lettersFacts() }],
    ['duplicate', { state: 'done', stage: 'routing', facts: lettersFacts(), duplicateOf: 'doc_1' }],
    ['closed', { state: 'done', stage: 'indexing' }],
  ];
  const expected = new Map<string, string[]>(documentStatuses.map((status) => [status, []]));
  for (const [status, place] of places) {
    const { documentId } = await putDocument(database, place);
    if (status === 'closed') await close(database, documentId);
    expect((await documentResult(database, documentId))?.status).toBe(status);
    expected.get(status)?.unshift(documentId);
  }
  for (const status of documentStatuses) {
    const { items } = await findDocuments(database, { status, limit: 50 });
    expect(
      items.map(({ id }) => id),
      status,
    ).toEqual(expected.get(status));
  }
});

test('a submission lists what arrived first, then its attachments in their order', async () => {
  await using database = await openTestDatabase();
  const { documentId, submissionId } = await putDocument(database, { filename: 'mail.eml', channel: 'email' });
  // Ids in the wrong order on purpose: the ordinal decides.
  for (const [id, ordinal] of [
    ['doc_9', 1],
    ['doc_1', 2],
  ] as const) {
    await database.query(
      `insert into documents (id, submission_id, parent_id, ordinal, depth, channel, pipeline, filename, original_sha256, byte_length, received_at, stage, state)
       values ($1, $2, $3, $4, 1, 'email', 'email', $5, $6, 10, now(), 'preparation', 'ready')`,
      [id, submissionId, documentId, ordinal, `attachment-${ordinal}.pdf`, digest('5')],
    );
  }
  const results = await submissionResults(database, submissionId);
  expect(results.map(({ file }) => file)).toEqual(['mail.eml', 'attachment-1.pdf', 'attachment-2.pdf']);
});
