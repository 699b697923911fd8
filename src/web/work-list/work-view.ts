import type { WorkItemFilter } from '../api/mailroom-api.ts';

export const workViews = ['waiting', 'mine', 'completed'] as const;
export type WorkView = (typeof workViews)[number];

/** What the address bar says about the work list. */
export interface WorkAddress {
  readonly view: WorkView;
  readonly queue: string | null;
  readonly item: string | null;
}

export function addressOf(params: URLSearchParams): WorkAddress {
  return {
    view: workViews.find((view) => view === params.get('view')) ?? 'waiting',
    queue: params.get('queue') || null,
    item: params.get('item') || null,
  };
}

export function paramsOf(address: WorkAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (address.view !== 'waiting') params.set('view', address.view);
  if (address.queue !== null) params.set('queue', address.queue);
  if (address.item !== null) params.set('item', address.item);
  return params;
}

/** One's own items are asked for whatever their queue: taking one from a filtered list must not hide it. */
export function filterOf({ view, queue }: WorkAddress): WorkItemFilter {
  if (view === 'mine') return { state: 'taken', mine: true };
  return queue === null ? { state: view } : { state: view, queue };
}

/** The item to look at after `gone` has left the list: the one that took its place, else the one before it. */
export function neighbourOf(ids: readonly string[], gone: string): string | null {
  const at = ids.indexOf(gone);
  if (at < 0) return ids[0] ?? null;
  return ids[at + 1] ?? ids[at - 1] ?? null;
}
