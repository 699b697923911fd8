import { createHttpDirectory } from '../adapters/directory/http-directory.ts';
import type { Settings } from '../config/settings.ts';
import type { Clock } from '../domain/clock.ts';
import type { CustomerDirectory } from '../ports/customer-directory.ts';

/** The directory of the CRM that stands in for imported customers, or null when none is configured. */
export function openLiveDirectory({ directory }: Pick<Settings, 'directory'>, clock: Clock): CustomerDirectory | null {
  const { url } = directory;
  return url === null ? null : createHttpDirectory({ ...directory, url, clock });
}
