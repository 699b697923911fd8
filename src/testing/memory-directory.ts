import type { CustomerRecord } from '../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey, DirectoryWord } from '../ports/customer-directory.ts';
import { type SearchColumns, searchColumns, wordsOf } from '../rules/matching/search-columns.ts';
import { formsOfWord } from '../rules/matching/spelling-forms.ts';

/** A directory in memory, for tests of rules and stages: the same answers as the real one, by walking the list. */
export function createMemoryDirectory(records: readonly CustomerRecord[]): CustomerDirectory {
  const indexed = records.map((record) => ({ record, columns: searchColumns(record) }));
  const counts = new Map<string, DirectoryWord>();
  for (const { record, columns } of indexed) {
    for (const [kind, word] of wordsOf(record, columns)) {
      const known = counts.get(`${kind} ${word}`);
      counts.set(`${kind} ${word}`, { kind, word, count: (known?.count ?? 0) + 1 });
    }
  }
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
    async vocabulary(forms, signal) {
      signal.throwIfAborted();
      const asked = new Set(forms);
      const words = [...counts.values()].filter(({ kind, word }) =>
        formsOfWord(kind, word).some((form) => asked.has(form)),
      );
      return { customerCount: records.length, words };
    },
  };
}

function strengthOf(key: DirectoryKey, record: CustomerRecord, columns: SearchColumns): number {
  switch (key.kind) {
    case 'identifier':
      return columns.identifiers.some(({ kind, value }) => kind.endsWith('Number') && value === key.value) ? 8 : 0;
    case 'door':
      return record.postcode === key.postcode &&
        columns.streetFolded === key.street &&
        columns.houseNumberFolded === key.houseNumber
        ? 3
        : 0;
    case 'street':
      return record.postcode === key.postcode && columns.streetFolded === key.street ? 1 : 0;
    case 'firstNamePostcode':
      return record.postcode === key.postcode && columns.firstNameFolded === key.firstName ? 1 : 0;
    case 'birthDate':
      return record.birthDate === key.value ? 2 : 0;
    case 'nameStreet':
      return columns.nameFolded === key.name && columns.streetFolded === key.street ? 2 : 0;
    case 'namePostcode':
      return columns.nameFolded === key.name && record.postcode === key.postcode ? 1 : 0;
    case 'fullName':
      return columns.nameFolded === key.name && columns.firstNameFolded === key.firstName ? 1 : 0;
    default:
      return columns.identifiers.some(({ kind, value }) => kind === key.kind && value === key.value) ? 6 : 0;
  }
}
