import { z } from 'zod';

/** One line per document: what `mailroom process --json` prints and `GET /documents/{id}` carries as `result`. */
const confidence = z.number().min(0).max(1);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const problemFacts = z.object({
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const fieldResult = z.object({
  name: z.string(),
  value: z.string(),
  confidence,
  page: z.number().int().positive().nullable(),
  box: box.nullable(),
  source: z.string(),
  foundBy: z.string().optional(),
  /** An address taken apart. */
  parts: z
    .object({
      street: z.string().nullable(),
      houseNumber: z.string().nullable(),
      postcode: z.string().nullable(),
      city: z.string().nullable(),
    })
    .optional(),
  /** What the machine had found, when a person confirmed or corrected it. */
  machine: z.object({ value: z.string(), confidence, source: z.string(), foundBy: z.string() }).optional(),
});

export const evidenceResult = z.object({ kind: z.string(), weight: z.number(), text: z.string().optional() });

export const candidateResult = z.object({
  customerNumber: z.string(),
  confidence,
  displayName: z.string().optional(),
  displayAddress: z.string().optional(),
  evidence: z.array(evidenceResult).optional(),
});

/** `closed`: a person ended it with a reason and without a work item; never in the final line of `process`. */
export const documentStatus = z.enum([
  'received',
  'running',
  'held',
  'routed',
  'review',
  'quarantined',
  'duplicate',
  'failed',
  'closed',
  'divided',
]);

export const documentResult = z.object({
  file: z.string(),
  submissionId: z.string(),
  documentId: z.string(),
  batchId: z.string().nullable(),
  channel: z.enum(['letter', 'fax', 'email', 'portal']),
  receivedAt: z.string(),
  pageCount: z.number().int().nullable(),
  language: z.string().nullable(),
  /** `received` and `running` only while the document travels; never in the final line of `process`. */
  status: documentStatus,
  class: z
    .object({
      key: z.string().nullable(),
      confidence,
      decision: z.enum(['auto', 'review']),
      alternatives: z.array(z.object({ key: z.string(), confidence })),
      evidence: z.array(z.object({ text: z.string(), weight: z.number() })).optional(),
      /** The person who decided, when one did; `decision` and `confidence` are that person's then. */
      decidedBy: z.string().nullable().optional(),
    })
    .nullable(),
  secondClass: z.object({ key: z.string(), confidence }).nullable(),
  fields: z.array(fieldResult),
  customer: z
    .object({
      customerNumber: z.string().nullable(),
      confidence,
      decision: z.enum(['auto', 'review', 'none']),
      evidence: z.array(evidenceResult),
      candidates: z.array(candidateResult),
      /** As with the class. */
      decidedBy: z.string().nullable().optional(),
    })
    .nullable(),
  archive: z
    .object({
      objectId: z.string(),
      originalSha256: z.string(),
      renditionSha256: z.string(),
      retainUntil: z.string().optional(),
      deletionClass: z.string().optional(),
    })
    .nullable(),
  workItem: z
    .object({
      id: z.string(),
      queue: z.string(),
      priority: z.number().int(),
      skills: z.array(z.string()),
      dueAt: z.string(),
      state: z.string().optional(),
    })
    .nullable(),
  /** The document that brought the same bytes first, when `status` is `duplicate`. */
  duplicateOf: z.string().nullable(),
  timings: z.record(z.string(), z.number()),
  problem: problemFacts.nullable(),
  text: z.string().optional(),
});
export type DocumentResult = z.infer<typeof documentResult>;
export type DocumentStatus = z.infer<typeof documentStatus>;
