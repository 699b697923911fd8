import { describe, expect, it } from 'vitest';
import { fieldValue, ibanInGroups, shortDigest } from './field-value.ts';
import { formatsOf } from './formats.ts';

const de = formatsOf('de');

describe('a field value', () => {
  it('is shown as people write it', () => {
    expect(fieldValue('newIban', 'DE02120300000000202051', de)).toBe('DE02 1203 0000 0000 2020 51');
    expect(fieldValue('birthDate', '1978-02-03', de)).toBe('03.02.1978');
    expect(fieldValue('contractNumber', 'VN783771620', de)).toBe('VN783771620');
  });

  it('in groups ends without a blank', () => {
    expect(ibanInGroups('ABCD')).toBe('ABCD');
    expect(ibanInGroups('')).toBe('');
  });

  it('of a digest keeps both ends', () => {
    expect(shortDigest('0123456789abcdef'.repeat(4))).toBe('0123456789…89abcdef');
    expect(shortDigest('short')).toBe('short');
  });
});
