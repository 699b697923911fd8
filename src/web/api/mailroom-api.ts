import { z } from 'zod';
import type { FieldName } from '../../domain/index-data.ts';
import { ApiProblem } from './api-problem.ts';
import {
  account,
  type accountChange,
  accountPage,
  type accountRequest,
  accountWithLink,
  type againRequest,
  type checkAnswer,
  checkNext,
  checkOutcome,
  classView,
  type closeRequest,
  type completeRequest,
  customerDetail,
  customerPage,
  documentDetail,
  documentPage,
  documentRow,
  documentText,
  figures,
  importReport,
  type Me,
  me,
  modelComparison,
  modelEntry,
  modelList,
  ownTokenList,
  ownTokenMade,
  type ownTokenRequest,
  pageWords,
  type passwordChange,
  type passwordChoice,
  qualityChecks,
  qualityDecisions,
  qualityReport,
  type ReviewFilter,
  resolveAnswer,
  type resolveRequest,
  reviewClaims,
  reviewFields,
  reviewFieldsAnswer,
  type reviewFieldsRequest,
  reviewItem,
  reviewNext,
  reviewQueue,
  type setupRequest,
  setupState,
  type signIn,
  systemParts,
  workItem,
  workItemPage,
} from './contract.ts';
import { freshKey } from './fresh-key.ts';
import { addressOf, ask, order, orderQuietly } from './request.ts';

type Signal = AbortSignal | undefined;

/** Which documents of quality control; the empty object is all of them. */
export type QualityFilter = Partial<
  Record<'state' | 'result' | 'part' | 'class' | 'channel' | 'since' | 'until', string>
>;

/** What a list of documents can be asked for; the empty object is everything, newest first. */
export type DocumentFilter = Partial<
  Record<'channel' | 'status' | 'stage' | 'tray' | 'class' | 'customer' | 'submission' | 'q' | 'since', string>
>;
export type WorkItemFilter = { readonly state?: string; readonly queue?: string; readonly mine?: boolean };

