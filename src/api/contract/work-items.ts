import { z } from 'zod';
import { channel } from './common.ts';

export const workItem = z.object({
  id: z.string(),
  documentId: z.string(),
  filename: z.string(),
  channel,
  classKey: z.string(),
  secondClass: z.string().nullable(),
  customerNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  queue: z.string(),
  priority: z.number().int(),
  skills: z.array(z.string()),
  dueAt: z.string(),
  deadlineKind: z.enum(['statutory', 'contractual']),
  receivedAt: z.string(),
  state: z.enum(['waiting', 'taken', 'completed', 'withdrawn']),
  revision: z.number().int(),
  /** Account ids; the names beside them are for people. */
  takenBy: z.string().nullable(),
  takenByName: z.string().nullable(),
  takenAt: z.string().nullable(),
  completedBy: z.string().nullable(),
  completedByName: z.string().nullable(),
  completedAt: z.string().nullable(),
  disposition: z.string().nullable(),
  note: z.string().nullable(),
});
export type WorkItem = z.infer<typeof workItem>;

export const workItemQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(['waiting', 'taken', 'completed', 'withdrawn']).optional(),
  queue: z.string().max(60).optional(),
  mine: z.stringbool().optional(),
});
export const workItemPage = z.object({
  items: z.array(workItem),
  nextCursor: z.string().nullable(),
  queues: z.array(z.object({ queue: z.string(), waiting: z.number().int() })),
});
export const workItemAction = z.object({ revision: z.number().int() });
export const completeRequest = workItemAction.extend({
  disposition: z.enum(['done', 'answered', 'forwarded', 'nothing_to_do']),
  note: z.string().max(4000).optional(),
});
