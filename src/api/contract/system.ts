import { z } from 'zod';
import { batchEvent } from './batches.ts';
import { documentState, stage, tray } from './common.ts';

export const classView = z.object({
  key: z.string(),
  names: z.object({ de: z.string(), en: z.string() }),
  customer: z.enum(['required', 'optional', 'none']),
  queue: z.string(),
  threshold: z.number(),
});
export type ClassView = z.infer<typeof classView>;

/** The line at the top of the intake page; counts since midnight in the company's time zone. */
export const figures = z.object({
  received: z.number().int(),
  through: z.number().int(),
  withPerson: z.number().int(),
  running: z.number().int(),
  trays: z.object({
    indexing: z.number().int(),
    exceptions: z.number().int(),
    quarantine: z.number().int(),
    rescan: z.number().int(),
  }),
  waitingItems: z.number().int(),
  myItems: z.number().int(),
  /** Share of today's finished documents on which no person looked, 0 to 1; null when none finished. */
  captureTouchless: z.number().nullable(),
});
export type Figures = z.infer<typeof figures>;

/** One line of `GET /api/v1/events` (server-sent events, event name = `type`). */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('document'),
    documentId: z.string(),
    submissionId: z.string(),
    stage,
    state: documentState,
    tray: tray.nullable(),
  }),
  z.object({ type: z.literal('workItem'), workItemId: z.string(), state: z.string(), queue: z.string() }),
  batchEvent,
]);
export type LiveEvent = z.infer<typeof liveEvent>;

export const systemParts = z.object({
  version: z.string(),
  parts: z.array(
    z.object({ name: z.string(), kind: z.enum(['embedded', 'real']), detail: z.string(), isHealthy: z.boolean() }),
  ),
  limits: z.record(z.string(), z.number()),
});

export const readiness = z.object({
  status: z.enum(['ready', 'unready']),
  parts: z.array(z.object({ name: z.string(), isHealthy: z.boolean() })),
});
