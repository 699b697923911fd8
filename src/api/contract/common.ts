import { z } from 'zod';
import { problemFacts } from './result.ts';

export const apiBase = '/api/v1';

export const role = z.enum(['clerk', 'agent', 'auditor', 'lead', 'administrator']);
export type Role = z.infer<typeof role>;
export const channel = z.enum(['letter', 'fax', 'email', 'portal']);
export const stage = z.enum(['preparation', 'recognition', 'classification', 'indexing', 'archiving', 'routing']);
export const tray = z.enum(['indexing', 'exceptions', 'quarantine', 'rescan']);
export const documentState = z.enum(['ready', 'running', 'held', 'parked', 'done']);

/** RFC 9457. `code` and `params` let a page say it in the reader's language; `detail` is the English sentence. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  instance: z.string().optional(),
  /** Only when every file of an upload was refused: each with its reason; `code` is the first one's. */
  refused: z.array(z.object({ file: z.string(), problem: problemFacts })).optional(),
});
export type ProblemDetails = z.infer<typeof problem>;
