import { z } from 'zod';

const text = z.string().max(500).nullable().default(null);
const numbers = z.array(z.string().max(100)).max(1000).default([]);

/** A customer as the directory answers; what it does not know may be left out. */
const customer = z.object({
  customerNumber: z.string().min(1).max(200),
  kind: z.enum(['person', 'organisation']),
  salutation: text,
  title: text,
  firstName: text,
  lastName: text,
  organisation: text,
  birthDate: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .nullable()
    .default(null),
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

export const candidatesAnswer = z.object({ customers: z.array(customer).max(1000) });

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
