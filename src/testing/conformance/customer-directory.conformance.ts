import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerRecord } from '../../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey } from '../../ports/customer-directory.ts';
import { fold, foldStreet } from '../../rules/matching/folding.ts';
import { askingForms, placeForms, streetForms } from '../../rules/matching/spelling-forms.ts';
import { customerRecord } from '../customer-record.ts';

export interface DirectoryHarness {
  /** Opens a directory that holds exactly these customers. */
  open(
    records: readonly CustomerRecord[],
  ): Promise<{ readonly directory: CustomerDirectory; dispose(): Promise<void> }>;
}

const sabine = customerRecord({
  customerNumber: '40000001',
  firstName: 'Sabine',
  lastName: 'Müller',
  birthDate: '1961-04-03',
  street: 'Bergstraße',
  houseNumber: '74',
  postcode: '30159',
  city: 'Hannover',
  email: 'sabine@example.org',
  phone: '+49511123456',
  iban: 'DE89370400440532013000',
  contractNumbers: ['VN-100 200', 'VN300400'],
  meterNumbers: ['1ESY1161234567'],
});
const peter = customerRecord({
  ...sabine,
  customerNumber: '40000002',
  firstName: 'Peter',
  birthDate: null,
  email: null,
  phone: null,
  contractNumbers: [],
  meterNumbers: ['1ESY1161234567'],
});
const bakery = customerRecord({
  customerNumber: 'K-3',
  organisation: 'Bäckerei Meier GmbH & Co. KG',
  street: 'Am Markt 5',
  postcode: '26721',
  city: 'Emden',
});
const namesakes = Array.from({ length: 30 }, (_, at) =>
  customerRecord({
    customerNumber: `5${String(at).padStart(3, '0')}`,
    firstName: 'Anna',
    lastName: 'Schmidt',
    postcode: '10115',
    street: 'Invalidenstraße',
  }),
);

