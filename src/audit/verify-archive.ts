import { createHash } from 'node:crypto';
import { type ArchivedDocument, archivedDocuments } from '../db/archived-documents.ts';
import { type ArchivedCountSheet, archivedCountSheets } from '../db/batch-rows.ts';
import type { Queryable } from '../db/connection.ts';
import { MailroomError, type ProblemCode } from '../domain/errors.ts';
import type { BatchId, DocumentId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { RetentionStore } from '../ports/object-store.ts';

/** What verifying one archived document found. */
export interface ArchiveFinding extends Soundness {
  readonly documentId: DocumentId;
  readonly originalSha256: Sha256;
  readonly renditionSha256: Sha256;
}

/** What verifying the count sheet of one batch found. */
export interface CountSheetFinding extends Soundness {
  readonly batchId: BatchId;
  readonly countSheetSha256: Sha256;
}

interface Soundness {
  readonly isIntact: boolean;
  readonly code: ProblemCode | null;
  readonly problem: string | null;
}

const pageSize = 500;

/**
 * Reads original and rendition of every archived document (or of one) back from the store and compares their digests
 * with what was recorded when they were archived; also that nothing shortened their retention.
 */
export async function* verifyArchive(
  parts: { readonly database: Queryable; readonly store: RetentionStore },
  only: DocumentId | null,
): AsyncGenerator<ArchiveFinding> {
  for (let after: DocumentId | null = null; ; ) {
    const page: readonly ArchivedDocument[] = await archivedDocuments(parts.database, { after, limit: pageSize, only });
    for (const document of page) yield await verify(parts.store, document);
    const last = page.at(-1);
    if (!last || only !== null) return;
    after = last.id;
  }
}

/** Reads the count sheet of every closed batch back in the same way: it is the proof of what came in with the batch. */
export async function* verifyCountSheets(parts: {
  readonly database: Queryable;
  readonly store: RetentionStore;
}): AsyncGenerator<CountSheetFinding> {
  for (let after: BatchId | null = null; ; ) {
    const page: readonly ArchivedCountSheet[] = await archivedCountSheets(parts.database, { after, limit: pageSize });
    for (const { batchId, sha256, retainUntil } of page)
      yield {
        batchId,
        countSheetSha256: sha256,
        ...(await soundness(() => verifyObject(parts.store, sha256, retainUntil))),
      };
    const last = page.at(-1);
    if (!last) return;
    after = last.batchId;
  }
}

async function verify(store: RetentionStore, document: ArchivedDocument): Promise<ArchiveFinding> {
  const { originalSha256, renditionSha256, retainUntil } = document.archiving;
  const sound = await soundness(async () => {
    if (originalSha256 !== document.originalSha256) {
      throw new MailroomError(
        'object.corrupt',
        'The archived original is another object than the one that was received.',
      );
    }
    for (const sha256 of new Set([originalSha256, renditionSha256]))
      await verifyObject(store, sha256, new Date(retainUntil));
  });
  return { documentId: document.id, originalSha256, renditionSha256, ...sound };
}

/** An outage of the store is not a finding: it is thrown on. */
async function soundness(check: () => Promise<void>): Promise<Soundness> {
  try {
    await check();
    return { isIntact: true, code: null, problem: null };
  } catch (error) {
    if (error instanceof MailroomError && error.retry === 'never')
      return { isIntact: false, code: error.code, problem: error.message };
    throw error;
  }
}

async function verifyObject(store: RetentionStore, sha256: Sha256, promised: Date): Promise<void> {
  await compareDigest(store, sha256);
  const { retainUntil } = await store.retention(sha256);
  if (retainUntil === null || retainUntil < promised) {
    throw new MailroomError(
      'object.corrupt',
      `The retention of ${sha256} ends before ${promised.toISOString()}, which was promised when it was archived.`,
    );
  }
}

async function compareDigest(store: RetentionStore, sha256: Sha256): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of await store.open(sha256)) hash.update(chunk);
  if (hash.digest('hex') !== sha256) {
    throw new MailroomError(
      'object.corrupt',
      `The stored bytes of ${sha256} changed. Restore the object from the backup.`,
    );
  }
}
