import type { Channel } from '../domain/channel.ts';
import type { LanguageCode } from '../domain/document-class.ts';
import type { Problem } from '../domain/errors.ts';
import type { Queryable } from './connection.ts';
import { toProblem } from './document-rows.ts';

export interface ReviewFilter {
  readonly class?: string | undefined;
  readonly language?: LanguageCode | undefined;
  readonly channel?: Channel | undefined;
  /**
   * Calendar days from receipt to deadline for each class, near enough to put documents into order: the legal dates
   * need the company's calendar, which SQL does not have.
   */
  readonly daysByClass: Readonly<Record<string, number>>;
  /** For a document of which nobody knows what it is: the shortest of all, because it may be that. */
  readonly daysUnknown: number;
}

type Value = (given: unknown) => string;

/** Which documents wait for review; `d` is the documents table, `value` makes a parameter of what it is given. */
export function reviewConditions(filter: ReviewFilter, value: Value): string {
  const conditions = [`d.state = 'parked' and d.tray = 'indexing'`];
  if (filter.class !== undefined) conditions.push(`coalesce(d.class_key, '-') = ${value(filter.class)}`);
  if (filter.language !== undefined) conditions.push(`${languageExpression} = ${value(filter.language)}`);
  if (filter.channel !== undefined) conditions.push(`d.channel = ${value(filter.channel)}`);
  return conditions.join(' and ');
}

/** The most urgent first. */
export function reviewOrder(filter: ReviewFilter, value: Value): string {
  const days = `coalesce((${value(JSON.stringify(filter.daysByClass))}::jsonb ->> d.class_key)::integer, ${value(filter.daysUnknown)}::integer)`;
  return `d.received_at + make_interval(days => ${days}), d.received_at, d.id`;
}

const languageExpression = `coalesce(d.facts -> 'recognition' ->> 'language', 'und')`;

/** The documents that wait, the most urgent first, with whoever has them; how many, how many others have; how many of each kind. */
export async function reviewQueue(
  database: Queryable,
  filter: ReviewFilter,
  at: { readonly now: Date; readonly limit: number; readonly accountId: string },
) {
  const listed: unknown[] = [];
  const value: Value = (given) => `$${listed.push(given)}`;
  const countedBy: unknown[] = [];
  const counting: Value = (given) => `$${countedBy.push(given)}`;
  const [found, counted, kinds] = await Promise.all([
    database.query<QueueRow>(
      `select ${queueColumns} from documents d
         left join review_claims c on c.document_id = d.id and c.claim_until > ${value(at.now)}
         left join accounts a on a.id = c.account_id
        where ${reviewConditions(filter, value)} order by ${reviewOrder(filter, value)} limit ${value(at.limit)}`,
      listed,
    ),
    database.query<{ total: number; held: number }>(
      `select count(*) as total, count(c.document_id) filter (where c.account_id <> ${counting(at.accountId)}) as held
         from documents d
         left join review_claims c on c.document_id = d.id and c.claim_until > ${counting(at.now)}
        where ${reviewConditions(filter, counting)}`,
      countedBy,
    ),
    database.query<{ class_key: string | null; language: LanguageCode; channel: Channel; waiting: number }>(
      `select d.class_key, ${languageExpression} as language, d.channel, count(*) as waiting from documents d
        where d.state = 'parked' and d.tray = 'indexing' group by 1, 2, 3`,
    ),
  ]);
  return {
    items: found.rows.map(toEntry),
    total: counted.rows[0]?.total ?? 0,
    held: counted.rows[0]?.held ?? 0,
    kinds: kinds.rows.map((row) => ({
      classKey: row.class_key,
      language: row.language,
      channel: row.channel,
      waiting: row.waiting,
    })),
  };
}

export type QueueEntry = ReturnType<typeof toEntry>;

export async function reviewEntry(database: Queryable, id: string, now: Date): Promise<QueueEntry | null> {
  const { rows } = await database.query<QueueRow>(
    `select ${queueColumns} from documents d
       left join review_claims c on c.document_id = d.id and c.claim_until > $2
       left join accounts a on a.id = c.account_id
      where d.id = $1`,
    [id, now],
  );
  return rows[0] ? toEntry(rows[0]) : null;
}

const queueColumns = `d.id, d.filename, d.channel, d.received_at, d.updated_at, d.class_key, d.class_confidence, d.revision,
  d.question, ${languageExpression} as language, c.account_id as holder, coalesce(a.display_name, c.account_id) as holder_name,
  c.claim_until`;

interface QueueRow {
  readonly id: string;
  readonly filename: string;
  readonly channel: Channel;
  readonly received_at: Date;
  readonly updated_at: Date;
  readonly class_key: string | null;
  readonly class_confidence: number | null;
  readonly revision: number;
  readonly question: Problem | null;
  readonly language: LanguageCode;
  readonly holder: string | null;
  readonly holder_name: string | null;
  readonly claim_until: Date | null;
}

function toEntry(row: QueueRow) {
  return {
    id: row.id,
    filename: row.filename,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    waitingSince: row.updated_at.toISOString(),
    classKey: row.class_key,
    classConfidence: row.class_confidence,
    revision: row.revision,
    language: row.language,
    question: row.question === null ? null : toProblem(row.question),
    heldBy:
      row.holder === null || row.claim_until === null
        ? null
        : { accountId: row.holder, name: row.holder_name ?? row.holder, until: row.claim_until.toISOString() },
  };
}
