import type { CustomerRecord } from '../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey } from '../ports/customer-directory.ts';
import { searchColumns } from '../rules/matching/search-columns.ts';

/** A directory in memory that looks keys up as the real one does, for benches that ask it thousands of times. No vocabulary. */
export function createIndexedDirectory(records: readonly CustomerRecord[]): CustomerDirectory {
  const byKey = new Map<string, CustomerRecord[]>();
  const add = (key: string, record: CustomerRecord) => {
    const known = byKey.get(key);
    if (known) known.push(record);
    else byKey.set(key, [record]);
  };
  for (const record of records) {
    const columns = searchColumns(record);
    for (const { kind, value } of columns.identifiers)
      add(kind.endsWith('Number') ? `identifier ${value}` : `${kind} ${value}`, record);
    add(`namePostcode ${columns.nameFolded}/${record.postcode}`, record);
    add(`nameStreet ${columns.nameFolded}/${columns.streetFolded}`, record);
    add(`door ${record.postcode}/${columns.streetFolded}/${columns.houseNumberFolded}`, record);
  }
  return {
    name: 'indexed',
    async candidates(keys, limit, signal) {
      signal.throwIfAborted();
      const found = new Set<CustomerRecord>();
      for (const key of keys) for (const record of byKey.get(textOf(key)) ?? []) found.add(record);
      return [...found].slice(0, limit);
    },
  };
}

function textOf(key: DirectoryKey): string {
  switch (key.kind) {
    case 'namePostcode':
      return `namePostcode ${key.name}/${key.postcode}`;
    case 'nameStreet':
      return `nameStreet ${key.name}/${key.street}`;
    case 'door':
      return `door ${key.postcode}/${key.street}/${key.houseNumber}`;
    case 'fullName':
      return `fullName ${key.name}/${key.firstName}`;
    // The last resort of a search is not asked of this one.
    case 'street':
    case 'firstNamePostcode':
      return key.kind;
    default:
      return `${key.kind} ${key.value}`;
  }
}
