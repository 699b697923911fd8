import type { DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';
import type { LiveEvent } from './live-events.ts';
import { type ReviewFilter, reviewConditions, reviewOrder } from './review-queue.ts';

/** Who works on a document, and until when unless they renew it. */
export interface ReviewHolder {
  readonly accountId: string;
  readonly name: string;
  readonly until: Date;
}

interface Lease {
  readonly accountId: string;
  readonly now: Date;
  readonly until: Date;
}

// Taken when it is free, ran out, or is one's own: then it is renewed and keeps the moment it began.
const taking = `on conflict (document_id) do update
    set account_id = excluded.account_id, claim_until = excluded.claim_until,
        claimed_at = case when review_claims.account_id = excluded.account_id and review_claims.claim_until > excluded.claimed_at
                          then review_claims.claimed_at else excluded.claimed_at end
  where review_claims.account_id = excluded.account_id or review_claims.claim_until <= excluded.claimed_at`;

/**
 * Takes the most urgent document that is free or one's own already, except those named. Null when there is none, or
 * when somebody took that one between the look and the grip: the caller asks again.
 */
export async function claimNext(
  database: Queryable,
  filter: ReviewFilter,
  except: readonly string[],
  lease: Lease,
): Promise<{ readonly id: DocumentId | null; readonly wasTaken: boolean }> {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const [me, now] = [value(lease.accountId), value(lease.now)];
  const { rows } = await database.query<{ id: DocumentId; claimed: string | null }>(
    `with found as (
       select d.id from documents d
        where ${reviewConditions(filter, value)} and d.id <> all(${value(except)})
          and not exists (select 1 from review_claims c
                           where c.document_id = d.id and c.account_id <> ${me} and c.claim_until > ${now})
        order by ${reviewOrder(filter, value)} limit 1 for update skip locked
     ), taken as (
       insert into review_claims (document_id, account_id, claimed_at, claim_until)
       select id, ${me}, ${now}::timestamptz, ${value(lease.until)} from found ${taking}
       returning document_id
     )
     select found.id, taken.document_id as claimed from found left join taken on taken.document_id = found.id`,
    values,
  );
  const [row] = rows;
  return { id: row?.claimed ? row.id : null, wasTaken: row !== undefined && row.claimed === null };
}

/** Takes or renews these documents as far as they still wait in the tray and nobody else has them; says which. */
export async function claimDocuments(
  database: Queryable,
  ids: readonly string[],
  lease: Lease,
): Promise<ReadonlySet<string>> {
  const { rows } = await database.query<{ id: string }>(
    `insert into review_claims (document_id, account_id, claimed_at, claim_until)
     select id, $2, $3::timestamptz, $4 from documents
      where id = any($1) and state = 'parked' and tray = 'indexing' order by id
     ${taking}
     returning document_id as id`,
    [ids, lease.accountId, lease.now, lease.until],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Gives one's own back; says which they were. */
export async function giveBackClaims(
  database: Queryable,
  ids: readonly string[],
  accountId: string,
): Promise<readonly DocumentId[]> {
  const { rows } = await database.query<{ id: DocumentId }>(
    'delete from review_claims where document_id = any($1) and account_id = $2 returning document_id as id',
    [ids, accountId],
  );
  return rows.map(({ id }) => id);
}

/** Whoever works on the document now, or null. */
export async function reviewHolder(database: Queryable, id: string, now: Date): Promise<ReviewHolder | null> {
  const { rows } = await database.query<ReviewHolder & { readonly claimedAt: Date }>(
    `select c.account_id as "accountId", coalesce(a.display_name, c.account_id) as name, c.claim_until as until
       from review_claims c left join accounts a on a.id = c.account_id
      where c.document_id = $1 and c.claim_until > $2`,
    [id, now],
  );
  return rows[0] ?? null;
}

/** Ends whatever claim there is and says when it began; belongs into the transaction that answers. */
export async function endClaim(tx: Queryable, id: string): Promise<Date | null> {
  const { rows } = await tx.query<{ claimed_at: Date }>(
    'delete from review_claims where document_id = $1 returning claimed_at',
    [id],
  );
  return rows[0]?.claimed_at ?? null;
}

/** That something about these documents changed, where they stand now. */
export async function newsOfDocuments(database: Queryable, ids: readonly string[]): Promise<readonly LiveEvent[]> {
  if (ids.length === 0) return [];
  const { rows } = await database.query<Omit<Extract<LiveEvent, { type: 'document' }>, 'type'>>(
    `select id as "documentId", submission_id as "submissionId", stage, state, tray from documents where id = any($1)`,
    [ids],
  );
  return rows.map((row) => ({ type: 'document', ...row }));
}
