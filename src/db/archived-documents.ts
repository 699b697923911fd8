import type { ArchivingFacts } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { Queryable } from './connection.ts';

export interface ArchivedDocument {
  readonly id: DocumentId;
  readonly filename: string;
  readonly receivedAt: Date;
  readonly originalSha256: Sha256;
  readonly archiving: ArchivingFacts;
}

export interface ArchiveRange {
  readonly since: Date | null;
  readonly until: Date | null;
  readonly customerNumber: string | null;
}

/** A page of archived documents after `after`, in the order of their ids, which is the order of arrival. */
export async function archivedDocuments(
  database: Queryable,
  page: { readonly after: DocumentId | null; readonly limit: number; readonly only: DocumentId | null },
  range: ArchiveRange = { since: null, until: null, customerNumber: null },
): Promise<readonly ArchivedDocument[]> {
  const { rows } = await database.query<ArchivedDocument>(
    `select id, filename, received_at as "receivedAt", original_sha256 as "originalSha256", facts -> 'archiving' as archiving
       from documents
      where facts ? 'archiving' and ($1::text is null or id > $1) and ($2::text is null or id = $2)
        and ($4::timestamptz is null or received_at >= $4) and ($5::timestamptz is null or received_at < $5)
        and ($6::text is null or customer_number = $6)
      order by id limit $3`,
    [page.after, page.only, page.limit, range.since, range.until, range.customerNumber],
  );
  return rows;
}
