import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/connection.ts';
import { standingCorrections } from '../db/corrections.ts';
import { demoCompany } from '../domain/company.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, type PutDocument, putDocument } from '../testing/put-document.ts';
import { testClasses } from '../testing/test-api.ts';
import { createReviewDesk, type ReviewDesk } from './review-desk.ts';
import { createTrayDesk, type TrayDesk } from './tray-desk.ts';

const classes: readonly DocumentClass[] = [
  ...testClasses,
  ...testClasses.map((one) => ({
    ...one,
    key: 'withdrawal',
    deadline: { unit: 'workingDays', count: 2, kind: 'statutory' } as const,
  })),
];
const noCustomer = { customerNumber: null };

describe('review', () => {
  let database: Database;
  let review: ReviewDesk;
  let trays: TrayDesk;
  let now: Date;
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  beforeEach(async () => {
    database = await openTestDatabase();
    now = new Date('2026-11-21T09:00:00.000Z');
    const clock = { now: () => new Date(now) };
    review = createReviewDesk({ database, clock, classes, company: demoCompany });
    trays = createTrayDesk({
      database,
      clock,
      classes,
      undoSeconds: 15,
      customer: async () => null,
      ring: async () => {},
    });
    for (const [id, name] of [
      ['acc_anna', 'Anna Ahlers'],
      ['acc_ben', 'Ben Boysen'],
    ])
      await database.query(
        `insert into accounts (id, name, display_name, password_hash, role) values ($1, $1, $2, '', 'clerk')`,
        [id, name],
      );
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const { archiving: _archiving, routing: _routing, ...understood } = lettersFacts();
  const park = async (given: PutDocument = {}): Promise<DocumentId> => {
    const { documentId } = await putDocument(database, {
      stage: 'indexing',
      state: 'parked',
      tray: 'indexing',
      classKey: 'cancellation',
      question: { code: 'class.unsure', message: 'Is it?' },
      facts: understood,
      ...given,
    });
    return documentId;
  };
  const facts = async (id: string): Promise<Partial<FactsByStage>> => {
    const { rows } = await database.query<{ facts: Partial<FactsByStage> }>(
      'select facts from documents where id = $1',
      [id],
    );
    return rows[0]?.facts ?? {};
  };
  const standing = async (id: string) => {
    const { rows } = await database.query<{ state: string; tray: string; revision: number; question: unknown }>(
      'select state, tray, revision, question, ready_at, updated_at, class_key, class_confidence from documents where id = $1',
      [id],
    );
    return rows[0];
  };
  const answer = (id: DocumentId, actor = 'acc_anna', revision = 0) =>
    trays.resolve({ documentId: id, actor, revision, classKey: 'withdrawal', isUndoable: true, ...noCustomer });

  /** Answered so many seconds after it was given, by a page that measured `seconds`. */
  const answeredAfter = async (waited: number, seconds: number): Promise<DocumentId> => {
    const id = await park();
    await review.next({}, [], 'acc_anna');
    later(waited);
    await trays.resolve({
      documentId: id,
      revision: 0,
      actor: 'acc_anna',
      classKey: 'withdrawal',
      ...noCustomer,
      seconds,
    });
    return id;
  };

  describe('the queue', () => {
    it('has first what must be done first, by receipt and by the deadline of its class', async () => {
      const monday = await park({ receivedAt: new Date('2026-11-16T08:00:00Z') });
      const tuesdayButUrgent = await park({ receivedAt: new Date('2026-11-17T08:00:00Z'), classKey: 'withdrawal' });
      const friday = await park({ receivedAt: new Date('2026-11-20T08:00:00Z') });
      const { items } = await review.queue({}, 'acc_anna', 10);
      expect(items.map(({ id }) => id)).toEqual([tuesdayButUrgent, monday, friday]);
      expect(items[0]?.dueAt).toBe('2026-11-19T16:00:00.000Z');
    });

    it('treats a document of which nobody knows what it is as the most urgent kind', async () => {
      const known = await park({ receivedAt: new Date('2026-11-17T08:00:00Z') });
      const { documentId: unknown } = await putDocument(database, {
        stage: 'indexing',
        state: 'parked',
        tray: 'indexing',
        facts: understood,
        receivedAt: new Date('2026-11-18T08:00:00Z'),
      });
      expect((await review.queue({}, 'acc_anna', 10)).items.map(({ id }) => id)).toEqual([unknown, known]);
    });

    it('holds only the tray of review, by class, language and channel', async () => {
      await park({ tray: 'exceptions' });
      const fax = await park({ channel: 'fax' });
      await park();
      const found = await review.queue({ channel: 'fax', language: 'de', class: 'cancellation' }, 'acc_anna', 10);
      expect(found.items.map(({ id }) => id)).toEqual([fax]);
      expect(found.total).toBe(1);
      expect(found.kinds.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(2);
      expect((await review.queue({ language: 'en' }, 'acc_anna', 10)).items).toEqual([]);
    });
  });

  describe('a document in somebody’s hands', () => {
    it('is given to nobody else, and shown with the name of who has it', async () => {
      const first = await park({ receivedAt: new Date('2026-11-16T08:00:00Z') });
      const second = await park();
      expect((await review.next({}, [], 'acc_anna'))?.id).toBe(first);
      expect((await review.next({}, [], 'acc_ben'))?.id).toBe(second);
      expect(await review.next({}, [second], 'acc_ben')).toBeNull();
      const { items, held } = await review.queue({}, 'acc_ben', 10);
      expect(items.map(({ heldBy }) => heldBy?.name)).toEqual(['Anna Ahlers', 'Ben Boysen']);
      expect(held).toBe(1);
    });

    it('of many who reach at once each gets another one', async () => {
      for (let each = 0; each < 8; each += 1) await park();
      const taken = await Promise.all(Array.from({ length: 8 }, (_, each) => review.next({}, [], `acc_${each}`)));
      expect(new Set(taken.map((one) => one?.id)).size).toBe(8);
    });

    it('can be answered, closed or ordered again by nobody else, and whoever tries is told who has it', async () => {
      const id = await park();
      await review.next({}, [], 'acc_anna');
      const order = { documentId: id, revision: 0, actor: 'acc_ben' };
      const inWork = { code: 'document.in_work', params: { name: 'Anna Ahlers' } };
      await expect(answer(id, 'acc_ben')).rejects.toMatchObject(inWork);
      await expect(trays.close({ ...order, reason: 'leer' })).rejects.toMatchObject(inWork);
      await expect(trays.again({ ...order, from: 'indexing' })).rejects.toMatchObject(inWork);
      await expect(
        trays.setFields({ ...order, fields: [{ at: 1, name: 'email', value: 'b@example.org' }] }),
      ).rejects.toMatchObject(inWork);
      expect(await standing(id)).toMatchObject({ state: 'parked', revision: 0 });
      await answer(id);
    });

    it('is free again when its page gave no sign for the lease, and stays as long as it does', async () => {
      const id = await park();
      await review.next({}, [], 'acc_anna');
      later(80);
      expect((await review.claim([id], 'acc_anna')).held).toHaveLength(1);
      later(80);
      expect(await review.next({}, [], 'acc_ben')).toBeNull();
      later(11);
      expect((await review.next({}, [], 'acc_ben'))?.id).toBe(id);
      expect(await review.claim([id], 'acc_anna')).toEqual({ held: [], lost: [{ id, by: 'Ben Boysen' }] });
    });

    it('is free at once when it is given back, and nobody gives back what another has', async () => {
      const id = await park();
      await review.next({}, [], 'acc_anna');
      await review.giveBack([id], 'acc_ben');
      expect(await review.next({}, [], 'acc_ben')).toBeNull();
      await review.giveBack([id], 'acc_anna');
      expect((await review.next({}, [], 'acc_ben'))?.id).toBe(id);
    });

    it('is lost when it waits no more, and then nobody has it', async () => {
      const id = await park();
      await review.next({}, [], 'acc_anna');
      await answer(id);
      expect(await review.claim([id], 'acc_anna')).toEqual({ held: [], lost: [{ id, by: null }] });
    });
  });

  describe('an answer', () => {
    it('carries class, second concern and fields; the machine’s values stay visible behind the person’s', async () => {
      const id = await park();
      await trays.resolve({
        documentId: id,
        revision: 0,
        actor: 'acc_anna',
        classKey: 'withdrawal',
        secondClassKey: 'cancellation',
        ...noCustomer,
        fields: [
          { at: 0, name: 'contractNumber', value: ' VN123456780 ' },
          { at: 1, name: 'email', value: '' },
          { at: null, name: 'birthDate', value: '3.11.1958' },
        ],
      });
      const { classification, indexing } = await facts(id);
      expect(classification).toMatchObject({ key: 'withdrawal', second: { key: 'cancellation', confidence: 1 } });
      expect(indexing?.fields).toEqual([
        expect.objectContaining({
          name: 'contractNumber',
          value: 'VN123456780',
          confidence: 1,
          source: 'person',
          box: [0.1, 0.3, 0.2, 0.02],
          machine: { value: 'VN123456789', confidence: 0.99, source: 'ocr', foundBy: 'label' },
        }),
        {
          name: 'birthDate',
          value: '1958-11-03',
          confidence: 1,
          page: null,
          box: null,
          source: 'person',
          foundBy: 'person',
        },
      ]);
    });

    it.each([
      ['a value that can be none', { at: null, name: 'iban', value: 'DE89370400440532013001' }],
      ['a field that is not there', { at: 7, name: 'iban', value: 'DE89370400440532013000' }],
      ['a field of another name', { at: 0, name: 'iban', value: 'DE89370400440532013000' }],
    ] as const)('with %s is refused and changes nothing', async (_what, field) => {
      const id = await park();
      const order = { documentId: id, revision: 0, actor: 'acc_anna', classKey: 'withdrawal', ...noCustomer };
      await expect(trays.resolve({ ...order, fields: [field] })).rejects.toMatchObject({ code: 'request.invalid' });
      expect(await standing(id)).toMatchObject({ state: 'parked', revision: 0 });
      expect(await standingCorrections(database, { afterId: 0, limit: 10 })).toEqual([]);
    });

    it('is kept as truth: what the machine said and how sure, by which model, what the person said and how long it took', async () => {
      const id = await answeredAfter(20, 9);
      const [truth] = await standingCorrections(database, { afterId: 0, limit: 10 });
      expect(truth).toMatchObject({
        documentId: id,
        actor: 'acc_anna',
        kind: 'answer',
        model: { name: 'test', version: '1' },
        machine: {
          classification: { key: 'cancellation', confidence: 0.97 },
          indexing: { customer: { candidates: [{ customerNumber: '40000001', confidence: 0.998 }] } },
        },
        said: { classKey: 'withdrawal', customerNumber: null },
        seconds: 9,
      });
      expect((await review.queue({}, 'acc_anna', 1)).secondsEach).toBe(9);
      const { rows } = await database.query(`select detail from audit_events where action = 'document.resolved'`);
      expect(rows).toMatchObject([
        { detail: { correction: truth?.id, classBefore: 'cancellation', class: 'withdrawal' } },
      ]);
    });

    it('never took longer than the person had the document', async () => {
      await answeredAfter(20, 4000);
      expect((await standingCorrections(database, { afterId: 0, limit: 1 }))[0]?.seconds).toBe(20);
    });

    it('that contradicts an earlier one of the same document leaves only the later as truth', async () => {
      const id = await park();
      await answer(id);
      await database.query(`update documents set state = 'parked', tray = 'indexing' where id = $1`, [id]);
      await trays.resolve({ documentId: id, revision: 1, actor: 'acc_ben', classKey: 'cancellation', ...noCustomer });
      const truths = await standingCorrections(database, { afterId: 0, limit: 10 });
      expect(truths.map(({ said }) => said.classKey)).toEqual(['cancellation']);
      const { rows } = await database.query('select count(*) as kept from corrections');
      expect(rows).toEqual([{ kept: 2 }]);
    });
  });

  describe('undo', () => {
    it('holds an answered document back, and puts it as it was while it is held', async () => {
      const id = await park();
      const before = await standing(id);
      const { undoUntil } = await answer(id);
      expect(undoUntil?.toISOString()).toBe('2026-11-21T09:00:15.000Z');
      expect(await standing(id)).toMatchObject({ state: 'ready', ready_at: undoUntil });
      later(14);
      await trays.undo({ documentId: id, actor: 'acc_anna' });
      expect(await standing(id)).toMatchObject({
        ...before,
        revision: 2,
        class_confidence: expect.closeTo(0.97, 5),
        ready_at: expect.anything(),
      });
      expect(await facts(id)).toEqual(understood);
      expect(await standingCorrections(database, { afterId: 0, limit: 10 })).toEqual([]);
      // Nobody is given it while its person looks a second time.
      expect(await review.next({}, [], 'acc_ben')).toBeNull();
    });

    it('is refused when the time is over, when the document has gone on, and to anybody else', async () => {
      const gone = { code: 'document.gone_on' };
      const id = await park();
      await answer(id);
      await expect(trays.undo({ documentId: id, actor: 'acc_ben' })).rejects.toMatchObject(gone);
      await database.query('update documents set revision = revision + 1 where id = $1', [id]);
      await expect(trays.undo({ documentId: id, actor: 'acc_anna' })).rejects.toMatchObject(gone);
      const other = await park();
      await answer(other);
      later(16);
      await expect(trays.undo({ documentId: other, actor: 'acc_anna' })).rejects.toMatchObject(gone);
    });

    it('works once', async () => {
      const id = await park();
      await answer(id);
      const twice = await Promise.allSettled([1, 2].map(() => trays.undo({ documentId: id, actor: 'acc_anna' })));
      expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('one field over many documents', () => {
    const unsure = (value: string, confidence: number, name: 'iban' | 'contractNumber' = 'contractNumber') => ({
      ...understood,
      indexing: {
        ...lettersFacts().indexing,
        fields: [
          { name, value, confidence, page: 1, box: [0.1, 0.3, 0.2, 0.02], source: 'ocr', foundBy: 'label' } as const,
        ],
      },
    });

    it('finds what was read unsurely, and IBANs whose check digits do not fit however sure the reader was', async () => {
      await park({ facts: unsure('VN1', 0.95) });
      const vague = await park({ facts: unsure('VN2', 0.5) });
      const wrong = await park({ facts: unsure('DE89370400440532013001', 0.99, 'iban') });
      await park({ facts: unsure('DE89370400440532013000', 0.99, 'iban') });
      const { names, items } = await review.fields('contractNumber', 'acc_anna', 10);
      expect(items).toMatchObject([{ documentId: vague, at: 0, doubt: 'unsure', widthMm: 210 }]);
      expect(names).toHaveLength(2);
      expect((await review.fields('iban', 'acc_anna', 10)).items).toMatchObject([
        { documentId: wrong, doubt: 'checksum' },
      ]);
    });

    it('leaves out documents in somebody else’s hands', async () => {
      await park({ facts: unsure('VN2', 0.5) });
      await review.next({}, [], 'acc_ben');
      expect((await review.fields(null, 'acc_anna', 10)).items).toEqual([]);
      expect((await review.fields(null, 'acc_ben', 10)).items).toHaveLength(1);
    });

    it('saves each by itself; the document goes on waiting, as long as before, without that doubt', async () => {
      const id = await park({ facts: unsure('VN2', 0.5) });
      const before = await standing(id);
      await trays.setFields({
        documentId: id,
        revision: 0,
        actor: 'acc_anna',
        fields: [{ at: 0, name: 'contractNumber', value: 'VN3' }],
      });
      expect(await standing(id)).toEqual({ ...before, revision: 1 });
      expect((await review.fields(null, 'acc_anna', 10)).items).toEqual([]);
      expect(await standingCorrections(database, { afterId: 0, limit: 10 })).toMatchObject([
        { kind: 'fields', said: { fields: [{ value: 'VN3' }] } },
      ]);
      await trays.undo({ documentId: id, actor: 'acc_anna' });
      expect(await facts(id)).toEqual(unsure('VN2', 0.5));
    });
  });
});
