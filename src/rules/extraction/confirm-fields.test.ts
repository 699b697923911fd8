import { describe, expect, test } from 'vitest';
import { germanIban } from '../../../fixtures/generator/iban.ts';
import { customerRecord } from '../../testing/customer-record.ts';
import { goldenCustomers } from '../../testing/golden/customers.ts';
import { company, sabine } from '../../testing/golden/golden-letter.ts';
import { type ToUnderstand, understand } from '../../testing/understand.ts';

const ocr = { source: 'ocr' } as const;

async function fieldsOf(text: string, given: ToUnderstand = {}) {
  const { fields } = await understand(text, given);
  return fields;
}

const fromSabine = (line: string) => `${sabine}\n\n\n${company}\n\n${line}\n\nMit freundlichen Grüßen\nSabine Müller`;

describe('what the directory says of a field', () => {
  test('a labelled number that the customer has is as sure as anything on paper', async () => {
    const fields = await fieldsOf(fromSabine('Kundennummer: 40123456'), ocr);
    expect(fields).toContainEqual(
      expect.objectContaining({
        name: 'customerNumber',
        value: '40123456',
        confidence: 0.995,
        foundBy: 'customerNumber-label, directory',
        source: 'ocr',
      }),
    );
  });

  test('a digit taken for its look-alike is put right against the number of the customer whom the rest points to', async () => {
    const fields = await fieldsOf(fromSabine('Kundennummer: 40128456'), ocr);
    expect(fields.filter(({ name }) => name === 'customerNumber')).toEqual([
      expect.objectContaining({
        value: '40123456',
        source: 'directory',
        foundBy: 'customerNumber-label, repaired by directory',
      }),
    ]);
  });

  test('a digit that no reader takes for another is left as it stands and doubted', async () => {
    const fields = await fieldsOf(fromSabine('Kundennummer: 40127456'), ocr);
    expect(fields.filter(({ name }) => name === 'customerNumber')).toEqual([
      expect.objectContaining({ value: '40127456', source: 'ocr' }),
    ]);
    expect(fields.find(({ name }) => name === 'customerNumber')?.confidence).toBeLessThan(0.7);
  });

  test('text that never was an image has no misreadings: a slip of the writer is left as it is', async () => {
    const fields = await fieldsOf(fromSabine('Kundennummer: 40128456'), { source: 'text-layer' });
    expect(fields.find(({ name }) => name === 'customerNumber')?.value).toBe('40128456');
  });

  test('a number that is another customer’s is never turned into this one’s', async () => {
    const fields = await fieldsOf(fromSabine('Kundennummer: 40123457'), ocr);
    expect(fields.filter(({ name }) => name === 'customerNumber').map(({ value }) => value)).toEqual(['40123457']);
  });

  test('letters among the digits of a number that nobody has are never shown as sure', async () => {
    const fields = await fieldsOf('Kundennummer: 4O9S8765\n\nIch kündige.', ocr);
    const [number] = fields.filter(({ name }) => name === 'customerNumber');
    expect(number?.value).toBe('4O9S8765');
    expect(number?.confidence).toBeLessThan(0.5);
  });

  test('a bare contract number in its notation is a field when one customer has it, and the customer is likely then', async () => {
    const { fields, match } = await understand('Betrifft VN783771620\n\nIch kündige.', ocr);
    expect(fields).toContainEqual(
      expect.objectContaining({ name: 'contractNumber', value: 'VN783771620', foundBy: 'number, directory' }),
    );
    expect(match.decision).toBe('review');
    expect(match.candidates[0]?.customerNumber).toBe('40123456');
    expect(match.candidates[0]?.confidence).toBeGreaterThan(0.9);
  });

  test('a repaired number never vouches for itself: without anything else it stays as it was read, and is doubted', async () => {
    const [number] = (await fieldsOf('Kundennummer: 4O1234S6\n\nIch kündige.', ocr)).filter(
      ({ name }) => name === 'customerNumber',
    );
    expect(number?.value).toBe('4O1234S6');
    expect(number?.confidence).toBeLessThan(0.7);
  });

  test('a bare number that nobody has is no field', async () => {
    const fields = await fieldsOf('Betrifft VN783771621\n\nIch kündige.', ocr);
    expect(fields.filter(({ name }) => name.endsWith('Number'))).toEqual([]);
  });

  test('an address read with rn for m is put right against the customer’s own', async () => {
    const fields = await fieldsOf(fromSabine('E-Mail: sabine.rnueller@example.org'), ocr);
    expect(fields.filter(({ name }) => name === 'email')).toEqual([
      expect.objectContaining({ value: 'sabine.mueller@example.org', source: 'directory' }),
    ]);
  });

  test('an address that nobody has stays as it was read', async () => {
    const fields = await fieldsOf(fromSabine('E-Mail: sabine.rneier@example.org'), ocr);
    expect(fields.find(({ name }) => name === 'email')?.value).toBe('sabine.rneier@example.org');
  });

  test('an account with one digit misread is put right only where check digits and directory agree', async () => {
    const fields = await fieldsOf(fromSabine('IBAN DE89 3704 0044 0532 0180 00'), ocr);
    expect(fields.filter(({ name }) => name === 'iban')).toEqual([
      expect.objectContaining({ value: 'DE89370400440532013000', source: 'directory' }),
    ]);
    const others = await fieldsOf(fromSabine('IBAN DE89 3704 0044 0532 0180 00'), {
      ...ocr,
      customers: goldenCustomers.map((record) => ({ ...record, iban: null })),
    });
    expect(others.filter(({ name }) => name === 'iban' || name === 'newIban')).toEqual([]);
  });
});

