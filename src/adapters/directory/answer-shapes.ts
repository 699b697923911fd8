import { z } from 'zod';

/** No database takes a NUL, and no name or number holds the others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are refused
const isPlain = (value: string) => !/[\u0000-\u001f\u007f]/.test(value);
const line = (lengthMax: number) => z.string().trim().max(lengthMax).refine(isPlain, 'holds control characters');
/** What a CRM does not know it leaves out, or says null, or sends as an empty string. */
const text = line(500)
  .nullable()
  .default(null)
  .transform((value) => value || null);
const numbers = z
  .array(line(100))
  .max(1000)
  .nullable()
  .default([])
  .transform((values) => (values ?? []).filter((value) => value !== ''));

/** A customer as the directory answers; what it does not know may be left out. */
const customer = z.object({
  customerNumber: line(200).min(1),
  kind: z.enum(['person', 'organisation']),
  salutation: text,
  title: text,
  firstName: text,
  lastName: text,
  organisation: text,
  birthDate: z
    .string()
    .trim()
    .regex(/^(\d{4}-\d\d-\d\d)?$/)
    .nullable()
    .default(null)
    .transform((value) => value || null),
  street: text,
  houseNumber: text,
  postcode: text,
  city: text,
  country: text,
  email: text,
  phone: text,
  iban: text,
  contractNumbers: numbers,
  meterNumbers: numbers,
});

/** A customer who is said twice would be weighed against themselves, and never be sure enough. */
export const candidatesAnswer = z.object({
  customers: z
    .array(customer)
    .max(1000)
    .transform((customers) => {
      const first = new Map<string, (typeof customers)[number]>();
      for (const each of customers) if (!first.has(each.customerNumber)) first.set(each.customerNumber, each);
      return [...first.values()];
    }),
});

export const vocabularyAnswer = z.object({
  customerCount: z.number().int().min(0),
  words: z
    .array(
      z.object({
        kind: z.enum(['lastName', 'firstName', 'place', 'street']),
        word: z.string().max(500),
        count: z.number().int().min(0),
      }),
    )
    .max(5000),
});
