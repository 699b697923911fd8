import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentId } from '../domain/ids.ts';
import { openTestDatabase } from '../testing/database.ts';
import { putDocument } from '../testing/put-document.ts';
import type { Database } from './connection.ts';
import { touchlessCounts } from './touchless-days.ts';

const timeZone = 'Europe/Berlin';

describe('touchless counts', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const put = async (classKey = 'cancellation'): Promise<DocumentId> =>
    (await putDocument(database, { stage: 'routing', state: 'done', doneAt: new Date(), classKey })).documentId;
  const alone = async (at: string) => {
    await database.query(
      `insert into quality_decisions (document_id, generation, at, channel, language, class_key, class_confidence,
                                      is_class_given, is_customer_asked, probability, is_drawn)
       values ($1, 0, $2, 'letter', 'de', 'cancellation', 0.97, false, true, 1, false)`,
      [await put(), at],
    );
  };
  const asked = async (at: string, id?: DocumentId) => {
    await database.query(
      `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, finished_at)
       values ($1, 'indexing', '1', 0, 1, 1, 'parked', $2)`,
      [id ?? (await put()), at],
    );
  };
  const counts = async (now: string, zone = timeZone) =>
    (
      await touchlessCounts(
        database,
        { since: new Date('2026-10-01T00:00:00Z'), until: new Date('2026-12-31T00:00:00Z'), timeZone: zone },
        new Date(now),
      )
    )
      .map((row) => [row.week, row.alone, row.asked])
      .sort();

  it('are the same whether a day is still going on, is over, or was counted already; each day is counted once', async () => {
    await alone('2026-11-16T08:00:00Z');
    await alone('2026-11-18T08:00:00Z');
    await asked('2026-11-18T09:00:00Z');
    const expected = [['2026-11-16', 2, 1]];
    expect(await counts('2026-11-18T10:00:00Z')).toEqual(expected);
    expect(await counts('2026-11-19T10:00:00Z')).toEqual(expected);
    expect(await counts('2026-11-25T10:00:00Z')).toEqual(expected);
    expect(await Promise.all(['2026-11-30', '2026-11-30'].map((day) => counts(`${day}T10:00:00Z`)))).toEqual([
      expected,
      expected,
    ]);
    await alone('2026-11-30T10:00:00Z');
    expect(await counts('2026-11-30T11:00:00Z')).toEqual([...expected, ['2026-11-30', 1, 0]]);
  });

  it('count a document that came to people twice on the first day only', async () => {
    const id = await put();
    await asked('2026-11-12T09:00:00Z', id);
    await asked('2026-11-20T09:00:00Z', id);
    expect(await counts('2026-11-25T10:00:00Z')).toEqual([['2026-11-09', 0, 1]]);
  });

  it('begin days where the company’s do, and are counted anew in another time zone', async () => {
    // Sunday in London, Monday in Emden.
    await alone('2026-11-15T23:30:00Z');
    expect(await counts('2026-11-25T10:00:00Z')).toEqual([['2026-11-16', 1, 0]]);
    expect(await counts('2026-11-25T10:00:00Z', 'Europe/London')).toEqual([['2026-11-09', 1, 0]]);
  });

  it('of a year are counted in steps, and none is left out', async () => {
    for (const month of ['02', '05', '08', '10', '11']) await alone(`2026-${month}-10T10:00:00Z`);
    const rows = await touchlessCounts(
      database,
      { since: new Date('2025-12-01T00:00:00Z'), until: new Date('2026-12-31T00:00:00Z'), timeZone },
      new Date('2026-11-25T10:00:00Z'),
    );
    expect(rows.reduce((sum, row) => sum + row.alone, 0)).toBe(5);
  });
});
