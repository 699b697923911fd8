import { batchOfSubmission, scansOfBatch } from '../../db/batch-scans.ts';
import { findBatch } from '../../db/batches.ts';
import type { Queryable } from '../../db/connection.ts';
import type { Channel } from '../../domain/channel.ts';
import { defaultSeparation, type FrozenProfile, noSeparation, type ScanProfile } from '../../domain/scan-profile.ts';
import type { HeldScan, ScanLayouts, ScanOrder } from '../../ports/scan-layouts.ts';
import { frozenProfile } from './frozen-profile.ts';
import { hotFolderSource } from './hot-folder-source.ts';

/** Knows from the database what preparation shall do with a scan. */
export function createScanLayouts(parts: {
  readonly database: Queryable;
  readonly profiles: readonly ScanProfile[];
}): ScanLayouts {
  const { database, profiles } = parts;
  return {
    async orderFor(document) {
      const origin = document.depth === 0 ? await batchOfSubmission(database, document.submissionId) : null;
      if (origin === null || origin.batchId === null) {
        const profile = profiles.find(({ key }) => hotFolderSource(key) === origin?.source);
        return alone(profile, document.channel);
      }
      const batch = await findBatch(database, origin.batchId);
      if (batch?.state !== 'released') {
        const readsContent = batch !== null && frozenProfile(batch, profiles).separation.content;
        return { kind: 'open', readsContent };
      }
      const all = batch.layout?.parts ?? [];
      // A scan that failed, and was mended after the batch had been released without it: nobody arranged its pages.
      if (!all.some((part) => part.pages.some(({ documentId }) => documentId === document.id)))
        return alone(frozenProfile(batch, profiles), document.channel);
      const begun = all.filter(
        (part) => part.pages.find(({ dropped }) => dropped === null)?.documentId === document.id,
      );
      const wanted = new Set([document.id, ...begun.flatMap((part) => part.pages.map(({ documentId }) => documentId))]);
      const scans = (await scansOfBatch(database, batch.id)).filter(({ documentId }) => wanted.has(documentId));
      return {
        kind: 'released',
        parts: begun,
        scans: new Map(
          scans.map((scan): [typeof scan.documentId, HeldScan] => [
            scan.documentId,
            {
              original: scan.original,
              mediaType: scan.mediaType ?? '',
              pages: scan.pages ?? [],
              reading: scan.reading,
            },
          ]),
        ),
      };
    },
  };
}

function alone(profile: FrozenProfile | undefined, channel: Channel): ScanOrder {
  return {
    kind: 'alone',
    separation:
      profile?.separation ?? (channel === 'letter' || channel === 'portal' ? defaultSeparation : noSeparation),
    isDuplex: profile?.isDuplex ?? false,
    dropsBlanks: profile?.dropsBlanks ?? false,
  };
}