/** Who is signed in, or null. Signed out is an answer here, not a failure. */
async function currentSession(signal: Signal): Promise<Me | null> {
  try {
    return await ask(me, '/session', { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

const reviewDocument = reviewItem.omit({ until: true });
const documentPath = (id: string) => `/documents/${encodeURIComponent(id)}`;
const accountPath = (id: string) => `/accounts/${encodeURIComponent(id)}`;
const workItemPath = (id: string) => `/work-items/${encodeURIComponent(id)}`;

/** Every door of the server the pages use. */
export const api = {
  session: currentSession,
  signIn: (body: z.infer<typeof signIn>) => order(me, 'POST', '/session', { body }),
  signOut: () => orderQuietly('DELETE', '/session'),
  setupState: (signal: Signal) => ask(setupState, '/setup', { signal }),
  setUp: (body: z.infer<typeof setupRequest>) => order(me, 'POST', '/setup', { body, idempotencyKey: freshKey() }),
  choosePassword: (body: z.infer<typeof passwordChoice>) => order(me, 'POST', '/session/password-link', { body }),
  changePassword: (body: z.infer<typeof passwordChange>) => orderQuietly('POST', '/session/password', { body }),
  changeLanguage: (language: 'de' | 'en') => order(me, 'PATCH', '/session', { body: { language } }),

  documents: (filter: DocumentFilter, cursor: string | null, limit: number, signal: Signal) =>
    ask(documentPage, '/documents', { query: { ...filter, cursor, limit }, signal }),
  document: (id: string, signal: Signal) => ask(documentDetail, documentPath(id), { signal }),
  documentText: (id: string, signal: Signal) => ask(documentText, `${documentPath(id)}/text`, { signal }),
  pageWords: (id: string, page: number, signal: Signal) =>
    ask(pageWords, `${documentPath(id)}/pages/${page}/words`, { signal }),
  resolve: (id: string, body: z.infer<typeof resolveRequest>) =>
    order(resolveAnswer, 'POST', `${documentPath(id)}/resolve`, { body }),
  /** `answered`: the revision that the answer made, so that no later one is taken back instead. */
  undoAnswer: (id: string, answered: number) =>
    order(documentRow, 'POST', `${documentPath(id)}/undo`, { body: { answered } }),
  again: (id: string, body: z.infer<typeof againRequest>) =>
    orderQuietly('POST', `${documentPath(id)}/again`, { body }),
  close: (id: string, body: z.infer<typeof closeRequest>) =>
    orderQuietly('POST', `${documentPath(id)}/close`, { body }),

  reviewQueue: (filter: ReviewFilter, signal: Signal) =>
    ask(reviewQueue, '/review/queue', { query: { ...filter, limit: 1 }, signal }),
  reviewNext: (filter: ReviewFilter, except: readonly string[]) =>
    order(reviewNext, 'POST', '/review/next', { body: { ...filter, except } }),
  reviewDocument: (id: string) => ask(reviewDocument, `/review/documents/${encodeURIComponent(id)}`),
  reviewClaim: (documents: readonly string[]) => order(reviewClaims, 'POST', '/review/claim', { body: { documents } }),
  /** Also while the page closes. */
  reviewGiveBack: (documents: readonly string[]) =>
    orderQuietly('POST', '/review/give-back', { body: { documents }, outlivesPage: true }),
  setFieldsOfMany: (body: z.infer<typeof reviewFieldsRequest>) =>
    order(reviewFieldsAnswer, 'POST', '/review/fields', { body }),
  reviewFields: (name: FieldName | null, signal: Signal) =>
    ask(reviewFields, '/review/fields', { query: { name, limit: 60 }, signal }),

  workItems: (filter: WorkItemFilter, cursor: string | null, limit: number, signal: Signal) =>
    ask(workItemPage, '/work-items', { query: { ...filter, cursor, limit }, signal }),
  workItem: (id: string, signal: Signal) => ask(workItem, workItemPath(id), { signal }),
  take: (id: string, revision: number) => order(workItem, 'POST', `${workItemPath(id)}/take`, { body: { revision } }),
  giveBack: (id: string, revision: number) =>
    order(workItem, 'POST', `${workItemPath(id)}/give-back`, { body: { revision } }),
  complete: (id: string, body: z.infer<typeof completeRequest>) =>
    order(workItem, 'POST', `${workItemPath(id)}/complete`, { body }),
  reopen: (id: string, revision: number) =>
    order(workItem, 'POST', `${workItemPath(id)}/reopen`, { body: { revision } }),

  customers: (q: string, signal: Signal) => ask(customerPage, '/customers', { query: { q }, signal }),
  customer: (number: string, signal: Signal) =>
    ask(customerDetail, `/customers/${encodeURIComponent(number)}`, { signal }),
  importCustomers: (csv: Blob) =>
    order(importReport, 'POST', '/customers/import', {
      raw: { body: csv, mediaType: 'text/csv' },
      idempotencyKey: freshKey(),
    }),

  tokens: (signal: Signal) => ask(ownTokenList, '/session/tokens', { signal }),
  makeToken: (body: z.input<typeof ownTokenRequest>) =>
    order(ownTokenMade, 'POST', '/session/tokens', { body, idempotencyKey: freshKey() }),
  revokeToken: (id: string) => orderQuietly('DELETE', `/session/tokens/${encodeURIComponent(id)}`),

  accounts: (cursor: string | null, limit: number, signal: Signal) =>
    ask(accountPage, '/accounts', { query: { cursor, limit }, signal }),
  account: (id: string, signal: Signal) => ask(account, accountPath(id), { signal }),
  makeAccount: (body: z.infer<typeof accountRequest>) =>
    order(accountWithLink, 'POST', '/accounts', { body, idempotencyKey: freshKey() }),
  changeAccount: (id: string, body: z.infer<typeof accountChange>) =>
    order(account, 'PATCH', accountPath(id), { body }),
  resetPassword: (id: string, revision: number) =>
    order(accountWithLink, 'POST', `${accountPath(id)}/password-link`, {
      body: { revision },
      idempotencyKey: freshKey(),
    }),

  quality: (weeks: number, signal: Signal) => ask(qualityReport, '/quality', { query: { weeks }, signal }),
  qualityChecks: (filter: QualityFilter, signal: Signal) =>
    ask(qualityChecks, '/quality/checks', { query: { ...filter, limit: 200 }, signal }),
  qualityDecisions: ({ class: classKey, channel, since, until }: QualityFilter, signal: Signal) =>
    ask(qualityDecisions, '/quality/decisions', {
      query: { class: classKey, channel, since, until, limit: 200 },
      signal,
    }),
  qualityNext: (except: readonly string[]) => order(checkNext, 'POST', '/quality/checks/next', { body: { except } }),
  qualityAnswer: (id: string, body: z.input<typeof checkAnswer>) =>
    order(checkOutcome, 'POST', `/quality/checks/${encodeURIComponent(id)}/answer`, { body }),
  qualityPass: (id: string) => orderQuietly('POST', `/quality/checks/${encodeURIComponent(id)}/pass`),
  qualityKeep: (id: string) => orderQuietly('POST', `/quality/checks/${encodeURIComponent(id)}/keep`),

  models: (signal: Signal) => ask(modelList, '/models', { signal }),
  compareModel: (id: string) =>
    order(modelComparison, 'POST', `/models/${encodeURIComponent(id)}/compare`, { body: {} }),
  activateModel: (id: string) => order(modelEntry, 'POST', `/models/${encodeURIComponent(id)}/activate`),
  rollBackModel: () => order(modelEntry, 'POST', '/models/roll-back'),

  classes: (signal: Signal) => ask(z.array(classView), '/classes', { signal }),
  figures: (signal: Signal) => ask(figures, '/figures', { signal }),
  system: (signal: Signal) => ask(systemParts, '/system', { signal }),
};

/** Addresses the browser loads by itself: images and downloads. */
export const addresses = {
  pageImage: (id: string, page: number, widthPx?: number) =>
    addressOf(`${documentPath(id)}/pages/${page}/image`, { width: widthPx }),
  original: (id: string) => addressOf(`${documentPath(id)}/original`),
  rendition: (id: string) => addressOf(`${documentPath(id)}/rendition`),
  events: () => addressOf('/events'),
};
