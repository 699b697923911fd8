import { z } from 'zod';
import { fieldNames } from '../../domain/index-data.ts';
import { channel, documentState, stage, tray } from './common.ts';
import { documentResult, documentStatus, problemFacts } from './result.ts';
import { workItem } from './work-items.ts';

/** One row of the intake list. */
export const documentRow = z.object({
  id: z.string(),
  submissionId: z.string(),
  parentId: z.string().nullable(),
  filename: z.string(),
  channel,
  receivedAt: z.string(),
  updatedAt: z.string(),
  stage,
  state: documentState,
  status: documentStatus,
  attempt: z.number().int(),
  revision: z.number().int(),
  tray: tray.nullable(),
  question: problemFacts.nullable(),
  classKey: z.string().nullable(),
  classConfidence: z.number().nullable(),
  customerNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  queue: z.string().nullable(),
});
export type DocumentRow = z.infer<typeof documentRow>;

export const documentQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  channel: channel.optional(),
  status: documentStatus.optional(),
  stage: stage.optional(),
  tray: tray.optional(),
  class: z.string().max(60).optional(),
  customer: z.string().max(60).optional(),
  submission: z.string().max(60).optional(),
  /** Part of a file name, a customer number or a document id. */
  q: z.string().max(200).optional(),
  since: z.iso.datetime().optional(),
});
export const documentPage = z.object({ items: z.array(documentRow), nextCursor: z.string().nullable() });
export type DocumentPage = z.infer<typeof documentPage>;

export const pageFacts = z.object({
  number: z.number().int(),
  widthMm: z.number(),
  heightMm: z.number(),
  rotation: z.number(),
  skewDegrees: z.number(),
  isBlank: z.boolean(),
  confidence: z.number().nullable(),
  /** Relative address of the page's image, JPEG or WebP; `?width=` gives a smaller one. */
  imageUrl: z.string(),
});

export const timelineEntry = z.object({
  at: z.string(),
  stage: stage.nullable(),
  outcome: z.string(),
  actor: z.string().nullable(),
  /** The actor's display name when it is an account. */
  actorName: z.string().nullable(),
  attempt: z.number().int().nullable(),
  durationMs: z.number().nullable(),
  detail: problemFacts.nullable(),
});

export const personInWork = z.object({ accountId: z.string(), name: z.string(), until: z.string() });

export const documentDetail = documentRow.extend({
  result: documentResult,
  mail: z
    .object({
      from: z.string().nullable(),
      fromName: z.string().nullable(),
      to: z.array(z.string()),
      subject: z.string().nullable(),
      sentAt: z.string().nullable(),
    })
    .nullable(),
  mediaType: z.string().nullable(),
  byteLength: z.number(),
  originalSha256: z.string(),
  remarks: z.array(z.string()),
  /** While pages are still being made, those that are there. */
  pages: z.array(pageFacts),
  /** How far a long document is in the stage it is worked in; null for short ones and for those that wait. */
  progress: z.object({ stage, done: z.number().int(), total: z.number().int() }).nullable(),
  timeline: z.array(timelineEntry),
  workItem: workItem.nullable(),
  /** Other documents of the same submission: the mail an attachment came with, its siblings. */
  siblings: z.array(documentRow),
  /** Who works on it in review right now; nobody else can answer meanwhile. */
  heldBy: personInWork.nullable(),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

export const pageWords = z.object({
  words: z.array(
    z.object({
      text: z.string(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      confidence: z.number(),
      line: z.number().int(),
    }),
  ),
  /** Where each line stands, by `line`: fractions of the page's height from the top. Of pages read from an image. */
  baselines: z.array(z.number()).optional(),
});

/** Lines by newline, pages by form feed. */
export const documentText = z.object({ text: z.string() });

export const fieldAnswer = z.object({
  /** Its place among the fields of the document's result; null adds one. */
  at: z.number().int().min(0).max(1000).nullable(),
  name: z.enum(fieldNames),
  /** As a person types it; null or nothing: it does not stand there. */
  value: z.string().max(400).nullable(),
  /** The value that was shown at that place: when another one is there by now, the answer is refused (409). */
  was: z.string().max(1000).optional(),
});
export const fieldAnswers = z.array(fieldAnswer).max(200);

/** A person's answer to a parked document. `revision` is the one the page showed; a newer one is refused (409). */
export const resolveRequest = z.object({
  revision: z.number().int(),
  classKey: z.string().max(60),
  /** null: belongs to no customer in the directory. */
  customerNumber: z.string().max(60).nullable(),
  /** null: there is no second concern. Left out: as the machine found it. */
  secondClassKey: z.string().max(60).nullable().optional(),
  /** Fields that were confirmed, corrected, added or struck out; the others stay as they are. */
  fields: fieldAnswers.optional(),
  /** From shown to answered, without the time nobody did anything. */
  seconds: z.number().min(0).max(86_400).optional(),
  /** Holds the document back for some seconds, so that `undo` can take the answer back. */
  isUndoable: z.boolean().optional(),
});
export const resolveAnswer = documentRow.extend({
  /** Until then `undo` takes the answer back; null when it cannot be taken back. */
  undoUntil: z.string().nullable(),
});
export const fieldsRequest = z.object({
  revision: z.number().int(),
  fields: fieldAnswers.min(1),
  seconds: z.number().min(0).max(86_400).optional(),
});
/** `answered`: the revision that the answer to be taken back made; a later answer is left alone (409). */
export const undoRequest = z.object({ answered: z.number().int().optional() }).nullish();
export const againRequest = z.object({ revision: z.number().int(), from: stage });
export const closeRequest = z.object({ revision: z.number().int(), reason: z.string().min(3).max(1000) });
