import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/connection.ts';
import type { AloneDecision } from '../domain/alone-decision.ts';
import type { ModelSpread } from '../domain/drift-bins.ts';
import { aloneDecision } from '../testing/alone-decision.ts';
import { openTestDatabase } from '../testing/database.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { testClasses } from '../testing/test-api.ts';
import { createQualityDesk } from './quality-desk.ts';
import { createQualityFigures, type QualityFigures } from './quality-figures.ts';

const timeZone = 'Europe/Berlin';

describe('figures of drift', () => {
  let database: Database;
  let now: Date;
  const clock = { now: () => new Date(now) };
  beforeEach(async () => {
    database = await openTestDatabase();
    now = new Date('2026-11-20T09:00:00.000Z');
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const figuresWith = (trainedSpread: (version: string) => Promise<ModelSpread | null>): QualityFigures =>
    createQualityFigures({
      database,
      clock,
      timeZone,
      thresholds: { classPrecisionMin: 0.99, customerPrecisionMin: 0.999, driftMax: 0.25, driftDocumentsMin: 20 },
      windows: { referenceDays: 14, recentDays: 7 },
      trainedSpread,
    });
  const decided = async (changes: Partial<AloneDecision>): Promise<void> => {
    const { documentId } = await putDocument(database, {
      stage: 'routing',
      state: 'done',
      doneAt: now,
      facts: lettersFacts(),
    });
    const desk = createQualityDesk({
      database,
      clock,
      classes: testClasses,
      drawing: { share: 0, minimumPerDay: 0 },
      timeZone,
      isCustomer: async () => false,
    });
    await desk.note(aloneDecision(documentId, changes));
  };

  it('raise an alarm when the post becomes another one than in the model’s first weeks', async () => {
    expect((await figuresWith(async () => null).report(12)).drift).toBeNull();
    for (let each = 0; each < 30; each += 1) await decided({ classConfidence: 0.99 });
    expect((await figuresWith(async () => null).report(12)).drift).toMatchObject({
      model: '1',
      recent: null,
      reference: { documents: 30 },
    });
    now = new Date('2026-12-10T09:00:00Z');
    for (let each = 0; each < 30; each += 1)
      await decided({ classConfidence: each < 20 ? 0.99 : 0.91, knownShare: 0.9 });
    const { drift, alarms } = await figuresWith(async () => null).report(12);
    expect(drift?.recent).toMatchObject({ documents: 30 });
    expect(alarms).toEqual([{ kind: 'confidence', measured: expect.any(Number), threshold: 0.25 }]);
    expect(drift?.parts.map(({ kind, before, now: recent }) => [kind, before, recent])).toEqual([
      ['confidence', 30, 30],
      ['classes', 30, 30],
      ['unknownWords', 30, 30],
    ]);
  });

  it('compare with the model’s training where its card tells, from the first day on, and say so', async () => {
    const spread = { confidence: [0, 0, 0, 0, 0, 0, 100], knownWords: [0, 0, 0, 0, 0, 0, 100, 0] };
    const trained = figuresWith(async (version) => (version === '1' ? spread : null));
    for (let each = 0; each < 30; each += 1) await decided({ classConfidence: 0.91, knownShare: 0.92 });
    const { drift, alarms } = await trained.report(12);
    expect(drift?.parts.map(({ kind, against, before, now: recent }) => [kind, against, before, recent])).toEqual([
      ['confidence', 'training', 100, 30],
      ['unknownWords', 'training', 100, 30],
    ]);
    expect(alarms.map(({ kind }) => kind)).toEqual(['confidence']);
    now = new Date('2026-12-10T09:00:00Z');
    for (let each = 0; each < 30; each += 1) await decided({ classConfidence: 0.99, knownShare: 0.92 });
    const later = await trained.report(12);
    expect(later.drift?.parts.map(({ kind, against }) => [kind, against])).toEqual([
      ['confidence', 'training'],
      ['classes', 'firstWeeks'],
      ['unknownWords', 'training'],
    ]);
    expect(later.alarms).toEqual([]);
  });
});
