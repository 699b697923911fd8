import type { DocumentSnapshot } from '../domain/document.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

/** What is known of a document, for looking at it again without working it. */
export async function documentFacts(
  database: Queryable,
  id: DocumentId,
): Promise<Pick<DocumentSnapshot, 'parentId' | 'channel' | 'receivedAt' | 'facts'> | null> {
  const { rows } = await database.query<Pick<DocumentSnapshot, 'parentId' | 'channel' | 'receivedAt' | 'facts'>>(
    `select parent_id as "parentId", channel, received_at as "receivedAt", facts from documents where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The newest documents whose text is known, and which were not only copies of others. */
export async function newestReadDocuments(database: Queryable, limit: number): Promise<readonly DocumentId[]> {
  const { rows } = await database.query<{ id: DocumentId }>(
    `select id from documents where facts ? 'recognition' order by received_at desc, id desc limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
