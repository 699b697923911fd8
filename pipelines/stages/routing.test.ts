import { describe, expect, it } from 'vitest';
import { demoCompany } from '../../src/domain/company.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { FactsByStage } from '../../src/domain/facts.ts';
import { newId } from '../../src/domain/ids.ts';
import { digest, lettersFacts } from '../../src/testing/put-document.ts';
import { testClasses } from '../../src/testing/test-api.ts';
import { createRouting } from './routing.ts';

const context = {
  signal: new AbortController().signal,
  clock: { now: () => new Date() },
  attempt: 1,
  isLastAttempt: false,
};

describe('routing', () => {
  const run = async (
    changes: Partial<DocumentSnapshot> = {},
    facts: Partial<FactsByStage> = {},
    duplicateOf = false,
  ) => {
    const stage = createRouting({
      classes: testClasses,
      company: demoCompany,
      precedents: { sameBytes: async () => (duplicateOf ? newId('doc') : null) },
    });
    const document: DocumentSnapshot = {
      id: newId('doc'),
      submissionId: newId('sub'),
      parentId: null,
      depth: 0,
      channel: 'fax',
      receivedAt: new Date('2026-11-20T09:00:00Z'),
      filename: 'letter.tif',
      declaredMediaType: null,
      original: { sha256: digest('0'), byteLength: 1 },
      given: null,
      generation: 0,
      facts: { ...lettersFacts(), ...facts },
      ...changes,
    };
    const outcome = await stage.run(document, context);
    return outcome.kind === 'advance' ? outcome.effects : [];
  };
  const { classification, indexing } = lettersFacts();
  const kinds = (effects: Awaited<ReturnType<typeof run>>) => effects.map(({ kind }) => kind).sort();

  it('notes what was decided without a person, as it was decided, beside the work item', async () => {
    const effects = await run();
    expect(kinds(effects)).toEqual(['noteDecision', 'offerWorkItem']);
    expect(effects.find(({ kind }) => kind === 'noteDecision')).toMatchObject({
      decision: {
        channel: 'fax',
        language: 'de',
        classKey: 'cancellation',
        classConfidence: 0.97,
        isClassGiven: false,
        customerNumber: '40000001',
        isCustomerAsked: true,
        model: '1',
      },
    });
  });

  it('a class that lay on a separator sheet is noted as given', async () => {
    const given = { classKey: 'cancellation' } as NonNullable<DocumentSnapshot['given']>;
    const effects = await run({ given });
    expect(effects.find(({ kind }) => kind === 'noteDecision')).toMatchObject({ decision: { isClassGiven: true } });
  });

  it.each([
    ['a person said the class', {}, { classification: { ...classification, decidedBy: 'acc_anna' } }],
    ['a person said the customer', {}, { indexing: { ...indexing, decidedBy: 'acc_anna' } }],
    ['a person ordered it again', { generation: 1 }, {}],
  ] as const)('notes nothing where %s', async (_, changes, facts) => {
    expect(kinds(await run(changes, facts))).toEqual(['offerWorkItem']);
  });

  it('a duplicate is neither offered nor noted', async () => {
    expect(await run({}, {}, true)).toEqual([]);
  });
});
