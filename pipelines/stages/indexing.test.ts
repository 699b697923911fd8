import { describe, expect, test } from 'vitest';
import { defaultDocumentClasses } from '../../classifiers/document-classes.ts';
import { defaultClassFields } from '../../src/config/class-fields.ts';
import { demoCompany } from '../../src/domain/company.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { CustomerDirectory } from '../../src/ports/customer-directory.ts';
import { goldenCustomers } from '../../src/testing/golden/customers.ts';
import { company, sabine } from '../../src/testing/golden/golden-letter.ts';
import { createMemoryDirectory } from '../../src/testing/memory-directory.ts';
import { readingFromText } from '../../src/testing/reading-from-text.ts';
import { createIndexing } from './indexing.ts';

const classes = defaultDocumentClasses.map((each) => ({ ...each, fields: defaultClassFields[each.key] ?? [] }));

/** What indexing makes of a letter that classification took for this class. */
async function index(
  text: string,
  key: string,
  decision: 'auto' | 'review' = 'auto',
  isTorn?: true,
  directory: CustomerDirectory = createMemoryDirectory(goldenCustomers),
) {
  const stage = createIndexing({
    directory,
    readings: { load: async () => readingFromText(text, { source: 'ocr' }) } as never,
    kinship: { mailOf: async () => null } as never,
    classes,
    company: demoCompany,
  });
  const document = {
    channel: 'letter',
    receivedAt: new Date('2026-11-21T09:00:00Z'),
    parentId: null,
    given: null,
    facts: {
      preparation: { mail: null, pages: [], isTorn },
      recognition: { reading: 'a'.repeat(64) },
      classification: { key, confidence: 0.97, decision, second: null },
    },
  } as unknown as DocumentSnapshot;
  return stage.run(document, { signal: new AbortController().signal } as never);
}

const supplier = 'Elektro Schmidt GmbH · Industriestr. 7 · 26121 Oldenburg';

describe('indexing', () => {
  test('an invoice with number and total goes on', async () => {
    const outcome = await index(
      `${supplier}\n\n\n${company}\n\nRechnung Nr. 2026-4711\n\nPosition 1   100,00 EUR\nGesamtbetrag: 2.380,00 EUR`,
      'invoice',
    );
    expect(outcome.kind).toBe('advance');
  });

  test('a torn document waits for a person however sure the machine is, with all it found', async () => {
    const outcome = await index(
      `${supplier}\n\n\n${company}\n\nRechnung Nr. 2026-4711\n\nPosition 1   100,00 EUR\nGesamtbetrag: 2.380,00 EUR`,
      'invoice',
      'auto',
      true,
    );
    expect(outcome).toMatchObject({
      kind: 'park',
      tray: 'indexing',
      question: { code: 'document.torn', message: expect.stringContaining('pages may be missing') },
      facts: { fields: expect.arrayContaining([expect.objectContaining({ name: 'invoiceNumber' })]) },
    });
  });

  test('what else is asked of a torn document stands behind its tear, and none of it is lost', async () => {
    const text = `${supplier}\n\n\n${company}\n\nGesamtbetrag: 2.380,00 EUR`;
    expect(await index(text, 'invoice', 'auto', true)).toMatchObject({
      question: { code: 'document.torn', params: { also: 'field.missing', fields: 'invoiceNumber' } },
    });
    const unsure = await index(text, 'cancellation', 'review', true);
    expect(unsure).toMatchObject({
      question: { code: 'document.torn', params: { also: 'class.unsure, customer.unknown' } },
    });
  });

  test('an invoice without a number waits for a person, and says which field is missing', async () => {
    const outcome = await index(`${supplier}\n\n\n${company}\n\nGesamtbetrag: 2.380,00 EUR`, 'invoice');
    expect(outcome).toEqual(
      expect.objectContaining({
        kind: 'park',
        tray: 'indexing',
        question: expect.objectContaining({ code: 'field.missing', params: { fields: 'invoiceNumber' } }),
      }),
    );
  });

  test('a new account whose check digits do not hold waits for a person', async () => {
    const outcome = await index(
      `${sabine}\n\n\n${company}\n\nKundennummer 40123456\n\nMeine neue Bankverbindung: IBAN DE02 1203 0000 0000 2020 59\n\nSabine Müller`,
      'bank_details_change',
    );
    expect(outcome).toEqual(
      expect.objectContaining({ kind: 'park', question: expect.objectContaining({ code: 'field.unsure' }) }),
    );
  });

  test('a letter waits for a directory that is away, and is never said to be from no customer', async () => {
    const away: CustomerDirectory = {
      name: 'away',
      candidates: () => Promise.reject(new MailroomError('directory.unreachable', 'x', { retry: 'later' })),
    };
    const text = `${sabine}\n\n\n${company}\n\nKundennummer 40123456\n\nBitte schicken Sie mir eine Rechnung.`;
    // An outage to the engine, which tries again without counting an attempt.
    await expect(index(text, 'complaint', 'auto', undefined, away)).rejects.toMatchObject({
      code: 'directory.unreachable',
      retry: 'later',
    });
  });

  test('a class that is not sure keeps every field that was found', async () => {
    const text = `${supplier}\n\n\n${company}\n\nMein Gehaltswunsch: 54.000,00 EUR`;
    const fieldsOf = async (decision: 'auto' | 'review') => {
      const outcome = await index(text, 'job_application', decision);
      return outcome.kind === 'snooze' ? [] : (outcome.facts?.fields ?? []).map(({ name }) => name);
    };
    expect(await fieldsOf('review')).toContain('amount');
    expect(await fieldsOf('auto')).not.toContain('amount');
  });
});
