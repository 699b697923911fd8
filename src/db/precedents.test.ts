import { expect, it } from 'vitest';
import { openTestDatabase } from '../testing/database.ts';
import { digest, putDocument } from '../testing/put-document.ts';
import { createPrecedents } from './precedents.ts';

it('of several deliveries of the same bytes, exactly the first is no duplicate', async () => {
  await using database = await openTestDatabase();
  const precedents = createPrecedents(database);
  const receivedAt = new Date('2026-11-30T09:00:00Z');
  const later = new Date('2026-12-01T09:00:00Z');
  const first = await putDocument(database, { sha256: digest('5'), receivedAt });
  const twin = await putDocument(database, { sha256: digest('5'), receivedAt });
  const third = await putDocument(database, { sha256: digest('5'), receivedAt: later });
  const other = await putDocument(database, { sha256: digest('6'), receivedAt: later });

  expect(await precedents.sameBytes(digest('5'), { id: first.documentId, receivedAt })).toBeNull();
  expect(await precedents.sameBytes(digest('5'), { id: twin.documentId, receivedAt })).toBe(first.documentId);
  expect(await precedents.sameBytes(digest('5'), { id: third.documentId, receivedAt: later })).toBe(first.documentId);
  expect(await precedents.sameBytes(digest('6'), { id: other.documentId, receivedAt: later })).toBeNull();
});
