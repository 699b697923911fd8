import type { Channel } from '../domain/channel.ts';
import { unsureBelow } from '../domain/entered-field.ts';
import type { IndexField } from '../domain/index-data.ts';
import type { Queryable } from './connection.ts';

/** A field a person should look at, in a document that waits for one. */
export interface FieldAsked {
  readonly documentId: string;
  readonly revision: number;
  readonly filename: string;
  readonly channel: Channel;
  readonly receivedAt: Date;
  /** Its place among the document's fields. */
  readonly at: number;
  readonly field: IndexField;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
}

/**
 * Fields with a place on a page that a person should look at, over all documents in review, oldest receipt first.
 * Documents in somebody else's hands are left to them. IBANs come along whatever their confidence, since
 * only their check digits can tell; the caller looks at those.
 */
export async function askedFields(
  database: Queryable,
  { accountId, now, limit }: { readonly accountId: string; readonly now: Date; readonly limit: number },
): Promise<readonly FieldAsked[]> {
  const { rows } = await database.query<FieldAsked>(
    `select d.id as "documentId", d.revision, d.filename, d.channel, d.received_at as "receivedAt",
            (f.position - 1)::integer as at, f.field,
            (p.page ->> 'widthMm')::float as "widthMm", (p.page ->> 'heightMm')::float as "heightMm"
       from documents d
       cross join lateral jsonb_array_elements(d.facts -> 'indexing' -> 'fields') with ordinality as f(field, position)
       left join lateral (
         select page from jsonb_array_elements(d.facts -> 'preparation' -> 'pages') as page
          where page -> 'number' = f.field -> 'page' limit 1) p on true
      where d.state = 'parked' and d.tray = 'indexing'
        and jsonb_typeof(f.field -> 'box') = 'array' and f.field ->> 'source' <> 'person'
        and ((f.field ->> 'confidence')::float < $1 or f.field ->> 'name' in ('iban', 'newIban'))
        and not exists (select 1 from review_claims c
                         where c.document_id = d.id and c.account_id <> $2 and c.claim_until > $3)
      order by d.received_at, d.id, f.position limit $4`,
    [unsureBelow, accountId, now, limit],
  );
  return rows;
}
