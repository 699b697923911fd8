import { z } from 'zod';

const measures = z.object({
  exampleCount: z.number().int(),
  accuracy: z.number(),
  autoShare: z.number(),
  autoPrecision: z.number(),
  expectedCalibrationError: z.number(),
});

/** Who would move where: a candidate and the model in force over the same recent documents. */
export const modelComparison = z.object({
  at: z.string(),
  against: z.object({ id: z.string(), version: z.string() }),
  documents: z.number().int(),
  unreadable: z.number().int(),
  sameClass: z.number().int(),
  aloneBefore: z.number().int(),
  aloneAfter: z.number().int(),
  /** Both would decide alone, and differently. */
  changedAlone: z.number().int(),
  answered: z.object({ count: z.number().int(), before: z.number().int(), after: z.number().int() }),
  moves: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      count: z.number().int(),
      alone: z.number().int(),
      documents: z.array(z.string()),
    }),
  ),
});
export type ModelComparison = z.infer<typeof modelComparison>;

/** A classifier's model; the one that ships has the id `shipped`. */
export const modelEntry = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  source: z.enum(['shipped', 'training', 'corrections']),
  trainedAt: z.string(),
  createdBy: z.string().nullable(),
  isActive: z.boolean(),
  exampleCount: z.number().int(),
  corrections: z.number().int(),
  contradictions: z.number().int(),
  classes: z.array(z.string()),
  byteLength: z.number().int(),
  metrics: z.record(z.string(), measures),
  comparison: modelComparison.nullable(),
});
export type ModelEntry = z.infer<typeof modelEntry>;
export const modelList = z.array(modelEntry);
export const modelCompareRequest = z.object({ documents: z.number().int().min(1).max(2000).default(500) });
