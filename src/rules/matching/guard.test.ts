import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../domain/company.ts';
import type { CustomerRecord } from '../../domain/customer.ts';
import { customerRecord } from '../../testing/customer-record.ts';
import { readingFromText } from '../../testing/reading-from-text.ts';
import { extractFields } from '../extraction/extract.ts';
import { displayAddress, displayName } from './display.ts';
import { matchCustomer } from './match-customer.ts';

/** Small worlds, so that names, streets and households collide all the time. */
const person = fc
  .record({
    number: fc.integer({ min: 40_000_000, max: 40_000_400 }),
    firstName: fc.constantFrom('Sabine', 'Peter', 'Karl', 'Erika'),
    lastName: fc.constantFrom('Müller', 'Krzywinski', 'Schulz', 'von der Heide'),
    street: fc.constantFrom('Bergstraße', 'Am Deich', 'Lindenallee'),
    houseNumber: fc.constantFrom('1', '2', '12a'),
    town: fc.constantFrom(['30159', 'Hannover'] as const, ['26721', 'Emden'] as const),
    birthDate: fc.constantFrom(null, '1961-04-03', '1988-12-31'),
    contract: fc.integer({ min: 700_000_000, max: 700_000_400 }),
  })
  .map(({ number, town, contract, ...facts }) =>
    customerRecord({
      customerNumber: String(number),
      postcode: town[0],
      city: town[1],
      contractNumbers: [`VN${contract}`],
      ...facts,
    }),
  );
const directory = fc.uniqueArray(person, { minLength: 1, maxLength: 8, selector: (record) => record.customerNumber });

interface Written {
  readonly number?: string | undefined;
  readonly label?: string;
  readonly name?: string | undefined;
  readonly address?: CustomerRecord | undefined;
  readonly quote?: string | undefined;
}

function letterText({ number, label = 'Kundennummer', name, address, quote }: Written): string {
  const sender = [
    name,
    address && `${address.street} ${address.houseNumber}`,
    address && `${address.postcode} ${address.city}`,
  ];
  const body = `${number === undefined ? '' : `${label} ${number}`}\n\nich bitte um eine Abschrift meiner Rechnung.\n\nMit freundlichen Grüßen\n${name ?? ''}`;
  const quoted =
    quote === undefined
      ? ''
      : `\n\nAm 12.11.2026 um 10:00 schrieb Nordlicht <service@nordlicht.example>:\n> Kundennummer ${quote}`;
  return `${sender.filter(Boolean).join('\n')}\n\n\n\nNordlicht Versorgung und Service GmbH\nHafenstraße 12\n26721 Emden\n\n${body}${quoted}`;
}

/** The whole directory stands as candidates, as if every key had led to everybody: the guard must hold even then. */
function decide(records: readonly CustomerRecord[], written: Written, confidence = 1) {
  const isMail = written.quote !== undefined;
  const extraction = extractFields({
    reading: readingFromText(letterText(written), isMail ? { source: 'layout' } : { source: 'ocr', confidence }),
    header: isMail ? { from: null, fromName: null, to: [], subject: null, sentAt: null, messageId: null } : null,
    channel: isMail ? 'email' : 'letter',
    pageSizes: new Map(),
    company: demoCompany,
    receivedAt: new Date('2026-11-21T09:00:00Z'),
  });
  return matchCustomer(extraction, records, { need: 'required', isTruncated: false });
}

const isAuto = (decided: ReturnType<typeof decide>, record?: CustomerRecord) =>
  decided.match.decision === 'auto' &&
  (!record || decided.match.candidates[0]?.customerNumber === record.customerNumber);
const sameName = (a: CustomerRecord, b: CustomerRecord) => displayName(a) === displayName(b);
const sameAddress = (a: CustomerRecord, b: CustomerRecord) => displayAddress(a) === displayAddress(b);

