import { MailroomError } from '../src/domain/errors.ts';
import type { ByteSource } from '../src/ports/object-store.ts';

/** The source as a stream of chunks that ends with `document.too_large` past the limit and with the signal's reason when aborted. */
export async function* bounded(
  source: ByteSource,
  options: { readonly byteLengthMax?: number; readonly signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  let byteLength = 0;
  options.signal?.throwIfAborted();
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    options.signal?.throwIfAborted();
    byteLength += chunk.byteLength;
    if (options.byteLengthMax !== undefined && byteLength > options.byteLengthMax) {
      throw new MailroomError(
        'document.too_large',
        `The file is larger than ${options.byteLengthMax} bytes. Split it, or ask an administrator to raise the limit.`,
        { params: { byteLengthMax: options.byteLengthMax } },
      );
    }
    yield chunk;
  }
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
