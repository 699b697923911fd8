import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type BatchDetail,
  type BatchEditRequest,
  type BatchRequest,
  type batchAnnouncement,
  batchDetail,
  batchPage,
  type ScannedPageRef,
  scanProfileList,
} from './contract.ts';
import { freshKey } from './fresh-key.ts';
import { addressOf, ask, order } from './request.ts';

export type BatchFilter = Partial<Record<'state' | 'profile' | 'since', string>>;

const path = (id: string) => `/batches/${encodeURIComponent(id)}`;

/** The doors of the scan station. Each change answers with the batch as it stands afterwards. */
export const batchesApi = {
  profiles: (signal: AbortSignal) => ask(scanProfileList, '/scan-profiles', { signal }),
  list: (filter: BatchFilter, cursor: string | null, signal: AbortSignal) =>
    ask(batchPage, '/batches', { query: { ...filter, cursor, limit: 50 }, signal }),
  one: (id: string, signal?: AbortSignal) => ask(batchDetail, path(id), { signal }),
  begin: (body: BatchRequest) => order(batchDetail, 'POST', '/batches', { body, idempotencyKey: freshKey() }),
  announce: (id: string, body: z.infer<typeof batchAnnouncement>) => order(batchDetail, 'PATCH', path(id), { body }),
  edit: (id: string, revision: number, edits: readonly BatchEditRequest[]) =>
    order(batchDetail, 'POST', `${path(id)}/edits`, { body: { revision, edits } }),
  undo: (id: string, revision: number) => order(batchDetail, 'POST', `${path(id)}/undo`, { body: { revision } }),
  redo: (id: string, revision: number) => order(batchDetail, 'POST', `${path(id)}/redo`, { body: { revision } }),
  release: (id: string, revision: number, reason: string | null) =>
    order(batchDetail, 'POST', `${path(id)}/release`, { body: reason === null ? { revision } : { revision, reason } }),
  removeScan: (id: string, documentId: string, revision: number, reason: string) =>
    order(batchDetail, 'POST', `${path(id)}/scans/${encodeURIComponent(documentId)}/removal`, {
      body: { revision, reason },
    }),
  restoreScan: (id: string, documentId: string, revision: number) =>
    order(batchDetail, 'POST', `${path(id)}/scans/${encodeURIComponent(documentId)}/restoration`, {
      body: { revision },
    }),
  discard: (id: string, revision: number, reason: string) =>
    order(batchDetail, 'POST', `${path(id)}/discard`, { body: { revision, reason } }),
};

/** The count chain as it was archived. */
export const countSheetAddress = (id: string) => addressOf(`${path(id)}/count-sheet`);

/** Where a scan is sent; with `replaces` its pages take the place of these. */
export const scansAddress = (id: string, replaces: readonly ScannedPageRef[] = []) =>
  addressOf(`${path(id)}/scans`, {
    replaces: replaces.map(({ documentId, page }) => `${documentId}:${page}`).join(','),
  });

export const batchKey = (id: string) => ['batch', id] as const;

export const batchQueries = {
  profiles: () =>
    queryOptions({
      queryKey: ['scanProfiles'],
      queryFn: ({ signal }) => batchesApi.profiles(signal),
      staleTime: 600_000,
    }),
  list: (filter: BatchFilter) =>
    infiniteQueryOptions({
      queryKey: ['batches', filter],
      queryFn: ({ pageParam, signal }) => batchesApi.list(filter, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
    }),
  one: (client: QueryClient, id: string) =>
    queryOptions({
      queryKey: batchKey(id),
      queryFn: async ({ signal }) =>
        newer(client.getQueryData<BatchDetail>(batchKey(id)), await batchesApi.one(id, signal)),
    }),
};

/** An answer that was under way while a change was made must not show the batch as it was before. */
function newer(known: BatchDetail | undefined, loaded: BatchDetail): BatchDetail {
  return known !== undefined && known.revision > loaded.revision ? known : loaded;
}