describe('the wrong-customer guard', () => {
  test('an identifier of one customer under the name and address of another is never assigned', () => {
    fc.assert(
      fc.property(directory, fc.nat(), fc.nat(), (records, one, other) => {
        const a = records[one % records.length];
        const b = records[other % records.length];
        fc.pre(a !== undefined && b !== undefined && a !== b && !(sameName(a, b) && sameAddress(a, b)));
        // A wife writing about her husband's contract from the door they share is the one lawful case.
        fc.pre(!(sameAddress(a, b) && a.lastName === b.lastName));
        const decided = decide(records, { number: a.customerNumber, name: displayName(b), address: b });
        expect(decided.match.decision).toBe('review');
      }),
      { numRuns: 120 },
    );
  });

  test('a name alone, an address alone or a last name with an address is never enough', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        expect(isAuto(decide(records, { name: displayName(a) }))).toBe(false);
        expect(isAuto(decide(records, { address: a }))).toBe(false);
        expect(isAuto(decide(records, { name: `Familie ${a.lastName}`, address: a }))).toBe(false);
        expect(isAuto(decide(records, { name: `${a.firstName?.charAt(0)}. ${a.lastName}`, address: a }))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('a full name and address is assigned exactly when one customer has both', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        const twins = records.filter((record) => sameName(a, record) && sameAddress(a, record));
        const decided = decide(records, { name: displayName(a), address: a });
        expect(isAuto(decided, a)).toBe(twins.length === 1);
        if (twins.length > 1) expect(decided.question?.code).toBe('customer.several');
      }),
      { numRuns: 80 },
    );
  });

  test('number, name and address of one customer are assigned to that one', () => {
    fc.assert(
      fc.property(directory, fc.nat(), fc.boolean(), (records, one, byContract) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        const contract = a.contractNumbers[0] ?? '';
        const isShared = records.filter((record) => record.contractNumbers.includes(contract)).length > 1;
        fc.pre(!byContract || !isShared);
        const written = byContract ? { number: contract, label: 'Vertragsnr.' } : { number: a.customerNumber };
        expect(isAuto(decide(records, { ...written, name: displayName(a), address: a }), a)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('a number alone is assigned when it was read well and one customer has it, and asked about otherwise', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        expect(isAuto(decide(records, { number: a.customerNumber }), a)).toBe(true);
        expect(isAuto(decide(records, { number: a.customerNumber }, 0.7))).toBe(false);
        expect(isAuto(decide(records, { number: a.customerNumber, label: 'siehe' }))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('a number in a quoted mail assigns nobody by itself', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        expect(isAuto(decide(records, { quote: a.customerNumber }))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('a number in a quoted mail never wins over the sender', () => {
    fc.assert(
      fc.property(directory, fc.nat(), fc.nat(), (records, one, other) => {
        const a = records[one % records.length];
        const b = records[other % records.length];
        fc.pre(a !== undefined && b !== undefined && a !== b && !sameName(a, b));
        expect(isAuto(decide(records, { quote: a.customerNumber, name: displayName(b) }), a)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('a stranger’s name under a customer’s number is a question', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        const decided = decide(records, { number: a.customerNumber, name: 'Thorsten Beispielmann' });
        expect(decided.question?.code).toBe('customer.contradictory');
      }),
      { numRuns: 40 },
    );
  });

  test('when the directory held back candidates, a single number is a question', () => {
    const record = customerRecord({ customerNumber: '40123456', firstName: 'Sabine', lastName: 'Müller' });
    const extraction = extractFields({
      reading: readingFromText('Kundennummer 40123456'),
      header: null,
      channel: 'letter',
      pageSizes: new Map(),
      company: demoCompany,
      receivedAt: new Date('2026-11-21T09:00:00Z'),
    });
    const decide = (isTruncated: boolean) =>
      matchCustomer(extraction, [record], { need: 'required', isTruncated }).match.decision;
    expect(decide(false)).toBe('auto');
    expect(decide(true)).toBe('review');
  });

  test('probabilities are shared: they never add up to more than one', () => {
    fc.assert(
      fc.property(directory, fc.nat(), (records, one) => {
        const a = records[one % records.length];
        fc.pre(a !== undefined);
        const { match } = decide(records, { name: displayName(a), address: a });
        expect(match.candidates.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.001);
      }),
      { numRuns: 40 },
    );
  });
});
