import { describe, expect, it } from 'vitest';
import type { IndexField } from '../../domain/index-data.ts';
import type { Reading } from '../../domain/page.ts';
import { doubtFields } from './doubt-fields.ts';

const receivedOn = '2026-11-20';
const field = (name: IndexField['name'], value: string, given: Partial<IndexField> = {}): IndexField => ({
  name,
  value,
  confidence: 0.9,
  page: 1,
  box: null,
  source: 'ocr',
  foundBy: 'test',
  ...given,
});
const street = { street: 'Hauptstraße', houseNumber: '12', postcode: '26506', city: 'Norden' };

/** A page of a hundred words, so many of which were read poorly. */
const page = (poor: number): Reading => ({
  pages: [
    {
      number: 1,
      source: 'ocr',
      confidence: 0.9,
      words: Array.from({ length: 100 }, (_, at) => ({
        text: 'Wort',
        confidence: at < poor ? 0.6 : 0.95,
        box: [0.1, 0.1, 0.1, 0.01],
        line: at,
      })),
    },
  ],
});
const sureness = (reading: Reading, one: IndexField) => doubtFields([one], reading, receivedOn)[0]?.confidence;

describe('a field without anything that vouches for it', () => {
  it('stays as sure as its words on a page that was read well', () => {
    for (const poor of [0, 8]) {
      expect(sureness(page(poor), field('amount', '12.00'))).toBe(0.9);
      expect(sureness(page(poor), field('senderAddress', 'Hauptstraße 12, 26506 Norden', { parts: street }))).toBe(0.9);
    }
  });

  it('is less sure on a page that was read poorly, the longer it is the more', () => {
    const [date, name, email] = (['date', 'senderName', 'email'] as const).map(
      (each) => sureness(page(25), field(each, each === 'date' ? '2026-11-12' : 'x')) ?? 0,
    );
    expect(date).toBeGreaterThan(name ?? 0);
    expect(name).toBeGreaterThan(email ?? 0);
    expect(email).toBeLessThan(0.7);
  });

  it('is not doubted for its page where check digits or a mail’s own head vouch for it', () => {
    expect(sureness(page(60), field('iban', 'DE89370400440532013000'))).toBe(0.9);
    expect(sureness(page(60), field('date', '2026-11-12', { source: 'header', page: null }))).toBe(0.9);
  });
});

describe('a value that hardly anybody writes is no sure one', () => {
  it.each([
    ['a name with a digit in it', field('senderName', 'Bür0shop Hagenbusch')],
    ['a street with a digit in it', field('senderAddress', '', { parts: { ...street, street: 'Ha4ptstraße' } })],
    ['an address whose street is lost', field('senderAddress', '', { parts: { ...street, street: null } })],
    ['a mobile number that is too short', field('phone', '+49160737')],
    ['a date fifty years ahead', field('date', '2076-11-26')],
  ])('%s', (_what, one) => {
    expect(sureness(page(0), one)).toBeLessThan(0.7);
  });

  it('but numbers, marks and names that are written so are left alone', () => {
    for (const one of [
      field('senderName', 'Autohaus 24 GmbH'),
      field('senderName', "Siobhán O'Neill"),
      field('senderAddress', '', { parts: { ...street, houseNumber: '33c' } }),
      field('phone', '+491607375654'),
      field('phone', '+494921123'),
      field('date', '2027-12-31'),
    ])
      expect(sureness(page(0), one), one.value).toBe(0.9);
  });
});
