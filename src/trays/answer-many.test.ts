import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/connection.ts';
import { standingCorrections } from '../db/corrections.ts';
import { claimDocuments } from '../db/review-claims.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { testClasses } from '../testing/test-api.ts';
import { answerMany } from './answer-many.ts';
import { createTrayDesk, type TrayDesk } from './tray-desk.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const { archiving: _archiving, routing: _routing, ...understood } = lettersFacts();
const read = (value: string) =>
  ({
    name: 'contractNumber',
    value,
    confidence: 0.5,
    page: 1,
    box: [0.1, 0.3, 0.2, 0.02],
    source: 'ocr',
    foundBy: 'label',
  }) as const;

describe('fields of many documents in one go', () => {
  let database: Database;
  let trays: TrayDesk;
  beforeEach(async () => {
    database = await openTestDatabase();
    trays = createTrayDesk({
      database,
      clock: { now: () => now },
      classes: testClasses,
      undoSeconds: 15,
      customer: async () => null,
      ring: async () => {},
    });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const park = async (...values: string[]): Promise<DocumentId> => {
    const { documentId } = await putDocument(database, {
      stage: 'indexing',
      state: 'parked',
      tray: 'indexing',
      facts: { ...understood, indexing: { ...lettersFacts().indexing, fields: values.map(read) } },
    });
    return documentId;
  };
  const valuesOf = async (id: string) => {
    const { rows } = await database.query<{ facts: Partial<FactsByStage> }>(
      'select facts from documents where id = $1',
      [id],
    );
    return rows[0]?.facts.indexing?.fields.map(({ value }) => value);
  };
  const order = (documentId: DocumentId, value: string, was: string, revision = 0) => ({
    documentId,
    revision,
    fields: [{ at: 0, name: 'contractNumber' as const, value, was }],
  });

  it('are checked document by document: what changed, is in hand or has gone on is left as it is and named with its reason', async () => {
    const [good, stale, held, gone, other, wrong] = [
      await park('VN1'),
      await park('VN2'),
      await park('VN3'),
      await park('VN4'),
      await park('VN5'),
      await park('VN6'),
    ];
    await trays.setFields({ ...order(stale, 'VN22', 'VN2'), actor: 'acc_ben' });
    await claimDocuments(database, [held], {
      accountId: 'acc_ben',
      now,
      until: new Date(now.getTime() + 60_000),
    });
    await trays.close({ documentId: gone, revision: 0, actor: 'acc_ben', reason: 'leer' });
    const { saved, left } = await answerMany(
      trays,
      [
        order(good, 'VN11', 'VN1'),
        order(stale, 'VN23', 'VN2'),
        order(held, 'VN33', 'VN3'),
        order(gone, 'VN44', 'VN4'),
        // The revision is right and the value at that place is not the one that was shown.
        order(other, 'VN55', 'VN9'),
        { ...order(wrong, 'DE1', 'VN6'), fields: [{ at: 0, name: 'iban', value: 'DE1', was: 'VN6' }] },
      ],
      'acc_anna',
    );
    expect(saved).toEqual([{ id: good, revision: 1 }]);
    expect(left.map(({ id, code }) => [id, code])).toEqual([
      [stale, 'revision.stale'],
      [held, 'document.in_work'],
      [gone, 'revision.stale'],
      [other, 'revision.stale'],
      [wrong, 'request.invalid'],
    ]);
    expect(left.every(({ message }) => message.length > 20)).toBe(true);
    expect(await Promise.all([good, stale, held, gone, other, wrong].map(valuesOf))).toEqual([
      ['VN11'],
      ['VN22'],
      ['VN3'],
      ['VN4'],
      ['VN5'],
      ['VN6'],
    ]);
  });

  it('are kept as truth without what was shown, which the machine’s facts hold', async () => {
    const id = await park('VN1');
    await answerMany(trays, [order(id, 'VN11', 'VN1')], 'acc_anna');
    expect((await standingCorrections(database, { afterId: 0, limit: 5 })).map(({ said }) => said)).toEqual([
      { fields: [{ at: 0, name: 'contractNumber', value: 'VN11' }] },
    ]);
  });

  it('are taken back one by one, and never another answer than the one that is meant', async () => {
    const id = await park('VN1', 'VN2');
    const first = await trays.setFields({ ...order(id, 'VN11', 'VN1'), actor: 'acc_anna' });
    const second = await trays.setFields({
      documentId: id,
      revision: first.revision,
      actor: 'acc_anna',
      fields: [{ at: 1, name: 'contractNumber', value: 'VN22', was: 'VN2' }],
    });
    await expect(trays.undo({ documentId: id, actor: 'acc_anna', answered: first.revision })).rejects.toMatchObject({
      code: 'document.gone_on',
    });
    expect(await valuesOf(id)).toEqual(['VN11', 'VN22']);
    await trays.undo({ documentId: id, actor: 'acc_anna', answered: second.revision });
    expect(await valuesOf(id)).toEqual(['VN11', 'VN2']);
    await trays.undo({ documentId: id, actor: 'acc_anna', answered: first.revision });
    expect(await valuesOf(id)).toEqual(['VN1', 'VN2']);
  });

  it.each([
    ['changed', `update corrections set said = '{}'`],
    ['removed', 'delete from corrections'],
    ['emptied away', 'truncate corrections cascade'],
  ])('are never %s afterwards, whoever asks the database', async (_how, statement) => {
    const id = await park('VN1');
    await answerMany(trays, [order(id, 'VN11', 'VN1')], 'acc_anna');
    await expect(database.query(statement)).rejects.toThrow(/append-only/);
    expect(await standingCorrections(database, { afterId: 0, limit: 5 })).toHaveLength(1);
  });
});
