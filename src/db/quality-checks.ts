import type { Channel } from '../domain/channel.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

export type CheckState = 'open' | 'disputed' | 'settled';

/** A drawn document with what the machine decided, what people said, and who was right. */
export interface QualityCheck {
  readonly id: string;
  readonly documentId: DocumentId;
  readonly generation: number;
  readonly drawnAt: Date;
  readonly state: CheckState;
  readonly channel: Channel;
  readonly classKey: string;
  readonly customerNumber: string | null;
  readonly isCustomerAsked: boolean;
  readonly probability: number;
  readonly firstBy: string | null;
  readonly firstAt: Date | null;
  readonly firstClass: string | null;
  readonly firstCustomer: string | null;
  readonly secondBy: string | null;
  readonly secondAt: Date | null;
  readonly trueClass: string | null;
  readonly trueCustomer: string | null;
  readonly isClassRight: boolean | null;
  readonly isCustomerRight: boolean | null;
  readonly reopenedAs: number | null;
  /** Only of errors: whether a person has put the document right since. */
  readonly isCorrected: boolean;
}

const columns = `k.id, k.document_id as "documentId", k.generation, k.drawn_at as "drawnAt", k.state, q.channel,
  q.class_key as "classKey", q.customer_number as "customerNumber", q.is_customer_asked as "isCustomerAsked", q.probability,
  k.first_by as "firstBy", k.first_at as "firstAt", k.first_class as "firstClass", k.first_customer as "firstCustomer",
  k.second_by as "secondBy", k.second_at as "secondAt", k.true_class as "trueClass", k.true_customer as "trueCustomer",
  k.is_class_right as "isClassRight", k.is_customer_right as "isCustomerRight", k.reopened_as as "reopenedAs",
  (k.reopened_as is not null and d.state <> 'parked' and d.generation >= k.reopened_as) as "isCorrected"`;
const from = `from quality_checks k join quality_decisions q using (document_id, generation) join documents d on d.id = k.document_id`;

/**
 * Whoever put the document in, answered for it, had its work item, or looked at its page with the machine's answer on
 * it, cannot check it blind. `me` is the parameter that holds the account.
 */
const hasNoPartIn = (
  me: string,
) => `not exists (select 1 from stage_history h where h.document_id = k.document_id and h.actor = ${me})
  and not exists (select 1 from work_items w where w.document_id = k.document_id and (w.taken_by = ${me} or w.completed_by = ${me}))
  and not exists (select 1 from corrections c where c.document_id = k.document_id and c.actor = ${me})
  and not exists (select 1 from submissions s where s.id = d.submission_id and s.created_by = ${me})
  and not exists (select 1 from audit_events a where a.subject = k.document_id and a.actor = ${me}
                   and a.action in ('document.read', 'work_item.read'))`;

const mayCheck = (me: string, now: string) => `k.state <> 'settled' and k.first_by is distinct from ${me}
  and not (${me} = any(k.passed_by)) and (k.claim_until is null or k.claim_until <= ${now} or k.claimed_by = ${me})
  and ${hasNoPartIn(me)}`;

/**
 * Puts the oldest check this person may do before them, disputed ones first. Null when there is none, or when somebody
 * else took that one while this waited for it: the caller asks again as long as some are left.
 */
export async function claimCheck(
  database: Queryable,
  given: { readonly accountId: string; readonly now: Date; readonly until: Date; readonly except: readonly string[] },
): Promise<QualityCheck | null> {
  const { rows } = await database.query<{ id: string }>(
    `update quality_checks set claimed_by = $1, claim_until = $3
      where id = (select k.id ${from}
                   where ${mayCheck('$1', '$2')} and k.id <> all($4)
                   order by k.state, k.drawn_at, k.id limit 1 for update of k)
      returning id`,
    [given.accountId, given.now, given.until, given.except],
  );
  return rows[0] ? findCheck(database, rows[0].id) : null;
}

/** Keeps a check in the hands it is in; false when it is in others' or done. */
export async function renewCheck(
  database: Queryable,
  given: { readonly id: string; readonly accountId: string; readonly until: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update quality_checks set claim_until = $3 where id = $1 and claimed_by = $2 and state <> 'settled'`,
    [given.id, given.accountId, given.until],
  );
  return rowCount === 1;
}

/** How many checks this person could do now, the one before them included. */
export async function countChecksFor(database: Queryable, accountId: string, now: Date): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*) as count ${from} where ${mayCheck('$1', '$2')}`,
    [accountId, now],
  );
  return rows[0]?.count ?? 0;
}

