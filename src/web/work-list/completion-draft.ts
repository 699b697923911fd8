import { z } from 'zod';
import { completeRequest } from '../api/contract.ts';

export const dispositions = completeRequest.shape.disposition.options;
const shape = z.object({ disposition: completeRequest.shape.disposition, note: z.string() });

/** How an agent is about to finish an item. */
export type CompletionDraft = Readonly<z.infer<typeof shape>>;
export const emptyCompletion: CompletionDraft = { disposition: 'done', note: '' };
export const parseCompletion = (stored: unknown): CompletionDraft | null => shape.safeParse(stored).data ?? null;
export const completionKey = (itemId: string): string => `complete.${itemId}`;
