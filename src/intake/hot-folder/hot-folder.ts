import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../domain/clock.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type BatchId, newId, parseId } from '../../domain/ids.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import type { Log } from '../../ports/log.ts';
import type { BatchDesk } from '../batches/batch-desk.ts';
import { hotFolderSource } from '../batches/hot-folder-source.ts';
import type { Intake } from '../take-in.ts';
import { createClaims } from './claims.ts';
import { describe, type Entry, inOrder, isMarker, isUnfinished, listEntries } from './entries.ts';
import { putDone, putFailed } from './put-away.ts';
import { createSettling } from './settling.ts';
import { StillGrowing, takeFile } from './take-file.ts';

export interface HotFolderParts {
  readonly folder: string;
  readonly profile: ScanProfile;
  readonly intake: Intake;
  readonly batches: BatchDesk;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process among all that watch the folder. */
  readonly worker: string;
  readonly settleSeconds: number;
  readonly folderQuietSeconds: number;
  readonly leaseSeconds: number;
  readonly bytesMax: number;
}

export interface HotFolder {
  /**
   * Looks once and takes in what is finished; says how many entries. Fails as the file system does when the folder cannot
   * be reached, and with what the store or the database say when they do not answer: what was in hand lies in its place again.
   */
  look(signal: AbortSignal): Promise<number>;
}

const batchNote = '.mailroom-batch';
const filesPerFolderMax = 2000;
/** What fails this often for no reason anybody foresaw is put aside, so that it does not stand in the way for ever. */
const attemptsMax = 5;

export function createHotFolder(parts: HotFolderParts): HotFolder {
  const { folder, profile, intake, batches, clock, log } = parts;
  const claims = createClaims(folder, parts.worker, parts.leaseSeconds * 1000);
  const settling = createSettling({ fileMs: parts.settleSeconds * 1000, folderMs: parts.folderQuietSeconds * 1000 });
  const failures = new Map<string, number>();

  const take = async (entry: Entry, path: string, signal: AbortSignal): Promise<void> => {
    // Whoever still had the file open may have gone on writing between the look and the claim.
    const claimed = await describe(join(path, '..'), entry.name);
    if (claimed?.signature !== entry.signature && !(await hasBatchNote(path))) throw new StillGrowing();
    if (entry.kind === 'folder') return takeFolder(entry.name, path, signal);
    const file = { path, place: entry.name, name: entry.name, profile, batch: null };
    await takeFile(intake, { ...file, bytesMax: parts.bytesMax, now: clock.now() }, signal);
    await putDone(folder, path, entry.name, clock.now());
  };

  /** A folder is a batch. Which one is written down in it first, so that a crash in the middle goes on with the same. */
  const takeFolder = async (name: string, path: string, signal: AbortSignal): Promise<void> => {
    const found = await readdir(path, { withFileTypes: true });
    const files = found.filter((each) => each.isFile() && !isUnfinished(each.name) && !isMarker(each.name));
    if (files.length === 0) throw new MailroomError('document.empty', 'The folder holds no finished file.');
    if (files.length > filesPerFolderMax || found.some((each) => each.isDirectory())) {
      throw new MailroomError(
        'document.too_many_children',
        `A batch folder may hold ${filesPerFolderMax} files and no folders. Divide it.`,
      );
    }
    const id = (await notedBatch(path)) ?? newId('bat');
    await writeFile(join(path, batchNote), id, { flush: true });
    await batches.create({
      id,
      profile: profile.key,
      actor: hotFolderSource(profile.key),
      station: null,
      receivedAt: clock.now(),
      announcedSheets: null,
      announcedEnvelopes: null,
      note: name.slice(0, 200),
    });
    const view = await batches.view(id);
    if (view === null) throw new Error('A batch that was begun is not there.');
    const batch = { batchId: id, receivedAt: view.batch.receivedAt };
    for (const file of files.sort((a, b) => inOrder(a.name, b.name))) {
      await claims.renew();
      const from = join(path, file.name);
      const given = { path: from, place: `${name}/${file.name}`, name: file.name, profile, batch };
      await takeFile(intake, { ...given, bytesMax: parts.bytesMax, now: clock.now() }, signal).catch(
        async (error: unknown) => {
          if (!isFinal(error) || error.code === 'batch.closed') throw error;
          await putFailed(folder, from, `${name}-${file.name}`, error.message);
        },
      );
    }
    await putDone(folder, path, name, clock.now());
    batches.tellOf(view.batch);
  };

  const settle = async (entry: Entry, path: string, error: unknown): Promise<void> => {
    if (isFinal(error)) return putFailed(folder, path, entry.name, error.message);
    const count = (failures.get(entry.name) ?? 0) + (error instanceof StillGrowing ? 0 : 1);
    failures.set(entry.name, count);
    if (count >= attemptsMax && !isOutage(error)) {
      failures.delete(entry.name);
      const sentence =
        'It could not be taken in after several attempts; the log of Mailroom says why. Try it once more.';
      return putFailed(folder, path, entry.name, sentence);
    }
    await claims.giveBack(entry.name);
    if (error instanceof StillGrowing) return;
    log.warn(
      { profile: profile.key, error: error instanceof Error ? error.message : 'unknown' },
      'An entry of a hot folder could not be taken in; it lies there again.',
    );
    // The rest would fail in the same way.
    if (isOutage(error)) throw error;
  };

  return {
    async look(signal) {
      const rescued = await claims.rescue();
      if (rescued > 0)
        log.warn({ profile: profile.key, rescued }, 'What another worker left in a hot folder lies there again.');
      let taken = 0;
      for (const entry of settling.finished(await listEntries(folder), clock.now().getTime())) {
        if (signal.aborted) break;
        const path = await claims.take(entry.name);
        if (path === null) continue;
        const beat = setInterval(() => void claims.renew().catch(() => {}), (parts.leaseSeconds * 1000) / 3);
        try {
          await take(entry, path, signal);
          failures.delete(entry.name);
          taken += 1;
        } catch (error) {
          await settle(entry, path, error);
        } finally {
          clearInterval(beat);
        }
      }
      return taken;
    },
  };
}

async function notedBatch(path: string): Promise<BatchId | null> {
  const text = await readFile(join(path, batchNote), 'utf8').catch(() => '');
  return parseId('bat', text.trim());
}

async function hasBatchNote(path: string): Promise<boolean> {
  return (await notedBatch(path)) !== null;
}

/** No later attempt would end otherwise. */
function isFinal(error: unknown): error is MailroomError {
  return error instanceof MailroomError && error.retry === 'never' && !isOutage(error);
}

function isOutage(error: unknown): boolean {
  return error instanceof MailroomError && /^(store|database|dispatcher)\./.test(error.code);
}
