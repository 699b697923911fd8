import { z } from 'zod';
import { batchEvent } from './batches.ts';
import { candidateResult, documentResult, documentStatus, problemFacts } from './result.ts';

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

/** What a role may do; a page shows only what its reader may use, the server checks every call. */
export const permission = z.enum([
  'readDocuments',
  'readArchive',
  'uploadDocuments',
  'resolveDocuments',
  'scanBatches',
  'readWorkItems',
  'takeWorkItems',
  'readCustomers',
  'importCustomers',
  'seeSystem',
  'manageTokens',
  'manageAccounts',
]);
export type Permission = z.infer<typeof permission>;

export const me = z.object({
  accountId: z.string(),
  name: z.string(),
  displayName: z.string(),
  role,
  language: z.enum(['de', 'en']),
  isDemo: z.boolean(),
  permissions: z.array(permission),
  /** A larger upload is refused before it is read. */
  uploadBytesMax: z.number().int(),
});
export type Me = z.infer<typeof me>;
export const signIn = z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(200) });
export const passwordChange = z.object({ current: z.string().min(1).max(200), next: z.string().min(12).max(200) });
export const languageChange = z.object({ language: z.enum(['de', 'en']) });
export const setupState = z.object({
  isOpen: z.boolean(),
  isDemo: z.boolean(),
  demoAccounts: z.array(z.object({ name: z.string(), password: z.string(), role })),
});
const accountName = z
  .string()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9._-]+$/);
const linkToken = z.string().min(10).max(200);
const newPassword = z.string().min(12).max(200);
export const setupRequest = z.object({
  token: linkToken,
  name: accountName,
  displayName: z.string().min(1).max(120),
  password: newPassword,
});

/** A person's account as an administrator sees it. */
export const account = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  role,
  language: z.enum(['de', 'en']),
  isDemo: z.boolean(),
  isDisabled: z.boolean(),
  /** False until the person has chosen a password by their one-time link. */
  hasPassword: z.boolean(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
  revision: z.number().int(),
});
export type Account = z.infer<typeof account>;
export const accountQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const accountPage = z.object({ items: z.array(account), nextCursor: z.string().nullable() });
export const accountRequest = z.object({
  name: accountName,
  displayName: z.string().trim().min(1).max(120),
  role,
  language: z.enum(['de', 'en']).default('de'),
});
/** `revision` is the one the page showed; a newer one is refused (409). What is left out stays. */
export const accountChange = z.object({
  revision: z.number().int(),
  displayName: z.string().trim().min(1).max(120).optional(),
  role: role.optional(),
  language: z.enum(['de', 'en']).optional(),
  isDisabled: z.boolean().optional(),
});
export const passwordReset = z.object({ revision: z.number().int() });
/** `token` goes into the address `/set-password?token=…` and is shown once: a repeated call answers null in its place. */
export const passwordLink = z.object({ token: z.string().nullable(), expiresAt: z.string() });
export const accountWithLink = z.object({ account, link: passwordLink });
export type AccountWithLink = z.infer<typeof accountWithLink>;
export const passwordChoice = z.object({ token: linkToken, password: newPassword });

export const ownToken = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
});
export type OwnToken = z.infer<typeof ownToken>;
export const ownTokenList = z.object({ items: z.array(ownToken) });
export const ownTokenRequest = z.object({
  label: z.string().trim().min(1).max(120),
  days: z.number().int().min(1).max(365).default(90),
});
/** `token` is shown once, as with the tokens of programs. */
export const ownTokenMade = ownToken.extend({ token: z.string().nullable() });

export const tokenRequest = z.object({ label: z.string().trim().min(1).max(120), role: role.default('clerk') });
/** `token` is shown once: repeating the call with the same Idempotency-Key answers null in its place. */
export const tokenMade = z.object({
  accountId: z.string(),
  label: z.string(),
  role,
  expiresAt: z.string(),
  token: z.string().nullable(),
});

export const uploadQuery = z.object({
  /** Default: `email` for `.eml` files, `portal` for everything else. */
  channel: channel.optional(),
  /** The legal receipt, when it was before the upload (a letter opened in the morning); never in the future. */
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
export const submissionDetail = submissionRow.extend({ results: z.array(documentResult) });
export type SubmissionDetail = z.infer<typeof submissionDetail>;

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
  /** Relative address of the page's WebP; `?width=` gives a smaller one. */
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
  pages: z.array(pageFacts),
  timeline: z.array(timelineEntry),
  workItem: workItem.nullable(),
  /** Other documents of the same submission: the mail an attachment came with, its siblings. */
  siblings: z.array(documentRow),
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
});

/** Lines by newline, pages by form feed. */
export const documentText = z.object({ text: z.string() });

/** A person's answer to a parked document. `revision` is the one the page showed; a newer one is refused (409). */
export const resolveRequest = z.object({
  revision: z.number().int(),
  classKey: z.string().max(60),
  /** null: belongs to no customer in the directory. */
  customerNumber: z.string().max(60).nullable(),
});
export const againRequest = z.object({ revision: z.number().int(), from: stage });
export const closeRequest = z.object({ revision: z.number().int(), reason: z.string().min(3).max(1000) });

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

export const customerView = z.object({
  customerNumber: z.string(),
  displayName: z.string(),
  displayAddress: z.string(),
  kind: z.enum(['person', 'organisation']),
  birthDate: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  iban: z.string().nullable(),
  contractNumbers: z.array(z.string()),
  meterNumbers: z.array(z.string()),
});
export const customerDetail = customerView.extend({
  recentDocuments: z.array(documentRow),
  openWorkItems: z.array(workItem),
});
export const customerPage = z.object({ items: z.array(customerView), total: z.number().int() });
/** What an import of customer master data did; a rejected line does not stop the rest. Lists are cut after some hundred lines. */
export const importReport = z.object({
  read: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejectedCount: z.number().int(),
  rejected: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  unknownColumns: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReport>;
export type CustomerView = z.infer<typeof customerView>;

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

export { candidateResult, documentResult, documentStatus };
