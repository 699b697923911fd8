import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../domain/company.ts';
import { goldenCustomers } from '../../testing/golden/customers.ts';
import type { GoldenLetter } from '../../testing/golden/golden-letter.ts';
import { goldenLetters } from '../../testing/golden/golden-letters.ts';
import { createMemoryDirectory } from '../../testing/memory-directory.ts';
import { readingFromText } from '../../testing/reading-from-text.ts';
import { extractFields } from '../extraction/extract.ts';
import { lookUpCustomer } from './look-up-customer.ts';

const directory = createMemoryDirectory(goldenCustomers);

async function understand({ text, source, confidence, header, need }: GoldenLetter) {
  const mail = { from: null, fromName: null, to: [], subject: null, sentAt: null, messageId: null };
  const extraction = extractFields({
    reading: readingFromText(text, { ...(source && { source }), ...(confidence && { confidence }) }),
    header: header ? { ...mail, ...header } : null,
    channel: header ? 'email' : 'letter',
    pageSizes: new Map(),
    company: demoCompany,
    receivedAt: new Date('2026-11-21T09:00:00Z'),
  });
  return lookUpCustomer(directory, extraction, { need: need ?? 'required', signal: new AbortController().signal });
}

describe('a letter is understood, or honestly not', () => {
  test.each(goldenLetters.map((letter) => [letter.title, letter] as const))('%s', async (_, letter) => {
    const { match, fields, question } = await understand(letter);
    const found = fields.map((field) => `${field.name} ${field.value}`);
    expect(found).toEqual(expect.arrayContaining((letter.fields ?? []).map(([name, value]) => `${name} ${value}`)));
    for (const name of letter.without ?? []) expect(fields.map((field) => field.name)).not.toContain(name);
    expect({
      decision: match.decision,
      question: question?.code,
      best: letter.customer && match.candidates[0]?.customerNumber,
    }).toEqual({
      decision: letter.decision,
      question: letter.question ?? (letter.decision === 'review' ? question?.code : undefined),
      best: letter.customer,
    });
  });
});
