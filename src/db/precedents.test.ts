import { expect, it } from 'vitest';
import { newId } from '../domain/ids.ts';
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

it('a letter of a scan that was delivered twice is a duplicate; two equal sheets of one scan and attachments are none', async () => {
  await using database = await openTestDatabase();
  const precedents = createPrecedents(database);
  const receivedAt = new Date('2026-11-30T09:00:00Z');
  const later = new Date('2026-12-01T09:00:00Z');
  const put = async (scan: { documentId: string }, ordinal: number, at: Date, composedOf: string | null) => {
    const id = newId('doc');
    await database.query(
      `insert into documents (id, submission_id, parent_id, ordinal, depth, channel, pipeline, filename, original_sha256,
                              byte_length, received_at, created_at, updated_at, stage, state, ready_at, composed_of)
       select $2, submission_id, id, $3, 1, channel, pipeline, 'letter', $4, 1, $5, $5, $5, 'routing', 'ready', $5, $6
         from documents where id = $1`,
      [scan.documentId, id, ordinal, digest('7'), at, composedOf],
    );
    return id;
  };
  const scan = await putDocument(database, { sha256: digest('8'), receivedAt });
  const again = await putDocument(database, { sha256: digest('8'), receivedAt: later });
  const letter = await put(scan, 1, receivedAt, '[]');
  const equal = await put(scan, 2, receivedAt, '[]');
  const second = await put(again, 1, later, '[]');
  const attachment = await put(again, 2, later, null);

  expect(await precedents.sameBytes(digest('7'), { id: letter, receivedAt })).toBeNull();
  expect(await precedents.sameBytes(digest('7'), { id: equal, receivedAt })).toBeNull();
  expect(await precedents.sameBytes(digest('7'), { id: second, receivedAt: later })).toBe(letter);
  expect(await precedents.sameBytes(digest('7'), { id: attachment, receivedAt: later })).toBeNull();
});
