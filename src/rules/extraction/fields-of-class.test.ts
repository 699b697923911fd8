import { describe, expect, test } from 'vitest';
import { defaultClassFields } from '../../config/class-fields.ts';
import type { FieldName, IndexField } from '../../domain/index-data.ts';
import { fieldsOfClass } from './fields-of-class.ts';

const field = (name: FieldName, value: string, confidence = 0.97, foundBy = 'test'): IndexField => ({
  name,
  value,
  confidence,
  page: 1,
  box: null,
  source: 'ocr',
  foundBy,
});
const none: ReadonlySet<FieldName> = new Set();
const judge = (key: string, fields: readonly IndexField[], misread = none) =>
  fieldsOfClass(fields, defaultClassFields[key] ?? [], misread);

describe('the fields of a class', () => {
  test('a single field keeps its surest value', () => {
    const { fields, question } = judge('invoice', [
      field('invoiceNumber', 'R1234567'),
      field('amount', '458.73', 0.8),
      field('amount', '3678.16', 0.97),
    ]);
    expect(fields.filter(({ name }) => name === 'amount').map(({ value }) => value)).toEqual(['3678.16']);
    expect(question).toBeNull();
  });

  test('two values of a single field that are about as sure are both kept, and a person chooses', () => {
    const { fields, question } = judge('invoice', [
      field('invoiceNumber', 'R1234567'),
      field('amount', '458.73', 0.95),
      field('amount', '3678.16', 0.97),
    ]);
    expect(fields.filter(({ name }) => name === 'amount')).toHaveLength(2);
    expect(question).toEqual(expect.objectContaining({ code: 'field.unsure', params: { fields: 'amount' } }));
  });

  test('an invoice without its number is asked about', () => {
    const { question } = judge('invoice', [field('amount', '10.00')]);
    expect(question).toEqual(expect.objectContaining({ code: 'field.missing', params: { fields: 'invoiceNumber' } }));
  });

  test('a doubtful total is asked about, a sure one is not', () => {
    const number = field('invoiceNumber', 'R1234567');
    expect(judge('invoice', [number, field('amount', '10.00', 0.6)]).question?.code).toBe('field.unsure');
    expect(judge('invoice', [number, field('amount', '10.00', 0.9)]).question).toBeNull();
  });

  test('new bank details whose check digits do not hold are asked about; a revoked mandate without an account is not', () => {
    expect(judge('bank_details_change', [], new Set(['newIban'])).question?.code).toBe('field.unsure');
    expect(judge('bank_details_change', []).question).toBeNull();
  });

  test('what a class does not have is left out: the salary in an application for work is no amount of ours', () => {
    const { fields } = judge('job_application', [field('amount', '54000.00'), field('phone', '+49491123456')]);
    expect(fields.map(({ name }) => name)).toEqual(['phone']);
  });

  test('a number that the directory has is kept in any class, as are a new address and a new account', () => {
    const { fields } = judge('advertising', [
      field('customerNumber', '40123456', 0.99, 'customerNumber-label, directory'),
      field('customerNumber', '77123456', 0.97, 'customerNumber-label'),
      field('newAddress', 'Lindenweg 7a, 26789 Leer'),
      field('newIban', 'DE89370400440532013000'),
    ]);
    expect(fields.map(({ value }) => value)).toEqual([
      '40123456',
      'Lindenweg 7a, 26789 Leer',
      'DE89370400440532013000',
    ]);
  });

  test('every class that ships has its fields, each once', () => {
    expect(Object.keys(defaultClassFields)).toHaveLength(20);
    for (const fields of Object.values(defaultClassFields)) {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    }
  });
});
