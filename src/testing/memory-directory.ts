import type { CustomerRecord } from '../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey } from '../ports/customer-directory.ts';
import { type SearchColumns, searchColumns } from '../rules/matching/search-columns.ts';

/** A directory in memory, for tests of rules and stages: the same answers as the real one, by walking the list. */
export function createMemoryDirectory(records: readonly CustomerRecord[]): CustomerDirectory {
  const indexed = records.map((record) => ({ record, columns: searchColumns(record) }));
  return {
    name: 'memory',
    async candidates(keys, limit, signal) {
      signal.throwIfAborted();
      return indexed
        .map(({ record, columns }) => ({
          record,
          strength: keys.reduce((sum, key) => sum + strengthOf(key, record, columns), 0),
        }))
        .filter(({ strength }) => strength > 0)
        .sort((a, b) => b.strength - a.strength || (a.record.customerNumber < b.record.customerNumber ? -1 : 1))
        .slice(0, Math.max(0, limit))
        .map(({ record }) => record);
    },
  };
}

function strengthOf(key: DirectoryKey, record: CustomerRecord, columns: SearchColumns): number {
  switch (key.kind) {
    case 'identifier':
      return columns.identifiers.some(({ kind, value }) => kind.endsWith('Number') && value === key.value) ? 8 : 0;
    case 'nameStreet':
      return columns.nameFolded === key.name && columns.streetFolded === key.street ? 2 : 0;
    case 'namePostcode':
      return columns.nameFolded === key.name && record.postcode === key.postcode ? 1 : 0;
    default:
      return columns.identifiers.some(({ kind, value }) => kind === key.kind && value === key.value) ? 6 : 0;
  }
}
