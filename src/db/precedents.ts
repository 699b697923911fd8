import type { DocumentId } from '../domain/ids.ts';
import type { Precedents } from '../ports/precedents.ts';
import type { Queryable } from './connection.ts';

/**
 * Earlier deliveries of the same bytes. Only what arrived itself counts, or lay as a letter in a scan that did: the same
 * logo or form attached to two mails is no second delivery, and neither are two equal sheets in one stack. Earlier means received before, and between equal instants the id that is smaller, so that of two
 * copies which travel side by side exactly one is the duplicate.
 */
export function createPrecedents(database: Queryable): Precedents {
  return {
    async sameBytes(original, than) {
      const { rows } = await database.query<{ id: DocumentId }>(
        `select id from documents
          where original_sha256 = $1 and (parent_id is null or composed_of is not null) and not is_divided
            and id <> $2 and (received_at, id) < ($3, $2)
            and submission_id <> (select submission_id from documents
                                   where id = $2 and (parent_id is null or composed_of is not null))
          order by received_at, id limit 1`,
        [original, than.id, than.receivedAt],
      );
      return rows[0]?.id ?? null;
    },
  };
}
