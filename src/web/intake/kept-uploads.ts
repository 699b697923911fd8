import { z } from 'zod';

/** A file of an upload that is not through: what it was sent under, so that after a reload the same file goes on as the same. */
export interface KeptUpload {
  readonly fingerprint: string;
  /** The Idempotency-Key of its first try. */
  readonly key: string;
  readonly batchId: string | null;
  /** Null until the server took it. */
  readonly documentId: string | null;
}

type Told = Pick<File, 'name' | 'size' | 'lastModified'>;

const stored = z.object({
  at: z.number(),
  uploads: z
    .array(
      z.object({
        fingerprint: z.string().max(2000),
        key: z.string().max(100),
        batchId: z.string().max(100).nullable(),
        documentId: z.string().max(100).nullable(),
      }),
    )
    .max(5000),
});

/** Whoever does not come back within a day begins anew. */
const hoursKept = 24;

/** The same file sent to the same place. A page cannot read a file again by itself, but it knows it when it is chosen again. */
export function fingerprintOf(address: string, { name, size, lastModified }: Told): string {
  return JSON.stringify([address, name, size, lastModified]);
}

export function packUploads(uploads: readonly KeptUpload[], now: number): string {
  return JSON.stringify({ at: now, uploads });
}

export function unpackUploads(text: string | null, now: number): readonly KeptUpload[] {
  if (text === null) return [];
  try {
    const { at, uploads } = stored.parse(JSON.parse(text));
    return now - at <= hoursKept * 3_600_000 ? uploads : [];
  } catch {
    return [];
  }
}

/** Once everything is through there is nothing to go on with, and the same file chosen again is a new delivery. */
export function withoutFinished(uploads: readonly KeptUpload[]): readonly KeptUpload[] {
  const open = new Set(uploads.filter(({ documentId }) => documentId === null).map(({ batchId }) => batchId));
  return uploads.filter(({ batchId }) => open.has(batchId));
}

/** Files that a reload interrupted: neither taken by the server nor known to the page as it is now. */
export function missingFiles(
  uploads: readonly KeptUpload[],
  keysShown: ReadonlySet<string>,
  batchId: string | null,
): number {
  return uploads.filter((each) => each.batchId === batchId && each.documentId === null && !keysShown.has(each.key))
    .length;
}
