import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { germanIban } from '../../../fixtures/generator/iban.ts';
import { isValidIban, repairIban } from './iban.ts';
import { identifierVariants, normaliseIdentifier } from './identifier.ts';
import { normalisePhone } from './phone.ts';

const account = fc.stringMatching(/^\d{18}$/);

describe('IBAN', () => {
  test.each([
    'DE89370400440532013000',
    'AT611904300234573201',
    'CH9300762011623852957',
    'NL91ABNA0417164300',
    'FR1420041010050500013M02606',
    'GB29NWBK60161331926819',
    'PL61109010140000071219812874',
    'IT60X0542811101000000123456',
  ])('%s is one', (iban) => expect(isValidIban(iban)).toBe(true));

  test.each([
    'DE89370400440532013001',
    'DE8937040044053201300',
    'XX89370400440532013000',
    'DE8937040044053201300O',
    '',
  ])('%s is none', (text) => expect(isValidIban(text)).toBe(false));

  test('blanks and case do not matter', () => {
    expect(repairIban('de89 3704 0044 0532 0130 00')).toEqual({ iban: 'DE89370400440532013000', isRepaired: false });
  });

  test('letters read for digits are put right when the check digits confirm it', () => {
    expect(repairIban('DE89 37O4 0O44 OS32 0I30 0O')).toEqual({ iban: 'DE89370400440532013000', isRepaired: true });
    expect(repairIban('0E89 3704 0044 0532 0130 00')).toEqual({ iban: 'DE89370400440532013000', isRepaired: true });
    expect(repairIban('NL91 A8NA 0417 1643 00')).toEqual({ iban: 'NL91ABNA0417164300', isRepaired: true });
  });

  test('what the check digits do not confirm is never repaired', () => {
    expect(repairIban('DE89 37O4 0044 0532 0130 01')).toBeNull();
    expect(repairIban('DE89 3704 0044 0532 0130 0X')).toBeNull();
  });

  test('any account survives a reader that takes every look-alike digit for its letter', () => {
    const alike: Record<string, string> = { 0: 'O', 1: 'l', 5: 'S', 8: 'B', 2: 'Z' };
    fc.assert(
      fc.property(account, (digits) => {
        const iban = germanIban(digits.slice(0, 8), digits.slice(8));
        const misread = `DE${iban.slice(2).replace(/[01582]/g, (digit) => alike[digit] ?? digit)}`;
        expect(repairIban(misread)?.iban).toBe(iban);
      }),
    );
  });

  test('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(account, fc.integer({ min: 4, max: 21 }), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const iban = germanIban(digits.slice(0, 8), digits.slice(8));
        const wrong = iban.slice(0, at) + ((Number(iban[at]) + shift) % 10) + iban.slice(at + 1);
        expect(repairIban(wrong)).toBeNull();
      }),
    );
  });
});

describe('phone', () => {
  test.each([
    ['0171 1234567', '+491711234567'],
    ['04921 / 12345-0', '+494921123450'],
    ['+49 (0) 4921 12345', '+49492112345'],
    ['0049 4921 12345', '+49492112345'],
    ['+490171 1234567', '+491711234567'],
    ['+43 1 234567', '+431234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+33 1 23 45 67 89', '+33123456789'],
    ['1234567 lang', null],
    ['12', null],
    ['00', null],
  ])('%s is %s', (text, expected) => expect(normalisePhone(text, 'DE')).toBe(expected));

  test('the country of the company decides what a leading zero means', () => {
    expect(normalisePhone('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(normalisePhone('0512 123456', 'AT')).toBe('+43512123456');
  });
});

describe('identifier', () => {
  test('is compared without case, blanks and punctuation', () => {
    expect(normaliseIdentifier('vn-123 456.789')).toBe('VN123456789');
  });

  test('look-alike letters become questions, a real prefix stays', () => {
    expect(identifierVariants('4O1234S6')).toEqual(['40123456']);
    expect(identifierVariants('VN12345678O')).toContain('VN123456780');
    expect(identifierVariants('IO123456')).toContain('10123456');
    expect(identifierVariants('40123456')).toEqual([]);
    expect(identifierVariants('1ESY1234567890')).toEqual([]);
  });

  test('there are never more than five variants, and none is the token itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{5,20}$/), (token) => {
        const variants = identifierVariants(token);
        expect(variants.length).toBeLessThanOrEqual(5);
        expect(variants).not.toContain(token);
      }),
    );
  });
});
