import { openStore } from '../../app/open-store.ts';
import { exportArchive } from '../../audit/export-archive.ts';
import { verifyArchive, verifyCountSheets } from '../../audit/verify-archive.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import { counted } from '../counted.ts';
import type { GlobalOptions } from '../main.ts';
import { withDatabase } from '../open.ts';
import { createOutput } from '../output.ts';

/** Ends with 1 when a document, or the count sheet of a batch, is missing or changed. Of sound count sheets only the number is told. */
export async function verify(id: string | undefined, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const documentId = id === undefined ? null : parseId('doc', id);
  if (id !== undefined && documentId === null)
    throw new MailroomError(
      'request.invalid',
      `"${id}" is not the id of a document. Take it from the document's page or from "documentId" of a result: it looks like doc_0197b3c2-….`,
    );
  await withDatabase(options, async (database, settings) => {
    await using store = await openStore(settings);
    const progress = output.progress('Documents', null);
    let [verified, bad] = [0, 0];
    for await (const finding of verifyArchive({ database, store }, documentId)) {
      verified += 1;
      if (!finding.isIntact) {
        bad += 1;
        output.result(finding, `${finding.documentId}: ${finding.problem}`);
      } else if (options.json) output.result(finding, '');
      progress.advance(verified);
    }
    progress.end();
    if (documentId !== null && verified === 0)
      throw new MailroomError('resource.missing', `${documentId} is not in the archive.`);
    output.note(`${verified} archived documents verified, ${bad} missing or changed.`);
    if (documentId === null) {
      let [sheets, badSheets] = [0, 0];
      for await (const finding of verifyCountSheets({ database, store })) {
        sheets += 1;
        if (finding.isIntact) continue;
        badSheets += 1;
        output.result(finding, `${finding.batchId}: ${finding.problem}`);
      }
      if (sheets > 0) output.note(`${sheets} count sheets of batches verified, ${badSheets} missing or changed.`);
      bad += badSheets;
    }
    if (bad > 0) process.exitCode = 1;
  });
}

export interface ExportOptions extends GlobalOptions {
  readonly out: string;
  readonly customer?: string;
  readonly since?: string;
  readonly until?: string;
}

export async function exportTo(options: ExportOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const range = {
    since: instant(options.since),
    until: instant(options.until),
    customerNumber: options.customer ?? null,
  };
  await withDatabase(options, async (database, settings) => {
    await using store = await openStore(settings);
    const progress = output.progress('Documents', null);
    let exported = 0;
    for await (const entry of exportArchive({ database, store }, options.out, range)) {
      exported += 1;
      if (options.json) output.result(entry, '');
      progress.advance(exported);
    }
    progress.end();
    output.note(`${counted(exported, 'document')} exported to ${options.out}.`);
  });
}

function instant(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new MailroomError('request.invalid', `${text} is no date. Write it like 2026-11-30 or 2026-11-30T09:00:00Z.`);
  return date;
}
