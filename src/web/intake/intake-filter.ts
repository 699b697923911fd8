import { stageNames } from '../../domain/stage-name.ts';
import { trays } from '../../domain/tray.ts';
import { channel, documentStatus } from '../api/contract.ts';
import type { DocumentFilter } from '../api/mailroom-api.ts';
import { startOfDay } from '../format/company-time.ts';

/** What the address bar says about the list. `since` is a calendar day, so a link shows a colleague the same list tomorrow. */
export type FilterName = 'q' | 'channel' | 'status' | 'class' | 'stage' | 'tray' | 'since' | 'customer' | 'submission';
export const filterNames: readonly FilterName[] = [
  'q',
  'channel',
  'status',
  'class',
  'stage',
  'tray',
  'since',
  'customer',
  'submission',
];

const allowed: Partial<Record<FilterName, readonly string[]>> = {
  channel: channel.options,
  status: documentStatus.options,
  stage: stageNames,
  tray: trays,
};

/** The filter for the server. What is not understood is left out: an old link shows more rather than an error. */
export function filterOf(params: URLSearchParams): DocumentFilter {
  const filter: DocumentFilter = {};
  for (const name of filterNames) {
    const value = params.get(name)?.trim() ?? '';
    if (value === '' || allowed[name]?.includes(value) === false) continue;
    if (name === 'since') {
      const start = startOfDay(value);
      if (start !== null) filter.since = start.toISOString();
    } else filter[name] = value;
  }
  return filter;
}
