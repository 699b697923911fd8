import { infiniteQueryOptions, MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiProblem, isSignedOut } from './api-problem.ts';
import { api, type DocumentFilter, type WorkItemFilter } from './mailroom-api.ts';

export const sessionKey = ['session'] as const;

export function makeQueryClient(): QueryClient {
  // A session that ended while a page was open shows the sign-in page, and afterwards the same page again.
  const leave = (error: unknown): void => {
    if (isSignedOut(error)) client.setQueryData(sessionKey, null);
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
