import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mailroom, openMailroom } from '../../app/compose.ts';
import { verifyArchive } from '../../audit/verify-archive.ts';
import { packageRoot } from '../../config/package-root.ts';
import { loadSettings } from '../../config/settings.ts';
import { type DocumentResult, submissionResults } from '../../db/document-result.ts';
import { settledSubmissions } from '../../db/submission-rows.ts';
import { importCustomers } from '../../intake/customers/import-customers.ts';
import { silentLog } from '../../ports/log.ts';
import { copyPdfText } from '../draw-text-page.ts';
import { scanStack } from '../scan-stack.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';

const letter = (customer: string, subject: string) =>
  `Kundennummer ${customer}\n\nSehr geehrte Damen und Herren,\n\n${subject}\n\nMit freundlichen Grüßen`;
const cancellation = 'hiermit kündige ich meinen Stromvertrag fristgerecht zum nächstmöglichen Termin.';
const complaint = 'ich beschwere mich über die lange Wartezeit und den unfreundlichen Umgang am Telefon.';

describe('a scan of two letters between separator sheets, from file to archive', () => {
  let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
  let mailroom: Mailroom;
  const results = new Map<string, readonly (DocumentResult & { text?: string })[]>();

  beforeAll(async () => {
    folder = await openTemporaryFolder();
    const settings = await loadSettings({ dataDir: folder.path, env: { MAILROOM_OCR_ENGINE: 'tesseract.js' } });
    mailroom = await openMailroom(settings, { use: 'one-shot', log: silentLog });
    await importCustomers(mailroom.database, createReadStream(join(packageRoot, 'fixtures/customers.csv')), {});
    await mailroom.engine.start();
    const stack = await scanStack([
      { sheet: { classKey: 'claim', archiveNumber: 'N-17' } },
      { text: letter('40000001', cancellation) },
      { text: 'Anlage zum Schreiben: Zählerstand und Vertragsnummer.' },
      { sheet: {} },
      { text: letter('40000002', complaint) },
      { sheet: { classKey: 'invoice' } },
    ]);
    for (const [kind, bytes] of [
      ['pdf', stack.pdf],
      ['tiff', stack.tiff],
    ] as const) {
      const { submissionId } = await mailroom.intake.takeIn(Readable.from([bytes]), {
        channel: 'letter',
        source: 'test',
        sourceKey: kind,
        filename: `stack.${kind}`,
        declaredMediaType: null,
        receivedAt: mailroom.clock.now(),
        actor: 'mailroom',
      });
      await until(
        `the ${kind} has come to its end`,
        async () => (await settledSubmissions(mailroom.database, [submissionId])).size === 1,
        120,
      );
      const { database, readings } = mailroom;
      results.set(kind, await submissionResults(database, submissionId, { withText: true, readings }));
    }
  }, 240_000);

  afterAll(async () => {
    await mailroom.engine.stop();
    await mailroom[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it.each(['pdf', 'tiff'])('gives two documents and no line for the %s itself or its sheets', async (kind) => {
    const found = results.get(kind) ?? [];
    expect(found.map(({ file, pageCount }) => [file.replace(/\.\w+$/, ''), pageCount])).toEqual([
      ['stack (1)', 2],
      ['stack (2)', 1],
    ]);
    const { rows } = await mailroom.database.query<{ state: string }>(
      `select state from documents where is_divided and submission_id = $1`,
      [found[0]?.submissionId],
    );
    expect(rows).toEqual([{ state: 'done' }]);
  });

  it.each(['pdf', 'tiff'])('class and archive number of the sheet go to the first letter of the %s alone', (kind) => {
    const [first, second] = results.get(kind) ?? [];
    const archiveNumbers = (result: DocumentResult | undefined) =>
      result?.fields.filter(({ name }) => name === 'archiveNumber').map(({ value }) => value);
    expect(first?.class).toMatchObject({ key: 'claim', decision: 'auto', confidence: 1 });
    expect(archiveNumbers(first)).toEqual(['N-17']);
    expect(second?.class?.key).not.toBe('claim');
    expect(archiveNumbers(second)).toEqual([]);
  });

  it.each(['pdf', 'tiff'])('text and rendition of a letter of the %s hold nothing of the other', async (kind) => {
    const [first, second] = results.get(kind) ?? [];
    expect(first?.text).toContain('Stromvertrag');
    expect(first?.text).not.toContain('Wartezeit');
    expect(second?.text).toContain('Wartezeit');
    expect(second?.text).not.toContain('Stromvertrag');
    for (const result of [first, second]) expect(result?.text).not.toMatch(/separator|Trennblatt/i);
    for (const { archive, text = '' } of [first, second].flatMap((one) => (one?.archive ? [one] : []))) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await mailroom.store.open(archive?.renditionSha256 ?? ('' as never)))
        chunks.push(chunk);
      const copied = await copyPdfText(Buffer.concat(chunks), 0);
      expect(copied.includes('Stromvertrag')).toBe(text.includes('Stromvertrag'));
      expect(copied.includes('Wartezeit')).toBe(text.includes('Wartezeit'));
    }
  });

  it('the archive proves whole afterwards, and the scan itself is kept', async () => {
    for await (const finding of verifyArchive(mailroom, null)) expect(finding).toMatchObject({ isIntact: true });
    const { rows } = await mailroom.database.query<{ original_sha256: never }>(
      'select original_sha256 from documents where is_divided',
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(await mailroom.store.head(row.original_sha256)).not.toBeNull();
  });
});
