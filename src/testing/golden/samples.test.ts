import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mailroom, openMailroom } from '../../app/compose.ts';
import { packageRoot } from '../../config/package-root.ts';
import { loadSettings } from '../../config/settings.ts';
import { type DocumentResult, submissionResults } from '../../db/document-result.ts';
import { settledSubmissions } from '../../db/submission-rows.ts';
import { importCustomers } from '../../intake/customers/import-customers.ts';
import { silentLog } from '../../ports/log.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';

interface Truth {
  readonly file: string;
  readonly part: number;
  readonly class: string;
  readonly customerNumber: string | null;
  readonly customerCertainty: string;
}

const fixtures = join(packageRoot, 'fixtures');

describe('the committed samples, from file to work item on embedded parts', () => {
  let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
  let mailroom: Mailroom;
  let truths: readonly Truth[];
  const results = new Map<string, DocumentResult>();

  beforeAll(async () => {
    folder = await openTemporaryFolder();
    const settings = await loadSettings({ dataDir: folder.path, env: { MAILROOM_OCR_ENGINE: 'tesseract.js' } });
    mailroom = await openMailroom(settings, { use: 'one-shot', log: silentLog });
    await importCustomers(mailroom.database, createReadStream(join(fixtures, 'customers.csv')), {});
    await mailroom.engine.start();
    truths = (await readFile(join(fixtures, 'truth.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Truth);
    const submissions = new Map<string, string>();
    for (const file of new Set(truths.map((truth) => truth.file))) {
      const { submissionId } = await mailroom.intake.takeIn(createReadStream(join(fixtures, file)), {
        channel: basename(dirname(file)) as 'letter',
        source: 'test',
        sourceKey: file,
        filename: file,
        declaredMediaType: null,
        receivedAt: mailroom.clock.now(),
        actor: 'mailroom',
      });
      submissions.set(submissionId, file);
    }
    await until(
      'every sample has come to its end',
      async () => (await settledSubmissions(mailroom.database, [...submissions.keys()])).size === submissions.size,
      200,
    );
    for (const [submissionId, file] of submissions) {
      const parts = await submissionResults(mailroom.database, submissionId);
      parts.forEach((result, part) => {
        results.set(`${file}#${part}`, result);
      });
    }
  }, 240_000);

  afterAll(async () => {
    await mailroom?.engine.stop();
    await mailroom?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  const pairs = () => truths.map((truth) => ({ truth, result: results.get(`${truth.file}#${truth.part}`) }));

  it('makes one document of each file and of each attachment', () => {
    expect(results.size).toBe(truths.length);
    expect(pairs().filter(({ result }) => result === undefined)).toEqual([]);
  });

  it('brings every document to a named end: routed, or before a person with a question', () => {
    for (const { result } of pairs()) {
      expect(['routed', 'review'], result?.file).toContain(result?.status);
      if (result?.status === 'review') expect(result.problem?.message).toMatch(/\w/);
    }
  });

  it('never gives a document to a wrong customer by itself', () => {
    const wrong = pairs().filter(
      ({ truth, result }) =>
        result?.customer?.decision === 'auto' && result.customer.customerNumber !== truth.customerNumber,
    );
    expect(wrong.map(({ truth }) => truth.file)).toEqual([]);
  });

  it('finds the customer of most documents that name one', () => {
    const named = pairs().filter(({ truth }) => truth.customerCertainty === 'certain' && truth.customerNumber !== null);
    const found = named.filter(
      ({ truth, result }) => result?.customer?.candidates[0]?.customerNumber === truth.customerNumber,
    );
    expect(found.length / named.length).toBeGreaterThanOrEqual(0.85);
  });

  it('names the right class first for most documents', () => {
    const right = pairs().filter(({ truth, result }) => result?.class?.key === truth.class);
    expect(right.length / truths.length).toBeGreaterThanOrEqual(0.8);
  });

  it('archives what it routes, whole and under retention, and offers exactly one work item', async () => {
    for (const { result } of pairs()) {
      if (result?.status !== 'routed') continue;
      expect(result.workItem, result.file).not.toBeNull();
      expect(result.archive?.originalSha256, result.file).toMatch(/^[0-9a-f]{64}$/);
      const retention = await mailroom.store.retention(result.archive?.renditionSha256 as never);
      expect(retention.retainUntil?.toISOString()).toBe(result.archive?.retainUntil);
    }
    const { rows } = await mailroom.database.query('select document_id from work_items group by 1 having count(*) > 1');
    expect(rows).toEqual([]);
  });

  it('gives every field that stands on a page a box inside that page', () => {
    const fields = [...results.values()].flatMap((result) => result.fields);
    const placed = fields.filter((field) => field.box !== null);
    expect(placed.length).toBeGreaterThan(fields.length / 2);
    for (const { box } of placed) {
      const [left, top, width, height] = box ?? [0, 0, 0, 0];
      expect(left >= 0 && top >= 0 && left + width <= 1.001 && top + height <= 1.001).toBe(true);
    }
  });
});
