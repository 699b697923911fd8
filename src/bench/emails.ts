import { join } from 'node:path';
import { plainMailMix } from '../../fixtures/generator/post-mix.ts';
import { writePost } from '../../fixtures/generator/write-post.ts';
import type { Queryable } from '../db/connection.ts';
import { type Bench, quantile, rounded } from './bench.ts';
import { openBenchMailroom, takeFileIn, untilSettled } from './bench-mailroom.ts';
import { inParallel } from './in-parallel.ts';
import { cpuSecondsOf } from './process-tree.ts';
import { checkAgainstTruth, readTruth } from './truth-check.ts';

/** Mails without attachments from file to work item, sustained: taken in as fast as intake takes them, all on embedded parts. */
export const emails: Bench = {
  name: 'emails',
  target: 'at least 20 e-mails a second from file to work item, over 2,000',
  async run({ count, seed, folder, say }) {
    const total = count ?? 2000;
    const post = join(folder, 'post');
    say(`Writing ${total} mails and 3,000 customers …`);
    await writePost(post, { seed, letters: 0, faxes: 0, emails: total, customers: 3000, mix: plainMailMix });
    const truth = await readTruth(join(post, 'truth.jsonl'));
    await using mailroom = await openBenchMailroom(join(folder, 'data'), { customersCsv: join(post, 'customers.csv') });
    const files = [...new Set(truth.map((document) => document.file))];

    say('Taking them in …');
    await mailroom.engine.start();
    const cpuBefore = await cpuSecondsOf(process.pid, mailroom.settings.dataDir);
    const beganAt = performance.now();
    await inParallel(files, 8, async (file) => {
      await takeFileIn(mailroom, post, file);
    });
    const takenInMs = performance.now() - beganAt;
    await untilSettled(mailroom.database, Math.max(120, total));
    const elapsedMs = performance.now() - beganAt;
    const cpuAfter = await cpuSecondsOf(process.pid, mailroom.settings.dataDir);
    await mailroom.engine.stop();

    const ends = await endsOf(mailroom.database);
    const perSecond = (total / elapsedMs) * 1000;
    const correctness = await checkAgainstTruth(mailroom.database, truth);
    const { rows } = await mailroom.database.query<{ items: number; doubled: number; without: number }>(
      `select (select count(*) from work_items) as items,
              (select count(*) from (select document_id from work_items group by document_id having count(*) > 1) twice) as doubled,
              (select count(*) from documents d where state = 'done' and duplicate_of is null
                  and not exists (select 1 from work_items w where w.document_id = d.id)) as without`,
    );
    const { items = 0, doubled = 0, without = 0 } = rows[0] ?? {};
    return {
      isReached: perSecond >= 20 && ends.length === truth.length && doubled === 0 && without === 0,
      figures: {
        mails: total,
        perSecond: rounded(perSecond),
        slowestQuarterPerSecond: rounded(slowestQuarter(ends.map((end) => end.endedAt))),
        cpuMsPerMail: cpuBefore === null || cpuAfter === null ? null : rounded(((cpuAfter - cpuBefore) / total) * 1000),
        takenInPerSecond: rounded((total / takenInMs) * 1000),
        medianMs: Math.round(
          quantile(
            ends.map((end) => end.tookMs),
            0.5,
          ),
        ),
        p95Ms: Math.round(
          quantile(
            ends.map((end) => end.tookMs),
            0.95,
          ),
        ),
        workItems: items,
        workItemsDoubled: doubled,
        workItemsMissing: without,
        parkedShare: rounded(correctness.parkedShare),
        classRightShare: rounded(correctness.classRightShare),
        classWrongUnasked: correctness.classWrongUnasked,
        customerRightShare: rounded(correctness.customerRightShare),
        customerWrongUnasked: correctness.customerWrongUnasked,
      },
    };
  },
};

/** When the last stage of each document ended, and how long after its arrival, in milliseconds. */
async function endsOf(database: Queryable): Promise<readonly { readonly endedAt: number; readonly tookMs: number }[]> {
  const { rows } = await database.query<{ ended: number; took: number }>(
    `select extract(epoch from max(h.finished_at))::float8 * 1000 as ended,
            extract(epoch from max(h.finished_at) - min(d.created_at))::float8 * 1000 as took
       from stage_history h join documents d on d.id = h.document_id group by h.document_id`,
  );
  return rows.map((row) => ({ endedAt: row.ended, tookMs: row.took }));
}

/** Documents a second in the slowest quarter of the run, by the order of their ends. */
function slowestQuarter(ends: readonly number[]): number {
  const sorted = [...ends].sort((left, right) => left - right);
  const size = Math.floor(sorted.length / 4);
  const rates = [0, 1, 2, 3].map((quarter) => {
    const first = sorted[quarter * size] ?? 0;
    const last = sorted[Math.min(sorted.length - 1, (quarter + 1) * size)] ?? first;
    return size / Math.max(0.001, (last - first) / 1000);
  });
  return Math.min(...rates);
}