/** Guarantees of the port, for every directory. */
export function customerDirectoryConformance(name: string, harness: DirectoryHarness): void {
  describe(`customer directory on ${name}`, () => {
    let opened: Awaited<ReturnType<DirectoryHarness['open']>>;
    beforeAll(async () => {
      opened = await harness.open([sabine, peter, bakery, ...namesakes]);
    });
    afterAll(async () => opened.dispose());

    const ask = async (keys: readonly DirectoryKey[], limit = 50) =>
      (await opened.directory.candidates(keys, limit, new AbortController().signal)).map(
        (record) => record.customerNumber,
      );

    test('gives the whole record as it was imported', async () => {
      const found = await opened.directory.candidates(
        [{ kind: 'identifier', value: '40000001' }],
        5,
        new AbortController().signal,
      );
      expect(found).toEqual([sabine]);
    });

    test.each<[string, DirectoryKey, string[]]>([
      ['a customer number', { kind: 'identifier', value: '40000001' }, ['40000001']],
      ['a customer number written with punctuation', { kind: 'identifier', value: 'K3' }, ['K-3']],
      ['a contract number without its blanks and dashes', { kind: 'identifier', value: 'VN100200' }, ['40000001']],
      ['a second contract number', { kind: 'identifier', value: 'VN300400' }, ['40000001']],
      ['a meter that two customers share', { kind: 'identifier', value: '1ESY1161234567' }, ['40000001', '40000002']],
      ['an IBAN that a household shares', { kind: 'iban', value: 'DE89370400440532013000' }, ['40000001', '40000002']],
      ['an e-mail address', { kind: 'email', value: 'sabine@example.org' }, ['40000001']],
      ['a phone number', { kind: 'phone', value: '+49511123456' }, ['40000001']],
      [
        'last name and postcode',
        { kind: 'namePostcode', name: fold('Müller'), postcode: '30159' },
        ['40000001', '40000002'],
      ],
      [
        'last name and street',
        { kind: 'nameStreet', name: fold('Müller'), street: foldStreet('Bergstr.') },
        ['40000001', '40000002'],
      ],
      [
        'an organisation without its legal form',
        { kind: 'namePostcode', name: 'baeckerei meier', postcode: '26721' },
        ['K-3'],
      ],
      [
        'a street whose number stands in the same column',
        { kind: 'nameStreet', name: 'baeckerei meier', street: 'ammarkt' },
        ['K-3'],
      ],
      ['last and first name', { kind: 'fullName', name: 'mueller', firstName: 'peter' }, ['40000002']],
      [
        'a door',
        { kind: 'door', postcode: '30159', street: 'bergstrasse', houseNumber: '74' },
        ['40000001', '40000002'],
      ],
      ['a street', { kind: 'street', postcode: '30159', street: 'bergstrasse' }, ['40000001', '40000002']],
      ['a first name in a town', { kind: 'firstNamePostcode', firstName: 'sabine', postcode: '30159' }, ['40000001']],
      ['a birth date', { kind: 'birthDate', value: '1961-04-03' }, ['40000001']],
    ])('finds by %s', async (_, key, expected) => {
      expect((await ask([key])).sort()).toEqual([...expected].sort());
    });

    test.each<[string, DirectoryKey]>([
      ['an unknown number', { kind: 'identifier', value: '99999999' }],
      ['part of a number', { kind: 'identifier', value: '4000000' }],
      ['a number that is only somebody’s phone', { kind: 'identifier', value: '+49511123456' }],
      ['an e-mail address as an IBAN', { kind: 'iban', value: 'sabine@example.org' }],
      ['a name in another town', { kind: 'namePostcode', name: 'mueller', postcode: '26721' }],
      ['a wildcard', { kind: 'identifier', value: '%' }],
      ['an empty value', { kind: 'identifier', value: '' }],
      ['a date that is none', { kind: 'birthDate', value: '1961-02-31' }],
      ['a quote and a backslash', { kind: 'identifier', value: "'\\'" }],
    ])('finds nobody by %s', async (_, key) => {
      expect(await ask([key])).toEqual([]);
    });

    test('no keys find nobody', async () => {
      expect(await ask([])).toEqual([]);
    });

    test('a customer that several keys lead to comes once and before those of one key', async () => {
      const keys: DirectoryKey[] = [
        { kind: 'namePostcode', name: 'schmidt', postcode: '10115' },
        { kind: 'identifier', value: '40000002' },
        { kind: 'namePostcode', name: 'mueller', postcode: '30159' },
      ];
      const found = await ask(keys);
      expect(found[0]).toBe('40000002');
      expect(new Set(found).size).toBe(found.length);
    });

    test('never gives more than the limit, and what a number leads to is not cut off by namesakes', async () => {
      const keys: DirectoryKey[] = [
        { kind: 'namePostcode', name: 'schmidt', postcode: '10115' },
        { kind: 'nameStreet', name: 'schmidt', street: 'invalidenstrasse' },
        { kind: 'identifier', value: '40000001' },
      ];
      const found = await ask(keys, 10);
      expect(found).toHaveLength(10);
      expect(found[0]).toBe('40000001');
      expect(await ask(keys, 0)).toEqual([]);
    });

    test('the same question gives the same answer in the same order', async () => {
      const keys: DirectoryKey[] = [{ kind: 'namePostcode', name: 'schmidt', postcode: '10115' }];
      expect(await ask(keys, 7)).toEqual(await ask(keys, 7));
    });

    test('hundreds of keys are one question', async () => {
      const keys: DirectoryKey[] = Array.from({ length: 500 }, (_, at) => ({ kind: 'identifier', value: `X${at}` }));
      expect(await ask([...keys, { kind: 'identifier', value: '40000002' }])).toEqual(['40000002']);
    });

    test.each<[string, readonly string[], string]>([
      ['a last name with one letter wrong', askingForms('lastName', 'muelber'), 'lastName mueller'],
      ['a last name without its dots', askingForms('lastName', 'muller'), 'lastName mueller'],
      ['a last name that sounds alike', askingForms('lastName', 'schmitt'), 'lastName schmidt'],
      ['a first name read badly', askingForms('firstName', 'sab1nc'), 'firstName sabine'],
      ['a postcode with one digit wrong', placeForms('30169', null), 'place 30159 hannover'],
      ['a town without its postcode', placeForms(null, 'hanover'), 'place 30159 hannover'],
      ['a postcode, its streets', streetForms('30159'), 'street 30159 bergstrasse'],
      ['a firm by one of its words', askingForms('lastName', 'meier'), 'lastName baeckerei meier'],
    ])('has the word for %s', async (_, forms, expected) => {
      const found = await opened.directory.vocabulary?.(forms, new AbortController().signal);
      expect(found?.words.map(({ kind, word }) => `${kind} ${word}`)).toContain(expected);
    });

    test('an aborted question is not answered', async () => {
      const signal = AbortSignal.abort();
      await expect(
        opened.directory.candidates([{ kind: 'identifier', value: '40000001' }], 5, signal),
      ).rejects.toThrow();
    });
  });
}
