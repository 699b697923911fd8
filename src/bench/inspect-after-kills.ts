import type { ExpectedDocument } from '../../fixtures/generator/expected.ts';
import { openMailroomDatabase } from '../app/compose.ts';
import type { Queryable } from '../db/connection.ts';
import type { DocumentId } from '../domain/ids.ts';
import { silentLog } from '../ports/log.ts';
import { benchSettings, openBenchMailroom, untilSettled } from './bench-mailroom.ts';
import { runCommand } from './server-process.ts';

export interface KillFindings {
  readonly submissions: number;
  readonly documents: number;
  readonly workItems: number;
  readonly parkedForPerson: number;
  /** Stage runs that began and never ended, because the process was killed: proof that the kills hit. */
  readonly interruptedRuns: number;
  /** One sentence each; empty when everything is exactly once. */
  readonly problems: readonly string[];
}

/** Gives every parked document its best guess, as a clerk would, so that all of them travel to the end. */
export async function finishByHand(dataDir: string): Promise<void> {
  await using mailroom = await openBenchMailroom(dataDir);
  await mailroom.engine.start();
  const { rows } = await mailroom.database.query<{
    id: DocumentId;
    revision: number;
    class_key: string | null;
    tray: string;
  }>(`select id, revision, class_key, tray from documents where state = 'parked' and tray = 'indexing'`);
  for (const row of rows) {
    await mailroom.trays.resolve({
      documentId: row.id,
      revision: row.revision,
      classKey: row.class_key ?? 'general_inquiry',
      customerNumber: null,
      actor: 'clerk',
    });
  }
  await untilSettled(mailroom.database, 300);
  await mailroom.engine.stop();
}

export async function inspectAfterKills(
  dataDir: string,
  truth: readonly ExpectedDocument[],
  acknowledged: ReadonlyMap<string, string>,
): Promise<KillFindings> {
  const { database, stop } = await openMailroomDatabase(await benchSettings(dataDir), silentLog, { mayJoin: true });
  try {
    const problems = [
      ...(await lost(database, truth, acknowledged)),
      ...(await violations(database)),
      ...(await unverified(dataDir)),
    ];
    const { rows } = await database.query<{
      submissions: number;
      documents: number;
      items: number;
      answered: number;
      interrupted: number;
    }>(
      `select (select count(*) from submissions) as submissions, (select count(*) from documents) as documents,
              (select count(*) from work_items) as items,
              (select count(distinct document_id) from stage_history where outcome = 'resolved') as answered,
              (select coalesce(sum(greatest(attempt - 1, 0)), 0)::int from stage_history where outcome in ('advanced', 'parked')) as interrupted`,
    );
    const { submissions = 0, documents = 0, items = 0, answered = 0, interrupted = 0 } = rows[0] ?? {};
    return {
      submissions,
      documents,
      workItems: items,
      parkedForPerson: answered,
      interruptedRuns: interrupted,
      problems,
    };
  } finally {
    await stop();
  }
}

/** What was acknowledged must be there, once, with as many documents as the post holds. */
async function lost(
  database: Queryable,
  truth: readonly ExpectedDocument[],
  acknowledged: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string; documents: number }>(
    'select s.id, count(d.id)::int as documents from submissions s left join documents d on d.submission_id = s.id group by s.id',
  );
  const counts = new Map(rows.map((row) => [row.id, row.documents]));
  const files = [...new Set(truth.map((document) => document.file))];
  const problems = files.flatMap((file) => {
    const found = counts.get(acknowledged.get(file) ?? '');
    const expected = truth.filter((document) => document.file === file).length;
    if (found === undefined) return [`${file} was acknowledged and is lost.`];
    return found === expected ? [] : [`${file} has ${found} documents instead of ${expected}.`];
  });
  return counts.size === files.length
    ? problems
    : [...problems, `${counts.size} submissions for ${files.length} files.`];
}

/** Each line finds documents that break a promise. */
const promises: readonly (readonly [sentence: string, sql: string])[] = [
  ['is not at its end', `select id from documents where state <> 'done'`],
  [
    'was archived more or less than once',
    `select d.id from documents d where d.state = 'done' and (select count(*) from stage_history h where h.document_id = d.id and h.stage = 'archiving' and h.outcome = 'advanced') <> 1`,
  ],
  [
    'names no archived original',
    `select id from documents where state = 'done' and facts->'archiving'->>'originalSha256' is distinct from original_sha256`,
  ],
  [
    'has no work item or several',
    `select d.id from documents d where d.state = 'done' and d.duplicate_of is null and (select count(*) from work_items w where w.document_id = d.id) <> 1`,
  ],
  [
    'is a duplicate with a work item',
    `select d.id from documents d where d.duplicate_of is not null and exists (select 1 from work_items w where w.document_id = d.id)`,
  ],
  [
    'went through a stage twice',
    `select document_id as id from stage_history where outcome = 'advanced' group by document_id, stage, generation having count(*) > 1`,
  ],
  ['has an effect that was never delivered', `select document_id as id from outbox where delivered_at is null`],
];

async function violations(database: Queryable): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [sentence, sql] of promises) {
    const { rows } = await database.query<{ id: string }>(sql);
    if (rows.length > 0) problems.push(`${rows.length} × a document ${sentence}, e.g. ${rows[0]?.id}.`);
  }
  return problems;
}

/** The product's own proof that every archived object is there and unchanged. */
async function unverified(dataDir: string): Promise<readonly string[]> {
  return runCommand(['archive', 'verify', '--all', '--json', '--data-dir', dataDir]).then(
    () => [],
    (error: Error) => [`The archive does not verify: ${error.message}`],
  );
}
