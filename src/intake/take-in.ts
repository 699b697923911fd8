import type { Database } from '../db/connection.ts';
import { insertSubmission } from '../db/submissions.ts';
import type { ScannedPage } from '../domain/batch.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import { MailroomError } from '../domain/errors.ts';
import { cleanFilename } from '../domain/filename.ts';
import { type BatchId, type DocumentId, newId, type SubmissionId } from '../domain/ids.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import type { ByteSource, ObjectStore } from '../ports/object-store.ts';

/** What is known about a delivery besides its bytes. */
export interface Envelope {
  readonly channel: Channel;
  /** Where it came from (`upload`, `hot-folder:post`, `cli` …) and its name there; the pair makes a delivery itself. */
  readonly source: string;
  readonly sourceKey: string;
  readonly filename: string;
  readonly declaredMediaType: string | null;
  /** The legally relevant receipt. */
  readonly receivedAt: Date;
  readonly actor: string;
  /** The open batch it is scanned into, and the pages it replaces there. */
  readonly batchId?: BatchId | null;
  readonly replaces?: readonly ScannedPage[];
}

export interface Receipt {
  readonly submissionId: SubmissionId;
  readonly documentId: DocumentId;
  /** False when this source already delivered under this key: nothing new was made. */
  readonly isNew: boolean;
}

export interface Intake {
  /**
   * Safe first: the bytes are in the object store, synced and hashed, then one transaction makes submission, document
   * and audit event; only then does this resolve, and only then may the sender be told "received".
   * Fails with `upload.too_large`, `batch.closed` or `store.*`, and nothing was received then.
   */
  takeIn(bytes: ByteSource, envelope: Envelope, signal?: AbortSignal): Promise<Receipt>;
}

export function createIntake(parts: {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly uploadBytesMax: number;
  ring(bells: readonly Bell[]): Promise<void>;
}): Intake {
  return {
    async takeIn(bytes, envelope, signal) {
      const original = await parts.store
        .put(bytes, { byteLengthMax: parts.uploadBytesMax, ...(signal ? { signal } : {}) })
        .catch((error: unknown) => {
          throw asUploadError(error, parts.uploadBytesMax);
        });
      const receipt = await insertSubmission(parts.database, {
        id: newId('sub'),
        documentId: newId('doc'),
        channel: envelope.channel,
        pipeline: envelope.channel,
        source: envelope.source,
        sourceKey: envelope.sourceKey,
        filename: cleanFilename(envelope.filename),
        declaredMediaType: envelope.declaredMediaType,
        original,
        receivedAt: envelope.receivedAt,
        createdAt: parts.clock.now(),
        createdBy: envelope.actor,
        batchId: envelope.batchId ?? null,
        replaces: envelope.replaces ?? [],
      });
      if (receipt.isNew) await parts.ring([{ documentId: receipt.documentId, stage: 'preparation', generation: 0 }]);
      return receipt;
    },
  };
}

function asUploadError(error: unknown, byteLengthMax: number): unknown {
  if (!(error instanceof MailroomError) || error.code !== 'document.too_large') return error;
  const mebibytes = Math.floor(byteLengthMax / 1024 / 1024);
  return new MailroomError(
    'upload.too_large',
    `The file is larger than the limit of ${mebibytes} MiB and was not taken. Split it, or ask an administrator to raise uploadBytesMax.`,
    {
      params: { limitMebibytes: mebibytes },
      cause: error,
    },
  );
}
