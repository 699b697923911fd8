import { describe, expect, it } from 'vitest';
import type { ClassView, DocumentDetail } from '../api/contract.ts';
import { formatsOf } from '../format/formats.ts';
import {
  answerOf,
  doubtsOf,
  type Field,
  faultOf,
  fieldText,
  firstDraft,
  parseDraft,
  takenUp,
  withClass,
} from './review-draft.ts';

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
      secondClass: null,
      fields: [],
    } as unknown as DocumentDetail['result'],
  };
}

const iban = {
  name: 'iban',
  value: 'DE89370400440532013000',
  confidence: 0.5,
  page: 1,
  box: null,
  source: 'ocr',
} as const;
const wrongIban = { ...iban, value: 'DE89370400440532013001', confidence: 0.99 } as const;
const email = { ...iban, name: 'email', value: 'a@example.org', confidence: 0.9 } as const;

describe('a draft', () => {
  it('begins with the best guess when only the class is in doubt', () => {
    expect(firstDraft(parked('class.unsure', 'objection', '40000001'), classes)).toMatchObject({
      classKey: 'objection',
      customer: { kind: 'chosen', number: '40000001', name: 'Sabine Müller', address: 'Bergstr. 74, 30159 Hannover' },
    });
  });

  it('begins with no customer chosen when several fit, even if one leads', () => {
    const open = { customer: { kind: 'open' } };
    expect(firstDraft(parked('customer.several', 'objection', '40000001'), classes)).toMatchObject(open);
    const both = parked('class.unsure', 'objection', '40000001');
    const question = { code: 'class.unsure', message: '', params: { also: 'customer.contradictory' } };
    expect(firstDraft({ ...both, question }, classes)).toMatchObject(open);
    const torn = { code: 'document.torn', message: '', params: { also: 'customer.several, field.unsure' } };
    expect(firstDraft({ ...both, question: torn }, classes)).toMatchObject(open);
  });

  it('of a torn document about which nothing else is asked is answered by accepting it', () => {
    const torn = parked('document.torn', 'objection', '40000001');
    expect(answerOf(firstDraft(torn, classes), [])).toMatchObject({
      classKey: 'objection',
      customerNumber: '40000001',
    });
  });

  it('cannot be answered before class and customer are chosen, and needs no customer for a class that has none', () => {
    const draft = firstDraft(parked('class.unsure', 'objection', null), classes);
    expect(answerOf({ ...draft, classKey: null }, [])).toEqual({ missing: 'class' });
    expect(answerOf(draft, [])).toEqual({ missing: 'customer' });
    expect(answerOf(withClass(draft, 'invoice', classes, parked('class.unsure', 'objection', null)), [])).toMatchObject(
      {
        classKey: 'invoice',
        customerNumber: null,
      },
    );
  });

  it('confirms what was doubted, carries what was typed, and leaves the rest to the machine', () => {
    const draft = { ...firstDraft(parked('class.unsure', 'invoice', null), classes), typed: { 2: '' } };
    const fields: Field[] = [iban, email, { ...email }];
    expect(answerOf(draft, fields)).toMatchObject({
      fields: [
        { at: 0, name: 'iban', value: 'DE89370400440532013000' },
        { at: 2, name: 'email', value: null },
      ],
    });
  });

  it('is not sent with check digits that do not fit; corrected or struck out it is', () => {
    const draft = firstDraft(parked('class.unsure', 'invoice', null), classes);
    expect(answerOf(draft, [wrongIban])).toEqual({ missing: 'field-0' });
    expect(answerOf({ ...draft, typed: { 0: 'DE89 3704 0044 0532 0130 00' } }, [wrongIban])).toMatchObject({
      classKey: 'invoice',
    });
    expect(answerOf({ ...draft, typed: { 0: ' ' } }, [wrongIban])).toMatchObject({ fields: [{ at: 0, value: null }] });
  });

  it('asks for the customer again when a class without customers turns out to be one with them', () => {
    const document = parked('class.unsure', 'invoice', null);
    const draft = firstDraft(document, classes);
    expect(draft.customer).toEqual({ kind: 'none' });
    expect(answerOf(withClass(draft, 'objection', classes, document), [])).toEqual({ missing: 'customer' });
  });

  it('of a class without customers goes to nobody, whoever was supposed before', () => {
    const document = parked('class.unsure', 'objection', '40000001');
    const draft = firstDraft(document, classes);
    const other = withClass(draft, 'invoice', classes, document);
    expect(answerOf(other, [])).toMatchObject({ customerNumber: null });
    expect(withClass(other, 'objection', classes, document).customer).toEqual(draft.customer);
  });

  it('that was made before the document was read anew keeps what was typed for the same field, and asks class and customer anew', () => {
    const at = (document: ReturnType<typeof parked>, fields: Field[]) => ({
      ...document,
      result: { ...document.result, fields },
    });
    const before = at(parked('class.unsure', 'objection', '40000001'), [email, iban]);
    const made = {
      ...firstDraft(before, classes),
      classKey: 'invoice',
      customer: { kind: 'none' } as const,
      typed: { 0: 'b@example.org', 1: 'DE02120300000000202051' },
    };
    expect(takenUp(made, before, classes)).toBe(made);
    // One field is gone, so the other has moved up; and the machine is torn between two customers by now.
    const after = at(parked('customer.several', 'objection', '40000002'), [iban]);
    const taken = takenUp(made, after, classes);
    expect(taken).toMatchObject({ classKey: 'objection', customer: { kind: 'open' } });
    expect(taken.typed).toEqual({ 0: 'DE02120300000000202051' });
    // A field of that name with another value is another field.
    expect(takenUp(made, at(before, [{ ...iban, value: 'DE1' }, email]), classes)).toMatchObject({
      classKey: 'invoice',
      typed: { 1: 'b@example.org' },
    });
  });

  it('is taken up again, but not one of another shape', () => {
    const draft = firstDraft(parked('class.unsure', 'objection', null), classes);
    expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(parseDraft({ classKey: 3 })).toBeNull();
  });
});