export async function findCheck(database: Queryable, id: string): Promise<QualityCheck | null> {
  const { rows } = await database.query<QualityCheck>(`select ${columns} ${from} where k.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The check, locked until the transaction ends, if this person may answer it; null otherwise. */
export async function lockCheckFor(
  tx: Queryable,
  id: string,
  accountId: string,
  now: Date,
): Promise<QualityCheck | null> {
  const { rows } = await tx.query<QualityCheck>(
    `select ${columns} ${from} where k.id = $3 and ${mayCheck('$1', '$2')} for update of k`,
    [accountId, now, id],
  );
  return rows[0] ?? null;
}

export interface CheckAnswer {
  readonly classKey: string;
  readonly customerNumber: string | null;
}

export interface Verdict {
  readonly state: 'disputed' | 'settled';
  readonly isClassRight: boolean | null;
  readonly isCustomerRight: boolean | null;
  readonly truth: CheckAnswer | null;
}

export async function writeFirstLook(
  tx: Queryable,
  id: string,
  look: CheckAnswer & { readonly actor: string; readonly at: Date; readonly seconds: number | null },
  verdict: Verdict,
): Promise<void> {
  await tx.query(
    `update quality_checks
        set state = $2, first_by = $3, first_at = $4, first_class = $5, first_customer = $6, seconds = $7,
            is_class_right = $8, is_customer_right = $9, true_class = $10, true_customer = $11, claimed_by = null, claim_until = null
      where id = $1`,
    [
      id,
      verdict.state,
      look.actor,
      look.at,
      look.classKey,
      look.customerNumber,
      look.seconds,
      verdict.isClassRight,
      verdict.isCustomerRight,
      verdict.truth?.classKey ?? null,
      verdict.truth?.customerNumber ?? null,
    ],
  );
}

export async function writeSecondLook(
  tx: Queryable,
  id: string,
  look: { readonly actor: string; readonly at: Date },
  verdict: Verdict & { readonly reopenedAs: number | null },
): Promise<void> {
  await tx.query(
    `update quality_checks
        set state = $2, second_by = $3, second_at = $4, is_class_right = $5, is_customer_right = $6, true_class = $7,
            true_customer = $8, reopened_as = $9, claimed_by = null, claim_until = null
      where id = $1`,
    [
      id,
      verdict.state,
      look.actor,
      look.at,
      verdict.isClassRight,
      verdict.isCustomerRight,
      verdict.truth?.classKey ?? null,
      verdict.truth?.customerNumber ?? null,
      verdict.reopenedAs,
    ],
  );
}

/** Somebody cannot say: the check waits for others. */
export async function passCheck(tx: Queryable, id: string, accountId: string): Promise<void> {
  await tx.query(
    'update quality_checks set passed_by = passed_by || $2::text, claimed_by = null, claim_until = null where id = $1',
    [id, accountId],
  );
}

export interface CheckFilter {
  readonly state?: CheckState | undefined;
  readonly result?: 'right' | 'wrong' | undefined;
  readonly part?: 'class' | 'customer' | undefined;
  readonly class?: string | undefined;
  readonly channel?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Newest first. */
export async function listChecks(
  database: Queryable,
  filter: CheckFilter,
  limit: number,
): Promise<{ readonly items: readonly QualityCheck[]; readonly total: number }> {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = ['true'];
  if (filter.state !== undefined) conditions.push(`k.state = ${value(filter.state)}`);
  const right = {
    class: 'k.is_class_right',
    customer: 'k.is_customer_right',
    both: '(k.is_class_right and k.is_customer_right)',
  };
  const part = right[filter.part ?? 'both'];
  if (filter.result === 'right') conditions.push(`k.state = 'settled' and ${part}`);
  if (filter.result === 'wrong') conditions.push(`k.state = 'settled' and not ${part}`);
  if (filter.part === 'customer') conditions.push('q.is_customer_asked');
  if (filter.part === 'class') conditions.push('not q.is_class_given');
  if (filter.class !== undefined) conditions.push(`q.class_key = ${value(filter.class)}`);
  if (filter.channel !== undefined) conditions.push(`q.channel = ${value(filter.channel)}`);
  if (filter.since !== undefined) conditions.push(`q.at >= ${value(filter.since)}`);
  if (filter.until !== undefined) conditions.push(`q.at < ${value(filter.until)}`);
  const where = conditions.join(' and ');
  const [{ rows: counted }, { rows }] = [
    await database.query<{ total: number }>(`select count(*) as total ${from} where ${where}`, values),
    await database.query<QualityCheck>(
      `select ${columns} ${from} where ${where} order by k.drawn_at desc, k.id desc limit ${Math.floor(limit)}`,
      values,
    ),
  ];
  return { items: rows, total: counted[0]?.total ?? 0 };
}
