import { describe, expect, it } from 'vitest';
import type { ClassView, DocumentDetail } from '../api/contract.ts';
import { answerOf, firstChoice, parseChoice } from './resolve-answer.ts';

const classes: readonly ClassView[] = [
  {
    key: 'objection',
    names: { de: 'Widerspruch', en: 'Objection' },
    customer: 'required',
    queue: 'complaints',
    threshold: 0.9,
  },
  {
    key: 'invoice',
    names: { de: 'Eingangsrechnung', en: 'Invoice' },
    customer: 'none',
    queue: 'accounting',
    threshold: 0.9,
  },
];
const candidate = {
  customerNumber: '40000001',
  confidence: 0.7,
  displayName: 'Sabine Müller',
  displayAddress: 'Bergstr. 74, 30159 Hannover',
};

function parked(
  code: string,
  classKey: string | null,
  customerNumber: string | null,
): Pick<DocumentDetail, 'question' | 'customerName' | 'result'> {
  return {
    question: { code, message: '' },
    customerName: null,
    result: {
      class: classKey === null ? null : { key: classKey, confidence: 0.6, decision: 'review', alternatives: [] },
      customer: { customerNumber, confidence: 0.7, decision: 'review', evidence: [], candidates: [candidate] },
    } as unknown as DocumentDetail['result'],
  };
}

describe('a parked document', () => {
  it('begins with the best guess when only the class is in doubt', () => {
    expect(firstChoice(parked('class.unsure', 'objection', '40000001'), classes)).toEqual({
      classKey: 'objection',
      customer: { kind: 'chosen', number: '40000001', name: 'Sabine Müller', address: 'Bergstr. 74, 30159 Hannover' },
    });
  });

  it('begins with no customer chosen when several fit, even if one leads', () => {
    expect(firstChoice(parked('customer.several', 'objection', '40000001'), classes).customer).toEqual({
      kind: 'open',
    });
  });

  it('needs no customer for a class that has none', () => {
    expect(answerOf(firstChoice(parked('class.unsure', 'invoice', null), classes))).toEqual({
      classKey: 'invoice',
      customerNumber: null,
    });
  });

  it('cannot be answered before class and customer are chosen', () => {
    expect(answerOf({ classKey: null, customer: { kind: 'none' } })).toBe('class');
    expect(answerOf({ classKey: 'objection', customer: { kind: 'open' } })).toBe('customer');
  });

  it('takes up a kept draft, but not one of another shape', () => {
    const choice = { classKey: 'objection', customer: { kind: 'none' } };
    expect(parseChoice(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
    expect(parseChoice({ classKey: 3 })).toBeNull();
  });
});
