import { z } from 'zod';
import { MailroomError } from '../../domain/errors.ts';
import type { Limits } from '../../domain/limits.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { Extract, ScanDivider, ScanSource, TakenPage } from '../../ports/scan-divider.ts';
import type { Workshop } from './workshop.ts';

const answerSchema = z.array(
  z.object({ output: z.string().max(100), mediaType: z.literal(['application/pdf', 'image/tiff']) }),
);

export function createScanDivider({
  workshop,
  limits,
}: {
  readonly workshop: Workshop;
  readonly limits: Limits;
}): ScanDivider {
  async function take(
    scans: readonly ScanSource[],
    parts: readonly (readonly TakenPage[])[],
    signal: AbortSignal,
  ): Promise<readonly Extract[]> {
    if (parts.length === 0) return [];
    const input = {
      sources: scans.map(({ original, mediaType }) => ({ sha256: original.sha256, kind: kindOf(mediaType) })),
      parts,
      pagesMax: limits.pagesMax,
      pixelsMax: limits.pagePixelsMax,
    };
    const objects: readonly Sha256[] = [...new Set(scans.map(({ original }) => original.sha256))];
    const { answer, outputs } = await workshop.run('take-pages', { objects, input }, signal);
    return answerSchema.parse(answer).map(({ output, mediaType }) => {
      const original = outputs.get(output);
      if (original === undefined)
        throw new MailroomError('stage.failed', `The workshop named an output "${output}" that it never wrote.`);
      return { original, mediaType };
    });
  }

  return {
    async divide(scans, parts, signal) {
      const wholes = parts.map((pages) => wholeScan(scans, pages));
      const taken = await take(
        scans,
        parts.filter((_, index) => wholes[index] === null),
        signal,
      );
      const rest = taken.values();
      return wholes.map((whole) => {
        const extract = whole ?? rest.next().value;
        if (extract === undefined) throw new MailroomError('stage.failed', 'The workshop made too few files.');
        return extract;
      });
    },
  };
}

/** All pages of one file in their order are that file itself. */
function wholeScan(scans: readonly ScanSource[], pages: readonly TakenPage[]): Extract | null {
  const scan = scans[pages[0]?.scan ?? -1];
  if (scan === undefined || scan.pageCount !== pages.length) return null;
  const isWhole = pages.every(
    (page, index) => page.scan === pages[0]?.scan && page.filePage === index + 1 && page.turn === 0,
  );
  return isWhole ? { original: scan.original, mediaType: scan.mediaType } : null;
}

function kindOf(mediaType: string): 'pdf' | 'tiff' | 'image' {
  return mediaType === 'application/pdf' ? 'pdf' : mediaType === 'image/tiff' ? 'tiff' : 'image';
}
