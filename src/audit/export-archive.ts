import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ArchivedDocument, type ArchiveRange, archivedDocuments } from '../db/archived-documents.ts';
import { closedBatches } from '../db/batch-rows.ts';
import type { Queryable } from '../db/connection.ts';
import { documentResult } from '../db/document-result.ts';
import { MailroomError } from '../domain/errors.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** The files of one exported document, relative to the folder. */
export interface ExportedDocument {
  readonly documentId: DocumentId;
  readonly original: string;
  readonly rendition: string;
  readonly index: string;
}

const pageSize = 200;

/**
 * Copies every archived document in range to a new folder: original under its own ending, searchable PDF, and the index
 * data as JSON, all named after the document's id, so that nothing a sender wrote becomes a path. Without a customer named,
 * `batches.jsonl` says of every batch how it was counted and who released it, and its count sheet lies beside it as a PDF.
 */
export async function* exportArchive(
  parts: { readonly database: Queryable; readonly store: ObjectStore },
  folder: string,
  range: ArchiveRange,
): AsyncGenerator<ExportedDocument> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new MailroomError(
      'request.invalid',
      `${folder} is not empty. Name a new folder, so that no older export is mixed with this one.`,
    );
  }
  if (range.customerNumber === null) await copyBatches(parts, folder, range);
  for (let after: DocumentId | null = null; ; ) {
    const page: readonly ArchivedDocument[] = await archivedDocuments(
      parts.database,
      { after, limit: pageSize, only: null },
      range,
    );
    for (const document of page) yield await copyOut(parts, folder, document);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

async function copyBatches(
  { database, store }: { readonly database: Queryable; readonly store: ObjectStore },
  folder: string,
  range: ArchiveRange,
): Promise<void> {
  const path = join(folder, 'batches.jsonl');
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof closedBatches>> = await closedBatches(
      database,
      { after, limit: pageSize },
      range,
    );
    const last = page.at(-1);
    if (!last) return;
    await appendFile(path, page.map((batch) => `${JSON.stringify(batch)}\n`).join(''));
    for (const { id, countSheetSha256 } of page) {
      if (countSheetSha256 === null) continue;
      const sheet = createWriteStream(join(folder, `${id}.count-sheet.pdf`), { flags: 'wx' });
      await pipeline(await store.open(countSheetSha256), sheet);
    }
    after = last.id;
  }
}

async function copyOut(
  parts: { readonly database: Queryable; readonly store: ObjectStore },
  folder: string,
  document: ArchivedDocument,
): Promise<ExportedDocument> {
  const ending = /^\.[a-z0-9]{1,8}$/.exec(extname(document.filename).toLowerCase())?.[0] ?? '.bin';
  const names = {
    original: `${document.id}.original${ending}`,
    rendition: `${document.id}.rendition.pdf`,
    index: `${document.id}.json`,
  };
  await pipeline(
    await parts.store.open(document.archiving.originalSha256),
    createWriteStream(join(folder, names.original), { flags: 'wx' }),
  );
  await pipeline(
    await parts.store.open(document.archiving.renditionSha256),
    createWriteStream(join(folder, names.rendition), { flags: 'wx' }),
  );
  const result = await documentResult(parts.database, document.id);
  await writeFile(join(folder, names.index), `${JSON.stringify(result, null, 2)}\n`, { flag: 'wx' });
  return { documentId: document.id, ...names };
}
