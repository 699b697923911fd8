import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { Queryable } from './connection.ts';

/** What is needed to show a document itself: its bytes and what the stages made of them. */
export interface DocumentSources {
  readonly id: DocumentId;
  readonly filename: string;
  readonly originalSha256: Sha256;
  readonly byteLength: number;
  readonly facts: Partial<FactsByStage>;
}

export async function documentSources(database: Queryable, documentId: string): Promise<DocumentSources | null> {
  const { rows } = await database.query<DocumentSources>(
    `select id, filename, original_sha256 as "originalSha256", byte_length as "byteLength", facts from documents where id = $1`,
    [documentId],
  );
  return rows[0] ?? null;
}
