import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRecord, csvRecords } from './csv-records.ts';

async function* chunks(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Uint8Array, size = 7): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const some of csvRecords(chunks(text, size))) records.push(...some);
  return records;
}

const fields = async (text: string, size?: number) =>
  (await read(text, size)).map((record) => record.fields ?? record.problem);

describe('CSV', () => {
  test('commas, quotes, doubled quotes and line ends inside quotes', async () => {
    expect(await fields('a,b\r\n"x, y","say ""hi"""\n"two\nlines",z\n')).toEqual([
      ['a', 'b'],
      ['x, y', 'say "hi"'],
      ['two\nlines', 'z'],
    ]);
  });

  test('a byte order mark, empty lines and a missing last line end do not matter', async () => {
    expect(await fields('\ufeffa,b\n\n1,2\n\n3,4')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('each record knows the line it begins in', async () => {
    expect((await read('a,b\n"1\n2",x\n\ny,z')).map((record) => record.line)).toEqual([1, 2, 5]);
  });

  test('a quote inside an unquoted field is a quote', async () => {
    expect(await fields('a,b\nMeier "Elektro",x\n')).toEqual([
      ['a', 'b'],
      ['Meier "Elektro"', 'x'],
    ]);
  });

  test.each([
    ['never closed', 'a,b\n1,"open\n3,4\n5,6\n'],
    ['closed by the opening quote of a later line', 'a,b\n1,"open\n3,4\n"5",6\n'],
    ['closed by a doubled quote and then nothing', 'a,b\n1,"open\n3,""\n5,6\n'],
    ['closed into another number of fields', 'a,b\n1,"open\n3,4,", x"\n5,6\n'],
    ['followed by text', 'a,b\n1,"shut"x\n3,4\n5,6\n'],
  ])('a quote %s spoils its own line only', async (_, text) => {
    for (const size of [1, 5, 1000]) {
      const records = await read(text, size);
      const bad = records.filter((record) => record.problem !== undefined).map((record) => record.line);
      expect(bad).toContain(2);
      expect(records.filter((record) => record.fields).map((record) => record.fields?.[0])).toContain('5');
    }
  });

  test('a broken quote before a million lines loses one line', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `${at},x`);
    lines[100] = '100,"x';
    const records = await read(`a,b\n${lines.join('\n')}\n`, 65_536);
    expect(records.filter((record) => record.fields)).toHaveLength(5000);
    expect(records.filter((record) => record.problem).map((record) => record.line)).toEqual([102]);
  });

  test('however the bytes are cut, the records are the same, umlauts too', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '\n', ' ', '€'), maxLength: 8 });
    const row = fc.array(value, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const text = [
            'h1,h2,h3',
            ...rows.map((each) => each.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
          ].join('\r\n');
          expect((await fields(text, size)).slice(1)).toEqual(rows);
        },
      ),
    );
  });

  test('bytes that are not UTF-8 spoil their own field', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('a,b\nM'),
      0xfc,
      ...new TextEncoder().encode('ller,x\nc,d\n'),
    ]);
    expect((await read(bytes)).map((record) => record.fields)).toEqual([
      ['a', 'b'],
      ['M\ufffdller', 'x'],
      ['c', 'd'],
    ]);
  });

  test('a file that is one endless line ends in bounded records', async () => {
    const records = await read('x'.repeat(3_000_000), 65_536);
    expect(records.length).toBeGreaterThan(2);
    expect(records.every((record) => record.problem !== undefined)).toBe(true);
  });
});
