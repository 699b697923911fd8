import { createHash } from 'node:crypto';
import { type ArchivedDocument, archivedDocuments } from '../db/archived-documents.ts';
import type { Queryable } from '../db/connection.ts';
import { MailroomError, type ProblemCode } from '../domain/errors.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { RetentionStore } from '../ports/object-store.ts';

/** What verifying one archived document found. */
export interface ArchiveFinding {
  readonly documentId: DocumentId;
  readonly originalSha256: Sha256;
  readonly renditionSha256: Sha256;
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

async function verify(store: RetentionStore, document: ArchivedDocument): Promise<ArchiveFinding> {
  const { originalSha256, renditionSha256, retainUntil } = document.archiving;
  const found = { documentId: document.id, originalSha256, renditionSha256 };
  try {
    if (originalSha256 !== document.originalSha256) {
      throw new MailroomError(
        'object.corrupt',
        'The archived original is another object than the one that was received.',
      );
    }
    for (const sha256 of new Set([originalSha256, renditionSha256])) {
      await compareDigest(store, sha256);
      const retention = await store.retention(sha256);
      if (retention.retainUntil === null || retention.retainUntil < new Date(retainUntil)) {
        throw new MailroomError(
          'object.corrupt',
          `The retention of ${sha256} ends before ${retainUntil}, which was promised when it was archived.`,
        );
      }
    }
    return { ...found, isIntact: true, code: null, problem: null };
  } catch (error) {
    if (error instanceof MailroomError && error.retry === 'never')
      return { ...found, isIntact: false, code: error.code, problem: error.message };
    throw error;
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
