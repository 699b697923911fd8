import { infiniteQueryOptions, MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { FieldName } from '../../domain/index-data.ts';
import { ApiProblem, isSignedOut } from './api-problem.ts';
import type { Me, ReviewFilter } from './contract.ts';
import { api, type DocumentFilter, type QualityFilter, type WorkItemFilter } from './mailroom-api.ts';

export const sessionKey = ['session'] as const;

/** Set while the sign-in page owes an explanation: the session ended by itself and not by its owner. */
export const endedKey = ['sessionEnded'] as const;

/** Set while somebody signs out on purpose. */
export const leavingKey = ['leaving'] as const;

/** The session is over, and the sign-in page will say so. */
export function endSession(client: QueryClient): void {
  const isSurprise = client.getQueryData(sessionKey) != null && client.getQueryData(leavingKey) !== true;
  if (isSurprise) client.setQueryData(endedKey, true);
  client.setQueryData(sessionKey, null);
}

/** Somebody signed in, perhaps another person than before: nothing the last one saw is left. */
export function beginSession(client: QueryClient, me: Me): void {
  client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== sessionKey[0] && first !== 'setup' });
  client.setQueryData(sessionKey, me);
}

export function makeQueryClient(): QueryClient {
  // A session that ended while a page was open shows the sign-in page, and afterwards the same page again.
  const leave = (error: unknown): void => {
    if (isSignedOut(error)) endSession(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: leave }),
    mutationCache: new MutationCache({ onError: leave }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // What the server refused it will refuse again; only silence and its own failures are worth another try.
        retry: (count, error) =>
          count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}

export const documentsPageSize = 50;

export const queries = {
  session: () =>
    queryOptions({
      queryKey: sessionKey,
      queryFn: ({ signal }) => api.session(signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  setupState: () => queryOptions({ queryKey: ['setup'], queryFn: ({ signal }) => api.setupState(signal) }),
  figures: () =>
    queryOptions({ queryKey: ['figures'], queryFn: ({ signal }) => api.figures(signal), refetchInterval: 60_000 }),
  tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => api.tokens(signal) }),
  accounts: () =>
    infiniteQueryOptions({
      queryKey: ['accounts'],
      queryFn: ({ pageParam, signal }) => api.accounts(pageParam, 100, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
    }),
  account: (id: string) =>
    queryOptions({ queryKey: ['account', id], queryFn: ({ signal }) => api.account(id, signal) }),
  quality: (weeks: number) =>
    queryOptions({ queryKey: ['quality', weeks], queryFn: ({ signal }) => api.quality(weeks, signal) }),
  qualityChecks: (filter: QualityFilter) =>
    queryOptions({
      queryKey: ['quality', 'checks', filter],
      queryFn: ({ signal }) => api.qualityChecks(filter, signal),
    }),
  qualityDecisions: (filter: QualityFilter) =>
    queryOptions({
      queryKey: ['quality', 'decisions', filter],
      queryFn: ({ signal }) => api.qualityDecisions(filter, signal),
    }),
  models: () => queryOptions({ queryKey: ['models'], queryFn: ({ signal }) => api.models(signal) }),
  classes: () =>
    queryOptions({ queryKey: ['classes'], queryFn: ({ signal }) => api.classes(signal), staleTime: 600_000 }),
  system: () => queryOptions({ queryKey: ['system'], queryFn: ({ signal }) => api.system(signal) }),
  document: (id: string) =>
    queryOptions({ queryKey: ['document', id], queryFn: ({ signal }) => api.document(id, signal) }),
  documentText: (id: string) =>
    queryOptions({ queryKey: ['document', id, 'text'], queryFn: ({ signal }) => api.documentText(id, signal) }),
  pageWords: (id: string, page: number) =>
    queryOptions({
      queryKey: ['document', id, 'words', page],
      queryFn: ({ signal }) => api.pageWords(id, page, signal),
      staleTime: 600_000,
    }),
  documents: (filter: DocumentFilter) =>
    infiniteQueryOptions({
      queryKey: ['documents', filter],
      queryFn: ({ pageParam, signal }) => api.documents(filter, pageParam, documentsPageSize, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
      // The list is kept up to date by live changes; fetching every page again on focus would move rows under the pointer.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    }),
  /** How much waits in review, and by which kinds. */
  reviewQueue: (filter: ReviewFilter) =>
    queryOptions({
      queryKey: ['reviewQueue', filter],
      queryFn: ({ signal }) => api.reviewQueue(filter, signal),
      refetchInterval: 60_000,
    }),
  reviewFields: (name: FieldName | null) =>
    queryOptions({ queryKey: ['reviewFields', name], queryFn: ({ signal }) => api.reviewFields(name, signal) }),
  workItems: (filter: WorkItemFilter) =>
    infiniteQueryOptions({
      queryKey: ['workItems', filter],
      queryFn: ({ pageParam, signal }) => api.workItems(filter, pageParam, documentsPageSize, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
    }),
  workItem: (id: string) =>
    queryOptions({ queryKey: ['workItem', id], queryFn: ({ signal }) => api.workItem(id, signal) }),
  customers: (q: string) =>
    queryOptions({ queryKey: ['customers', q], queryFn: ({ signal }) => api.customers(q, signal) }),
  customer: (number: string) =>
    queryOptions({ queryKey: ['customer', number], queryFn: ({ signal }) => api.customer(number, signal) }),
};
