import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { MailroomError } from '../../domain/errors.ts';

/** What one request may still bring; shared by all its files. */
export interface Allowance {
  remaining: number;
  readonly bytesMax: number;
  /** The setting that holds the limit, for the sentence that names it. */
  readonly setting: string;
}

export interface MeteredBytes extends AsyncIterable<Uint8Array> {
  /** Digest of everything that went through; empty when it was not asked for. */
  sha256(): string;
}

/**
 * The bytes of one file of an upload, counted and, where somebody will ask, hashed on their way. Fails with `upload.too_large` at the first byte
 * too many. The stream itself is left open, because what follows it in the request still has to be read past it.
 */
export function meterBytes(file: Readable, allowance: Allowance, isHashed: boolean): MeteredBytes {
  const hash = isHashed ? createHash('sha256') : null;
  return {
    sha256: () => hash?.copy().digest('hex') ?? '',
    async *[Symbol.asyncIterator]() {
      for await (const chunk of file.iterator({ destroyOnReturn: false })) {
        const bytes = chunk as Uint8Array;
        allowance.remaining -= bytes.byteLength;
        if (allowance.remaining < 0) throw tooLarge(allowance);
        hash?.update(bytes);
        yield bytes;
      }
    },
  };
}

export function tooLarge({ bytesMax, setting }: Pick<Allowance, 'bytesMax' | 'setting'>): MailroomError {
  const limitMebibytes = Math.floor(bytesMax / 1024 / 1024);
  return new MailroomError(
    'upload.too_large',
    `An upload may have ${limitMebibytes} MiB at most; this one has more and was not taken. Send several smaller ones, or ask an administrator to raise ${setting}.`,
    { params: { limitMebibytes, limitBytes: bytesMax } },
  );
}
