import { z } from 'zod';
import { fieldNames } from '../../domain/index-data.ts';
import { channel } from './common.ts';
import { documentDetail, fieldAnswers, personInWork } from './documents.ts';
import { fieldResult, problemFacts } from './result.ts';

const language = z.enum(['de', 'en', 'und']);

export const reviewFilter = z.object({
  /** A class's key; `-` asks for documents without one. */
  class: z.string().max(60).optional(),
  language: language.optional(),
  channel: channel.optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

export const reviewQueueQuery = reviewFilter.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) });

/** One document that waits for review. */
export const reviewEntry = z.object({
  id: z.string(),
  filename: z.string(),
  channel,
  receivedAt: z.string(),
  waitingSince: z.string(),
  /** By the class that is supposed, or by the strictest when none is. */
  dueAt: z.string(),
  classKey: z.string().nullable(),
  classConfidence: z.number().nullable(),
  language,
  revision: z.number().int(),
  question: problemFacts.nullable(),
  heldBy: personInWork.nullable(),
});
export type ReviewEntry = z.infer<typeof reviewEntry>;

/** What waits, the most urgent first. */
export const reviewQueue = z.object({
  items: z.array(reviewEntry),
  total: z.number().int(),
  /** How many of them are in somebody else's hands. */
  held: z.number().int(),
  /** All that waits by class, language and channel, whatever the filter, to filter by. */
  kinds: z.array(z.object({ classKey: z.string().nullable(), language, channel, waiting: z.number().int() })),
  /** Median of the reader's last answers; null before the first one was measured. */
  secondsEach: z.number().nullable(),
  /** After so long without a key or a move the page gives back what it has in hand. */
  idleSeconds: z.number().int(),
  undoSeconds: z.number().int(),
});
export type ReviewQueue = z.infer<typeof reviewQueue>;

const documentIds = z.array(z.string().max(80)).max(200);

/** `except`: what the page has in hand already, or put back. */
export const reviewNextRequest = reviewFilter.extend({ except: documentIds.default([]) });
export const reviewItem = z.object({ entry: reviewEntry, document: documentDetail, until: z.string() });
export type ReviewItem = z.infer<typeof reviewItem>;
export const reviewNext = z.object({ item: reviewItem.nullable() });

export const reviewDocuments = z.object({ documents: documentIds });
export const reviewClaims = z.object({
  held: z.array(z.object({ id: z.string(), until: z.string() })),
  /** Not in the caller's hands: somebody else has it (`by`), or it waits no more. */
  lost: z.array(z.object({ id: z.string(), by: z.string().nullable() })),
});

export const reviewFieldsQuery = z.object({
  name: z.enum(fieldNames).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One field of one document that a person should look at. */
export const doubtfulField = z.object({
  documentId: z.string(),
  revision: z.number().int(),
  filename: z.string(),
  channel,
  receivedAt: z.string(),
  /** Its place among the document's fields. */
  at: z.number().int(),
  field: fieldResult,
  doubt: z.enum(['checksum', 'unsure']),
  widthMm: z.number().nullable(),
  heightMm: z.number().nullable(),
});
export type DoubtfulField = z.infer<typeof doubtfulField>;
export const reviewFields = z.object({
  names: z.array(z.object({ name: z.enum(fieldNames), count: z.number().int() })),
  items: z.array(doubtfulField),
});

/** Fields of many documents in one go; every document is answered by itself, with the revision and values that were shown. */
export const reviewFieldsRequest = z.object({
  documents: z
    .array(
      z.object({
        id: z.string().max(80),
        revision: z.number().int(),
        fields: fieldAnswers.min(1),
        seconds: z.number().min(0).max(86_400).optional(),
      }),
    )
    .min(1)
    .max(200),
});
export const reviewFieldsAnswer = z.object({
  saved: z.array(z.object({ id: z.string(), revision: z.number().int() })),
  /** Left as they were, each with the reason: changed meanwhile, in somebody's hands, gone on, or not a value. */
  left: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type ReviewFieldsAnswer = z.infer<typeof reviewFieldsAnswer>;
