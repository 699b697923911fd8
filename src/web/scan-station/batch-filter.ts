import type { BatchFilter } from '../api/batches-api.ts';
import { batchState } from '../api/contract.ts';
import { dayBefore, dayOf, startOfDay } from '../format/company-time.ts';

export type When = 'today' | 'week' | 'always';

/** The filter in the address bar; without one the day's batches. What is no filter is left out. */
export function whenOf(params: URLSearchParams): When {
  const when = params.get('when');
  return when === 'week' || when === 'always' ? when : 'today';
}

export function batchFilterOf(params: URLSearchParams, now: Date): BatchFilter {
  const filter: { -readonly [Name in keyof BatchFilter]: BatchFilter[Name] } = {};
  const state = batchState.safeParse(params.get('state'));
  if (state.success) filter.state = state.data;
  const profile = params.get('profile');
  if (profile !== null && profile !== '') filter.profile = profile;
  const when = whenOf(params);
  const since = when === 'always' ? null : startOfDay(when === 'today' ? dayOf(now) : dayBefore(now, 6));
  if (since !== null) filter.since = since.toISOString();
  return filter;
}

/** The instant of a day of receipt: its midnight, undefined (now) for today, null for no day or one in the future. */
export function receivedAtOf(day: string, now: Date): string | undefined | null {
  if (day === dayOf(now)) return undefined;
  const start = startOfDay(day);
  return start === null || start.getTime() > now.getTime() ? null : start.toISOString();
}

/** What was typed into a field for a count: null for nothing, undefined for what is no count. */
export function countOf(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/[.,\s](?=\d{3}\b)/g, '');
  if (trimmed === '') return null;
  if (!/^\d{1,6}$/.test(trimmed) || Number(trimmed) > 100_000) return undefined;
  return Number(trimmed);
}
