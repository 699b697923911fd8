import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MailroomError } from '../../domain/errors.ts';
import type { BatchId } from '../../domain/ids.ts';
import { earliestReceipt, receiptYearsMax } from '../../domain/legal-receipt.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import { hotFolderSource } from '../batches/hot-folder-source.ts';
import type { Intake, Receipt } from '../take-in.ts';

/** It was written to while it was read: it goes back and is taken later. */
export class StillGrowing extends Error {}

/**
 * Takes a claimed file in. Its key is where it lay, its size, its time and its digest: the same file after a crash is the
 * same submission, and another file of the same name is another one.
 */
export async function takeFile(
  intake: Intake,
  file: {
    readonly path: string;
    /** Below the hot folder. */
    readonly place: string;
    readonly name: string;
    readonly profile: ScanProfile;
    readonly batch: { readonly batchId: BatchId; readonly receivedAt: Date } | null;
    readonly bytesMax: number;
    readonly now: Date;
  },
  signal: AbortSignal,
): Promise<Receipt> {
  const before = await stat(file.path);
  if (before.size === 0) throw new MailroomError('document.empty', 'The file is empty. Scan it again.');
  if (before.size > file.bytesMax) {
    const mebibytes = Math.floor(file.bytesMax / 1024 / 1024);
    throw new MailroomError(
      'upload.too_large',
      `The file is larger than the limit of ${mebibytes} MiB (uploadBytesMax). Split it, or ask an administrator to raise the limit.`,
    );
  }
  const receivedAt = file.batch?.receivedAt ?? receiptOf(before.mtime, file.now);
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { signal })) digest.update(chunk as Uint8Array);
  const modifiedMs = Math.floor(before.mtimeMs);

  async function* unchangedBytes(): AsyncGenerator<Uint8Array> {
    const read = createHash('sha256');
    for await (const chunk of createReadStream(file.path, { signal })) {
      read.update(chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
    const after = await stat(file.path);
    if (after.size !== before.size || Math.floor(after.mtimeMs) !== modifiedMs) throw new StillGrowing();
    if (read.digest('hex') !== sha256) throw new StillGrowing();
  }
  const sha256 = digest.digest('hex');
  return intake.takeIn(
    unchangedBytes(),
    {
      channel: file.profile.channel,
      source: hotFolderSource(file.profile.key),
      sourceKey: `${file.place}/${before.size}/${modifiedMs}/${sha256}`,
      filename: file.name,
      declaredMediaType: null,
      receivedAt,
      actor: hotFolderSource(file.profile.key),
      batchId: file.batch?.batchId ?? null,
    },
    signal,
  );
}

/** The clock of a share may be ahead of this machine's; a day and more is a clock that nobody set. */
const aheadMsMax = 24 * 60 * 60 * 1000;

/** A single file was received when it was last written. Fails with `request.invalid` when that can be no receipt. */
function receiptOf(writtenAt: Date, now: Date): Date {
  const isAhead = writtenAt.getTime() - now.getTime() > aheadMsMax;
  if (isAhead || writtenAt < earliestReceipt(now)) {
    const day = writtenAt.toISOString().slice(0, 10);
    throw new MailroomError(
      'request.invalid',
      `The file says it was written on ${day}, which can be no day of receipt: ${isAhead ? 'it lies in the future' : `it is more than ${receiptYearsMax} years ago`}. Set the clock of the scanner and scan again, or put the file into a batch at the scan station and name the day there.`,
    );
  }
  return writtenAt < now ? writtenAt : now;
}
