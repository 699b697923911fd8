import { describe, expect, it } from 'vitest';
import { enteredField, fieldDoubt } from './entered-field.ts';

describe('a field that a person types', () => {
  it.each([
    ['iban', 'de89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
    ['birthDate', '3.11.1958', '1958-11-03'],
    ['date', '03.11.58', '1958-11-03'],
    ['date', '2026-02-28', '2026-02-28'],
    ['amount', '1.234,56 €', '1234.56'],
    ['amount', '1,234.5', '1234.50'],
    ['amount', '12,-', '12.00'],
    ['amount', 'EUR 1.234', '1234.00'],
    ['phone', '04921 / 123-456', '+494921123456'],
    ['phone', '+49 (0) 4921 123456', '+494921123456'],
    ['email', ' Sabine@Example.ORG ', 'sabine@example.org'],
    ['contractNumber', '  VN 783 ', 'VN 783'],
  ] as const)('is kept as fields are kept: %s %s', (name, typed, value) => {
    expect(enteredField(name, typed)).toEqual({ value });
  });

  it.each([
    ['iban', 'DE89370400440532013001', 'iban'],
    ['iban', 'DE8937040044053201300', 'iban'],
    ['date', '31.02.2026', 'date'],
    ['date', 'gestern', 'date'],
    ['amount', '12,345,6', 'amount'],
    ['phone', '12', 'phone'],
    ['email', 'sabine at example', 'email'],
    ['fileReference', 'x'.repeat(301), 'long'],
  ] as const)('is refused with its reason: %s %s', (name, typed, fault) => {
    expect(enteredField(name, typed)).toEqual({ fault });
  });
});

describe('a doubt about a field', () => {
  const field = { name: 'iban', value: 'DE89370400440532013000', confidence: 0.99, source: 'ocr' };
  it('is a check digit that does not fit, however sure the reader is, or a reader that is not sure', () => {
    expect(fieldDoubt(field)).toBeNull();
    expect(fieldDoubt({ ...field, value: 'DE89370400440532013001' })).toBe('checksum');
    expect(fieldDoubt({ ...field, confidence: 0.69 })).toBe('unsure');
  });
  it('ends when a person has said what it is', () => {
    expect(fieldDoubt({ ...field, confidence: 0.1, source: 'person' })).toBeNull();
  });
});
