import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { find, importFile } from './customers.ts';
import { explain, reestimate } from './match.ts';
import { processPost } from './process.ts';

// The number of one customer, the name and address of another, and a quoted mail that names a third.
const mail = `From: Peter Krzywinski <peter@example.org>
To: service@nordlicht.example
Subject: Rechnung
Date: Fri, 20 Nov 2026 10:00:00 +0100
Message-ID: <hard-case@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Sehr geehrte Damen und Herren,

zu Kundennummer 40000001 bitte ich um eine Kopie der letzten Rechnung.

Mit freundlichen Grüßen
Peter Krzywinski
Am Deich 12
26721 Emden

Am 12.11.2026 um 10:00 schrieb Nordlicht <service@nordlicht.example>:
> Sehr geehrte Frau Vogeldiek,
> zu Ihrer Kundennummer 40000003 teilen wir mit …
`;
const customers = `customer_number,first_name,last_name,street,house_number,postcode,city,email
40000001,Sabine,Müller,Bergstraße,74,30159,Hannover,
40000002,Peter,Krzywinski,Am Deich,12,26721,Emden,peter@example.org
40000003,Stefanie,Vogeldiek,Lindenallee,3,26122,Oldenburg,
`;

let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
let dataDir: string;
let documentId: string;

/** What a command says on standard output. */
async function said(command: () => Promise<void>): Promise<string> {
  let text = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await command();
  } finally {
    out.mockRestore();
  }
  return text;
}

beforeAll(async () => {
  folder = await openTemporaryFolder();
  dataDir = join(folder.path, 'data');
  await writeFile(join(folder.path, 'customers.csv'), customers);
  await writeFile(join(folder.path, 'hard.eml'), mail);
  await said(() => importFile(join(folder.path, 'customers.csv'), { dataDir, json: true }));
  const result = await said(() => processPost([join(folder.path, 'hard.eml')], { dataDir, json: true }));
  documentId = (JSON.parse(result) as { documentId: string }).documentId;
}, 120_000);
afterAll(async () => folder[Symbol.asyncDispose]());

describe('mailroom match', () => {
  test('explains as JSON why the number of one and the address of another go to a person', async () => {
    const answer = JSON.parse(await said(() => explain(documentId, { dataDir, json: true }))) as {
      decision: string;
      question: string;
      read: { text: string; note: string }[];
      candidates: {
        customerNumber: string;
        bits: number;
        evidence: { kind: string; weight: number; words: string }[];
      }[];
    };
    expect(answer).toMatchObject({
      documentId,
      decision: 'review',
      question: expect.stringContaining('Read it and choose'),
    });
    const byNumber = new Map(answer.candidates.map((each) => [each.customerNumber, each]));
    expect(byNumber.get('40000001')?.evidence.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['customerNumber', 'conflict']),
    );
    expect(byNumber.get('40000002')?.evidence.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['email', 'name', 'address']),
    );
    expect(answer.read.find(({ text }) => text === '40000003')?.note).toContain('in a quoted mail');
    for (const { bits, evidence } of answer.candidates)
      expect(bits).toBeCloseTo(
        evidence.reduce((sum, { weight }) => sum + weight, 0),
        0,
      );
  });

  test('explains the same to people, every reason with its weight in words', async () => {
    const text = await said(() => explain(documentId, { dataDir }));
    expect(text).toContain('a person is asked');
    expect(text).toMatch(/customerNumber\s+40000001\s+\(.* times more often seen with the right customer/);
    expect(text).toContain('contradicts: a person decides');
  });

  test('an id that is none is wrong usage', async () => {
    await expect(explain('4711', { dataDir })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('too little post gives no weights, and none can be put in force or taken back', async () => {
    const answer = JSON.parse(await said(() => reestimate({ dataDir, json: true }))) as object;
    expect(answer).toMatchObject({ documents: 1, id: null, estimate: null });
    await expect(reestimate({ dataDir, documents: '0' })).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(reestimate({ dataDir, activate: true })).rejects.toMatchObject({ code: 'resource.missing' });
    expect(JSON.parse(await said(() => reestimate({ dataDir, json: true, rollback: true })))).toEqual({
      isRolledBack: false,
      inForce: null,
    });
  });
});

describe('mailroom customers find', () => {
  test.each([
    ['by words', 'krzywinski', {}],
    ['by a number with a wrong digit', '', { number: '40000O02' }],
    ['by a misspelled name and a place', '', { name: 'Peter Krzywinsky', postcode: '26721', city: 'Emden' }],
  ])('gives whole customers as JSON lines %s', async (_, query, described) => {
    const lines = (await said(() => find(query, { dataDir, json: true, ...described }))).trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ customerNumber: '40000002', lastName: 'Krzywinski' });
  });
});
