import { z } from 'zod';
import { documentRow } from './documents.ts';
import { workItem } from './work-items.ts';

export const customerView = z.object({
  customerNumber: z.string(),
  displayName: z.string(),
  displayAddress: z.string(),
  kind: z.enum(['person', 'organisation']),
  birthDate: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  iban: z.string().nullable(),
  contractNumbers: z.array(z.string()),
  meterNumbers: z.array(z.string()),
});
export const customerDetail = customerView.extend({
  recentDocuments: z.array(documentRow),
  openWorkItems: z.array(workItem),
});
export const customerPage = z.object({ items: z.array(customerView), total: z.number().int() });
/** What an import of customer master data did; a rejected line does not stop the rest. Lists are cut after some hundred lines. */
export const importReport = z.object({
  read: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejectedCount: z.number().int(),
  rejected: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  unknownColumns: z.array(z.string()),
});
const text = z.string().max(500).nullish();
/** A customer as the master data has it; what is left out is empty. Phone numbers, IBANs and e-mail addresses are normalised. */
export const customerInput = z
  .object({
    kind: z.enum(['person', 'organisation']).nullish(),
    salutation: text,
    title: text,
    firstName: text,
    lastName: text,
    organisation: text,
    birthDate: text,
    street: text,
    houseNumber: text,
    postcode: text,
    city: text,
    country: text,
    email: text,
    phone: text,
    iban: text,
    contractNumbers: z.array(z.string().max(100)).max(1000).nullish(),
    meterNumbers: z.array(z.string().max(100)).max(1000).nullish(),
  })
  .strict();
export const customerWritten = z.object({
  customerNumber: z.string(),
  outcome: z.enum(['inserted', 'updated', 'unchanged']),
});
export type CustomerInput = z.infer<typeof customerInput>;
export type ImportReport = z.infer<typeof importReport>;
export type CustomerView = z.infer<typeof customerView>;