describe('no false repairs', () => {
  test('of 6,000 misread numbers, addresses and accounts none becomes anything but what it was', async () => {
    let state = 7;
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
    const customers = Array.from({ length: 120 }, (_, at) =>
      customerRecord({
        customerNumber: `4${digits(7)}`,
        firstName: ['Anna', 'Berta', 'Carl', 'Dora', 'Emil'][at % 5] ?? 'Anna',
        lastName: `Test${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}mann`,
        street: 'Bergstraße',
        houseNumber: String(at + 1),
        postcode: '30159',
        city: 'Hannover',
        email: `person${at}.rn@example.org`,
        iban: germanIban('28499901', digits(10)),
        contractNumbers: [`VN${digits(9)}`],
      }),
    );
    const smudge = (text: string) => {
      const at = next(text.length);
      const alike: Readonly<Record<string, string>> = {
        0: 'O',
        1: 'l',
        5: 'S',
        8: 'B',
        3: '8',
        6: 'G',
        2: 'Z',
        m: 'rn',
      };
      const random = String.fromCharCode(48 + next(10));
      const put = next(3) > 0 ? (alike[text.charAt(at)] ?? random) : random;
      return text.slice(0, at) + put + text.slice(at + 1);
    };
    const wrong: string[] = [];
    let tokens = 0;
    for (let turn = 0; turn < 1500; turn += 1) {
      const one = customers[next(customers.length)];
      if (!one) continue;
      const truth = new Set([one.customerNumber, one.contractNumbers[0], one.iban, one.email]);
      const read = [...truth].map((value) => {
        let text = value ?? '';
        for (let times = 1 + next(2); times > 0; times -= 1) text = smudge(text);
        return text;
      });
      tokens += read.length;
      const isNamed = turn % 2 === 0;
      const head = isNamed
        ? `${one.firstName} ${one.lastName}\n${one.street} ${one.houseNumber}\n30159 Hannover\n\n\n`
        : '';
      const text = `${head}${company}\n\nKundennummer: ${read[0]}\nVertragsnummer: ${read[1]}\nIBAN: ${read[2]}\nE-Mail: ${read[3]}`;
      for (const field of await fieldsOf(text, { ...ocr, customers: [one, ...customers.slice(0, 12)] })) {
        const isRepair = field.foundBy.includes('repaired') || field.source === 'directory';
        if (isRepair && !truth.has(field.value))
          wrong.push(`${field.name} ${field.value} by ${field.foundBy} from ${read}`);
      }
    }
    expect(tokens).toBeGreaterThanOrEqual(6000);
    expect(wrong).toEqual([]);
  }, 120_000);
});
