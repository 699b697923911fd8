import { z } from 'zod';
import { channel } from './common.ts';
import { documentResult, problemFacts } from './result.ts';

export const uploadQuery = z.object({
  /** Default: `email` for `.eml` files, `portal` for everything else. */
  channel: channel.optional(),
  /** The legal receipt, when it was before the upload (a letter opened in the morning); never in the future or over ten years back. */
  receivedAt: z.iso.datetime({ offset: true }).optional(),
});
export const uploadReceipt = z.object({
  submissions: z.array(
    z.object({ submissionId: z.string(), documentId: z.string(), file: z.string(), isNew: z.boolean() }),
  ),
  /** Files of the same request that were refused before they were taken, each with its reason. */
  refused: z.array(z.object({ file: z.string(), problem: problemFacts })),
});
export type UploadReceipt = z.infer<typeof uploadReceipt>;

export const submissionQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  channel: channel.optional(),
});
export const submissionRow = z.object({
  id: z.string(),
  channel,
  source: z.string(),
  filename: z.string(),
  receivedAt: z.string(),
  createdAt: z.string(),
  byteLength: z.number(),
  originalSha256: z.string(),
  documentCount: z.number().int(),
  /** Every document reached its end or waits for a person, and nothing is under way to the work lists. */
  isSettled: z.boolean(),
});
export const submissionPage = z.object({ items: z.array(submissionRow), nextCursor: z.string().nullable() });
export const submissionDetailQuery = z.object({
  /** Adds each document's text to its result. */
  text: z.stringbool().optional(),
});
export const submissionDetail = submissionRow.extend({
  results: z.array(documentResult),
  /** Why documents of it wait for something outside, such as a directory that does not answer; sentences, mostly none. */
  waitsFor: z.array(z.string()).default([]),
});
export type SubmissionDetail = z.infer<typeof submissionDetail>;
