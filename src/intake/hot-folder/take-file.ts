import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MailroomError } from '../../domain/errors.ts';
import type { BatchId } from '../../domain/ids.ts';
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
  const modifiedAt = new Date(modifiedMs);
  return intake.takeIn(
    unchangedBytes(),
    {
      channel: file.profile.channel,
      source: hotFolderSource(file.profile.key),
      sourceKey: `${file.place}/${before.size}/${modifiedMs}/${sha256}`,
      filename: file.name,
      declaredMediaType: null,
      receivedAt: file.batch?.receivedAt ?? (modifiedAt < file.now ? modifiedAt : file.now),
      actor: hotFolderSource(file.profile.key),
      batchId: file.batch?.batchId ?? null,
    },
    signal,
  );
}
