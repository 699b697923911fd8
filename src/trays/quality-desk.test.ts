import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordAudit } from '../db/audit-events.ts';
import type { Database } from '../db/connection.ts';
import { insertWorkItem } from '../db/work-items.ts';
import type { AloneDecision } from '../domain/alone-decision.ts';
import { demoCompany } from '../domain/company.ts';
import type { DocumentId } from '../domain/ids.ts';
import { aloneDecision } from '../testing/alone-decision.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { testClasses } from '../testing/test-api.ts';
import { createQualityDesk, type Drawing, type QualityDesk } from './quality-desk.ts';
import { createQualityFigures, type QualityFigures } from './quality-figures.ts';
import { createTrayDesk } from './tray-desk.ts';

const classes = ['cancellation', 'withdrawal', 'invoice'].map((key) => ({
  ...testClasses[0],
  key,
  names: { de: key, en: key },
  queue: 'contracts',
  skills: [key],
  priority: 50,
  deadline: { unit: 'workingDays', count: 5, kind: 'contractual' } as const,
  retention: { deletionClass: 'business-letter', years: 6 },
  threshold: 0.9,
  customer: key === 'invoice' ? ('none' as const) : ('required' as const),
}));

describe('quality control', () => {
  let database: Database;
  let figures: QualityFigures;
  let now: Date;
  const clock = { now: () => new Date(now) };
  const deskWith = (drawing: Drawing, random?: () => number): QualityDesk =>
    createQualityDesk({
      database,
      clock,
      classes,
      drawing,
      timeZone: 'Europe/Berlin',
      isCustomer: async (number) => /^4000000\d$/.test(number),
      ...(random ? { random } : {}),
    });
  let desk: QualityDesk;

  beforeEach(async () => {
    database = await openTestDatabase();
    now = new Date('2026-11-20T09:00:00.000Z');
    desk = deskWith({ share: 1, minimumPerDay: 0 });
    figures = createQualityFigures({
      database,
      clock,
      timeZone: demoCompany.timeZone,
      thresholds: { classPrecisionMin: 0.99, customerPrecisionMin: 0.999, driftMax: 0.25, driftDocumentsMin: 20 },
      windows: { referenceDays: 14, recentDays: 7 },
    });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const decided = async (changes: Partial<AloneDecision> = {}, by: QualityDesk = desk): Promise<DocumentId> => {
    const { documentId } = await putDocument(database, {
      stage: 'routing',
      state: 'done',
      doneAt: now,
      facts: lettersFacts(),
      classKey: 'cancellation',
      customerNumber: '40000001',
    });
    await by.note(aloneDecision(documentId, changes));
    return documentId;
  };
  const agree = { classKey: 'cancellation', customerNumber: '40000001', seconds: 7 };
  const checkOf = async (actor: string) => {
    const { check } = await desk.next(actor, []);
    if (check === null) throw new Error(`${actor} was given no check.`);
    return check;
  };
  const rows = async (documentId: string) =>
    (
      await database.query<{ probability: number; is_drawn: boolean }>(
        'select probability, is_drawn from quality_decisions where document_id = $1',
        [documentId],
      )
    ).rows;

  describe('the draw', () => {
    it('is made once however often the decision is delivered, and its probability is kept', async () => {
      const documentId = await decided(
        {},
        deskWith({ share: 0.25, minimumPerDay: 0 }, () => 0.2),
      );
      const again = deskWith({ share: 0.25, minimumPerDay: 0 }, () => 0.9);
      await Promise.all([again.note(aloneDecision(documentId)), again.note(aloneDecision(documentId))]);
      expect(await rows(documentId)).toEqual([{ probability: 0.25, is_drawn: true }]);
      expect((await desk.checks({}, 10)).total).toBe(1);
    });

    it('takes at least the day’s minimum of each class, and else its share', async () => {
      const sampling = deskWith({ share: 0.1, minimumPerDay: 2 }, seededRandom(3).next);
      for (let each = 0; each < 60; each += 1) await decided({}, sampling);
      for (let each = 0; each < 2; each += 1) await decided({ classKey: 'withdrawal' }, sampling);
      const drawn = async (classKey: string) => (await desk.checks({ class: classKey }, 100)).total;
      expect(await drawn('withdrawal')).toBe(2);
      expect(await drawn('cancellation')).toBeGreaterThanOrEqual(2);
      expect(await drawn('cancellation')).toBeLessThan(20);
    });
  });

  describe('who checks', () => {
    it('is shown the document and nothing of what the machine made of it', async () => {
      const documentId = await decided();
      expect(await checkOf('acc_anna')).toEqual({
        id: expect.stringMatching(/^qc_/),
        documentId,
        look: 'first',
        classes: [],
        customers: [],
        until: new Date('2026-11-20T09:05:00.000Z'),
      });
    });

    it('never gets a document they put in, answered for, had the item of, or looked at with the machine’s answer', async () => {
      const ids = await Promise.all(Array.from({ length: 4 }, () => decided()));
      const [put, answered, worked, looked] = ids;
      await database.query(
        `update submissions set created_by = 'acc_anna' where id = (select submission_id from documents where id = $1)`,
        [put],
      );
      await database.query(
        `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, actor)
         values ($1, 'indexing', 'person', 0, 0, 0, 'restarted', 'acc_anna')`,
        [answered],
      );
      if (worked === undefined || looked === undefined) throw new Error('There are four documents.');
      await insertWorkItem(database, 'key', {
        documentId: worked,
        channel: 'letter',
        classKey: 'cancellation',
        customerNumber: null,
        queue: 'contracts',
        priority: 1,
        skills: [],
        dueAt: now,
        deadlineKind: 'contractual',
        receivedAt: now,
        secondClassKey: null,
      });
      await database.query(`update work_items set taken_by = 'acc_anna' where document_id = $1`, [worked]);
      await recordAudit(database, { actor: 'acc_anna', action: 'document.read', subject: looked });
      expect(await desk.next('acc_anna', [])).toEqual({ check: null, left: 0 });
      expect((await desk.next('acc_ben', [])).left).toBe(4);
    });

    it('of two who reach at once each gets another document, and nobody answers for what another has in hand', async () => {
      await decided();
      await decided();
      const [anna, ben] = await Promise.all([checkOf('acc_anna'), checkOf('acc_ben')]);
      expect(anna.id).not.toBe(ben.id);
      await expect(desk.answer({ id: anna.id, actor: 'acc_ben', ...agree })).rejects.toMatchObject({
        code: 'resource.missing',
      });
      now = new Date(now.getTime() + 301_000);
      await desk.answer({ id: anna.id, actor: 'acc_ben', ...agree });
    });

    it('a page that asks twice at once is given the same check twice', async () => {
      await decided();
      const [once, twice] = await Promise.all([checkOf('acc_anna'), checkOf('acc_anna')]);
      expect(once.id).toBe(twice.id);
    });

    it('keeps it while they say that they work at it, and nobody else can keep it for them', async () => {
      await decided();
      const { id } = await checkOf('acc_anna');
      now = new Date(now.getTime() + 200_000);
      await desk.keep({ id, actor: 'acc_anna' });
      now = new Date(now.getTime() + 200_000);
      expect((await desk.next('acc_ben', [])).check).toBeNull();
      await expect(desk.keep({ id, actor: 'acc_ben' })).rejects.toMatchObject({ code: 'resource.missing' });
      expect((await desk.answer({ id, actor: 'acc_anna', ...agree })).state).toBe('settled');
    });

    it('who cannot say passes it on, and is not asked again', async () => {
      await decided();
      const { id } = await checkOf('acc_anna');
      await desk.pass({ id, actor: 'acc_anna' });
      expect((await desk.next('acc_anna', [])).check).toBeNull();
      expect((await checkOf('acc_ben')).id).toBe(id);
    });
  });

  describe('an answer', () => {
    it('that agrees settles the check and counts as right', async () => {
      await decided();
      const { id } = await checkOf('acc_anna');
      expect(await desk.answer({ id, actor: 'acc_anna', ...agree })).toEqual({
        state: 'settled',
        isMachineRight: true,
      });
      const report = await figures.report(12);
      expect(report.classPrecision).toMatchObject({ checked: 1, wrong: 0, share: 1 });
      expect(report.customerPrecision).toMatchObject({ checked: 1, wrong: 0, share: 1 });
    });

    it('that differs goes to a second person, and counts as wrong until they have looked', async () => {
      await decided();
      const { id } = await checkOf('acc_anna');
      const answer = { ...agree, classKey: 'withdrawal' };
      expect(await desk.answer({ id, actor: 'acc_anna', ...answer })).toEqual({
        state: 'disputed',
        isMachineRight: null,
      });
      expect((await figures.report(12)).classPrecision).toMatchObject({ checked: 1, wrong: 1, share: 0 });
      expect((await desk.next('acc_anna', [])).check).toBeNull();
      expect(await checkOf('acc_ben')).toMatchObject({
        id,
        look: 'second',
        classes: ['cancellation', 'withdrawal'],
        customers: ['40000001'],
      });
      expect(await desk.answer({ id, actor: 'acc_ben', ...agree })).toEqual({ state: 'settled', isMachineRight: true });
      expect((await figures.report(12)).classPrecision).toMatchObject({ checked: 1, wrong: 0, share: 1 });
    });

    it('that proves the machine wrong puts the document back where it is corrected; its open item is withdrawn', async () => {
      const documentId = await decided();
      await insertWorkItem(database, `${documentId}/routing/work-item/0`, {
        documentId,
        channel: 'letter',
        classKey: 'cancellation',
        customerNumber: '40000001',
        queue: 'contracts',
        priority: 1,
        skills: [],
        dueAt: now,
        deadlineKind: 'contractual',
        receivedAt: now,
        secondClassKey: null,
      });
      const { id } = await checkOf('acc_anna');
      const right = { ...agree, customerNumber: '40000002' };
      await desk.answer({ id, actor: 'acc_anna', ...right });
      await checkOf('acc_ben');
      expect(await desk.answer({ id, actor: 'acc_ben', ...right })).toEqual({
        state: 'settled',
        isMachineRight: false,
      });

      const { rows: standing } = await database.query(
        'select state, tray, stage, generation, revision, question from documents where id = $1',
        [documentId],
      );
      expect(standing[0]).toMatchObject({
        state: 'parked',
        tray: 'indexing',
        generation: 1,
        question: { code: 'quality.error', params: { class: 'cancellation' } },
      });
      expect((await database.query('select state from work_items')).rows).toEqual([{ state: 'withdrawn' }]);
      const audit = await database.query<{ action: string; actor: string }>(
        'select action, actor from audit_events where subject = $1 order by id',
        [documentId],
      );
      expect(audit.rows).toEqual([
        { action: 'quality.checked', actor: 'acc_anna' },
        { action: 'document.reopened', actor: 'acc_ben' },
        { action: 'quality.checked', actor: 'acc_ben' },
      ]);
      const wrong = async () => (await desk.checks({ result: 'wrong' }, 10)).items;
      expect(await wrong()).toMatchObject([
        { documentId, isClassRight: true, isCustomerRight: false, isCorrected: false },
      ]);
      expect((await figures.report(12)).checks.uncorrected).toBe(1);

      const trays = createTrayDesk({
        database,
        clock,
        classes,
        undoSeconds: 15,
        customer: async () => ({ displayName: 'B', displayAddress: 'B' }),
        ring: async () => {},
      });
      const revision = Number(standing[0]?.revision);
      await trays.resolve({ documentId, revision, actor: 'acc_carla', ...right });
      expect(await wrong()).toMatchObject([{ isCorrected: true }]);
      expect((await figures.report(12)).checks.uncorrected).toBe(0);
    });

    it('for a class without customers asks for none, and one of a class that is not there is refused', async () => {
      await decided({ classKey: 'invoice', customerNumber: null, isCustomerAsked: false });
      const { id } = await checkOf('acc_anna');
      await expect(
        desk.answer({ id, actor: 'acc_anna', classKey: 'poem', customerNumber: null, seconds: 1 }),
      ).rejects.toMatchObject({ code: 'request.invalid' });
      await expect(
        desk.answer({ id, actor: 'acc_anna', classKey: 'withdrawal', customerNumber: 'x', seconds: 1 }),
      ).rejects.toMatchObject({ code: 'request.invalid' });
      const answer = { classKey: 'invoice', customerNumber: '40000001', seconds: 1 };
      expect(await desk.answer({ id, actor: 'acc_anna', ...answer })).toMatchObject({ isMachineRight: true });
      expect((await figures.report(12)).customerPrecision.checked).toBe(0);
    });
  });

  describe('the figures', () => {
    const settle = (documentId: string, isClassRight: boolean) =>
      database.query(
        `update quality_checks set state = 'settled', first_by = 'x', first_at = $2, is_class_right = $3, is_customer_right = true
          where document_id = $1`,
        [documentId, now, isClassRight],
      );

    it('stand by class, channel and week, and weigh what was rarely drawn by how rarely', async () => {
      const rare = deskWith({ share: 0.1, minimumPerDay: 0 }, () => 0);
      for (let each = 0; each < 9; each += 1) await settle(await decided(), true);
      await settle(await decided({ channel: 'fax' }, rare), false);
      now = new Date('2026-11-24T09:00:00Z');
      await settle(await decided({ classKey: 'withdrawal' }), true);
      const report = await figures.report(12);
      expect(report.classPrecision).toMatchObject({ checked: 11, wrong: 1, share: expect.closeTo(10 / 20, 6) });
      expect(
        report.byClass.map(({ classKey, classPrecision: { checked, wrong } }) => [classKey, checked, wrong]),
      ).toEqual([
        ['cancellation', 10, 1],
        ['withdrawal', 1, 0],
      ]);
      expect(report.byChannel.map(({ channel, classPrecision }) => [channel, classPrecision.share])).toEqual([
        ['letter', 1],
        ['fax', 0],
      ]);
      expect(report.weeks.map(({ week, classPrecision }) => [week, classPrecision.checked])).toEqual([
        ['2026-11-16', 10],
        ['2026-11-23', 1],
      ]);
    });

    it('count what came to a person beside what did not', async () => {
      await decided();
      await decided();
      const { documentId } = await putDocument(database, {
        stage: 'indexing',
        state: 'parked',
        tray: 'indexing',
        channel: 'fax',
      });
      await database.query(
        `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, finished_at)
         values ($1, 'indexing', '1', 0, 1, 1, 'parked', $2), ($1, 'indexing', '1', 1, 1, 1, 'parked', $2)`,
        [documentId, now],
      );
      const { touchless, byChannel } = await figures.report(12);
      expect(touchless).toEqual({ alone: 2, asked: 1, share: 2 / 3 });
      expect(byChannel.map((row) => [row.channel, row.touchless.share])).toEqual([
        ['letter', 1],
        ['fax', 0],
      ]);
    });

    it('of nothing are no figures and no alarm', async () => {
      const report = await figures.report(12);
      expect(report).toMatchObject({ alarms: [], weeks: [], byClass: [], touchless: { share: null } });
      expect(report.classPrecision).toEqual({ checked: 0, wrong: 0, share: null, from: 0, to: 1 });
    });
  });
});