describe('what is asked of a person', () => {
  it('stands in the order of the page, with both questions when both are asked', () => {
    const both = parked('class.unsure', 'objection', '40000001');
    const result = { ...both.result, fields: [email, iban, wrongIban] };
    expect(doubtsOf({ ...both, result })).toEqual(['class', 'customer', 'field-1', 'field-2']);
  });

  it('is a field that its class has and nobody found, with an empty place to fill or to leave', () => {
    const asking = parked('class.unsure', 'invoice', null);
    const question = {
      code: 'class.unsure',
      message: '',
      params: { also: 'field.missing', fields: 'invoiceNumber, email' },
    };
    const document = { ...asking, question, result: { ...asking.result, fields: [email] } };
    expect(doubtsOf(document)).toContain('added-0');
    const draft = firstDraft(document, classes);
    expect(draft.added).toEqual([{ name: 'invoiceNumber', typed: '' }]);
    expect(answerOf(draft, [email])).toMatchObject({ fields: [] });
  });
});

describe('a field', () => {
  it('is shown as people write it, in a form that is understood again', () => {
    for (const language of ['de', 'en'] as const) {
      for (const [name, value] of [
        ['iban', 'DE89370400440532013000'],
        ['date', '1958-11-03'],
        ['amount', '1234.50'],
        ['phone', '+494921123456'],
      ] as const) {
        expect(
          faultOf(name, fieldText({ name, value }, formatsOf(language), language)),
          `${language} ${name}`,
        ).toBeNull();
      }
    }
    expect(fieldText({ name: 'date', value: '1958-11-03' }, formatsOf('de'), 'de')).toBe('03.11.1958');
  });
});
