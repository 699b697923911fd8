import { demoCompany } from '../domain/company.ts';
import type { CustomerRecord } from '../domain/customer.ts';
import type { MailHeader } from '../domain/facts.ts';
import type { Reading } from '../domain/page.ts';
import { type ExtractionInput, extractFields } from '../rules/extraction/extract.ts';
import { lookUpCustomer } from '../rules/matching/look-up-customer.ts';
import { goldenCustomers } from './golden/customers.ts';
import { createMemoryDirectory } from './memory-directory.ts';
import { readingFromText } from './reading-from-text.ts';

export interface ToUnderstand {
  readonly source?: 'ocr' | 'text-layer' | 'layout';
  readonly confidence?: number;
  readonly header?: Partial<MailHeader>;
  readonly need?: 'required' | 'optional' | 'none';
  readonly customers?: readonly CustomerRecord[];
  readonly company?: ExtractionInput['company'];
}

/** What extraction makes of a typewritten text, as a letter unless a mail's header is given. */
export function extractionOf(text: string | Reading, given: ToUnderstand = {}) {
  const { source, confidence, header } = given;
  const mail = { from: null, fromName: null, to: [], subject: null, sentAt: null, messageId: null };
  const reading =
    typeof text === 'string'
      ? readingFromText(text, { ...(source && { source }), ...(confidence !== undefined && { confidence }) })
      : text;
  return extractFields({
    reading,
    header: header ? { ...mail, ...header } : null,
    channel: header ? 'email' : 'letter',
    pageSizes: new Map(),
    company: given.company ?? demoCompany,
    receivedAt: new Date('2026-11-21T09:00:00Z'),
  });
}

/** Fields and customer of a typewritten text before the golden customers or others. */
export function understand(text: string | Reading, given: ToUnderstand = {}) {
  const directory = createMemoryDirectory(given.customers ?? goldenCustomers);
  const need = given.need ?? 'required';
  return lookUpCustomer(directory, extractionOf(text, given), { need, signal: new AbortController().signal });
}
