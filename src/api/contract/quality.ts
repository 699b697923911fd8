import { z } from 'zod';
import { channel } from './common.ts';

/** A share with what proves it: the checks, and the interval in which it lies with 95 % confidence. */
export const provenShare = z.object({
  checked: z.number().int(),
  wrong: z.number().int(),
  /** 0 to 1, weighted by how rarely each document was drawn; null before the first check. */
  share: z.number().nullable(),
  from: z.number(),
  to: z.number(),
});
export type ProvenShare = z.infer<typeof provenShare>;

const provenQuality = z.object({
  /** Of the decisions made without a person. What is disputed counts as wrong until a second person has looked. */
  classPrecision: provenShare,
  customerPrecision: provenShare,
  /** Documents that reached the work queue and no person looked, and those that came to a person. */
  touchless: z.object({ alone: z.number().int(), asked: z.number().int(), share: z.number().nullable() }),
});
export const qualityRow = provenQuality.extend({ classKey: z.string().nullable(), channel: channel.nullable() });
export type QualityRow = z.infer<typeof qualityRow>;

const driftKind = z.enum(['confidence', 'classes', 'unknownWords']);
const driftSpan = z.object({ since: z.string(), until: z.string(), documents: z.number().int() });
/** Recent post against the model's training, or against the post of its first days. */
export const qualityDrift = z.object({
  model: z.string(),
  reference: driftSpan,
  /** Null while the first days are not over. */
  recent: driftSpan.nullable(),
  parts: z.array(
    z.object({
      kind: driftKind,
      /** What the model's card counted at its training, or the post of its first days. */
      against: z.enum(['training', 'firstWeeks']),
      /** Population stability index: 0.1 is a shift to watch, 0.25 a large one. */
      index: z.number(),
      before: z.number().int(),
      now: z.number().int(),
      parts: z.array(z.object({ key: z.string(), before: z.number(), now: z.number(), adds: z.number() })),
    }),
  ),
});
export type QualityDrift = z.infer<typeof qualityDrift>;

export const qualityAlarm = z.object({
  kind: z.enum(['classPrecision', 'customerPrecision', ...driftKind.options]),
  measured: z.number(),
  threshold: z.number(),
});
export type QualityAlarm = z.infer<typeof qualityAlarm>;

export const qualityReport = provenQuality.extend({
  at: z.string(),
  since: z.string(),
  checks: z.object({
    open: z.number().int(),
    disputed: z.number().int(),
    /** Those of them that whoever asks could do: nobody checks blind what they had a part in. */
    forCaller: z.number().int(),
    oldestOpenAt: z.string().nullable(),
    /** Errors whose documents nobody has put right yet. */
    uncorrected: z.number().int(),
  }),
  byClass: z.array(qualityRow),
  byChannel: z.array(qualityRow),
  byClassAndChannel: z.array(qualityRow),
  /** By Monday (YYYY-MM-DD), oldest first. */
  weeks: z.array(provenQuality.extend({ week: z.string() })),
  drift: qualityDrift.nullable(),
  alarms: z.array(qualityAlarm),
  thresholds: z.object({
    classPrecisionMin: z.number(),
    customerPrecisionMin: z.number(),
    driftMax: z.number(),
    driftDocumentsMin: z.number().int(),
  }),
});
export type QualityReport = z.infer<typeof qualityReport>;
export const qualityReportQuery = z.object({ weeks: z.coerce.number().int().min(1).max(104).default(12) });

const checkState = z.enum(['open', 'disputed', 'settled']);
const day = z.iso.date();
export const qualityChecksQuery = z.object({
  state: checkState.optional(),
  result: z.enum(['right', 'wrong']).optional(),
  /** Only this part counts for `result`, and only documents of which it was decided. */
  part: z.enum(['class', 'customer']).optional(),
  class: z.string().max(60).optional(),
  channel: channel.optional(),
  /** Decided on or after, and before, these days. */
  since: day.optional(),
  until: day.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const said = z.object({ classKey: z.string(), customerNumber: z.string().nullable() });
/** One drawn document. Answers are told once it is known who was right: until then they would spoil the next look. */
export const qualityCheck = z.object({
  id: z.string(),
  documentId: z.string(),
  drawnAt: z.string(),
  channel,
  state: checkState,
  /** With this probability it was drawn; it counts for as many documents as its inverse. */
  probability: z.number(),
  machine: said.nullable(),
  checker: said.nullable(),
  truth: said.nullable(),
  isClassRight: z.boolean().nullable(),
  isCustomerRight: z.boolean().nullable(),
  isCorrected: z.boolean(),
});
export type QualityCheck = z.infer<typeof qualityCheck>;
export const qualityChecks = z.object({ items: z.array(qualityCheck), total: z.number().int() });

export const qualityDecisionsQuery = z.object({
  class: z.string().max(60).optional(),
  channel: channel.optional(),
  since: day.optional(),
  until: day.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const qualityDecision = z.object({
  documentId: z.string(),
  at: z.string(),
  channel,
  classKey: z.string(),
  classConfidence: z.number(),
});
export const qualityDecisions = z.object({ items: z.array(qualityDecision) });

export const checkNextRequest = z.object({ except: z.array(z.string().max(80)).max(200).default([]) });
/** A document to be answered for blind. For a second look both answers stand there, in no telling order. */
export const checkInHand = z.object({
  id: z.string(),
  documentId: z.string(),
  look: z.enum(['first', 'second']),
  classes: z.array(z.string()),
  customers: z.array(z.object({ customerNumber: z.string().nullable(), name: z.string().nullable() })),
  pages: z.array(z.object({ number: z.number().int(), widthMm: z.number(), heightMm: z.number() })),
  until: z.string(),
});
export type CheckInHand = z.infer<typeof checkInHand>;
export const checkNext = z.object({ check: checkInHand.nullable(), left: z.number().int() });
export type CheckNext = z.infer<typeof checkNext>;
export const checkAnswer = z.object({
  classKey: z.string().min(1).max(60),
  customerNumber: z.string().min(1).max(60).nullable(),
  seconds: z.number().min(0).max(3600).nullable().default(null),
});
export const checkOutcome = z.object({
  state: z.enum(['disputed', 'settled']),
  isMachineRight: z.boolean().nullable(),
});
