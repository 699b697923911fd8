import { createHash } from 'node:crypto';
import { MailroomError } from '../src/domain/errors.ts';
import type { Sha256 } from '../src/domain/sha256.ts';
import type { RetentionStore } from '../src/ports/object-store.ts';

/**
 * Wraps a store so that whole objects are hashed while they are read: a bit that turned on the disk or a swapped file
 * ends the stream with `object.corrupt` instead of reaching a person. Ranges cannot be verified and pass unchanged.
 */
export function verifying(store: RetentionStore): RetentionStore {
  return {
    ...store,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    async open(sha256, range) {
      const bytes = await store.open(sha256, range);
      return range ? bytes : verified(bytes, sha256);
    },
  };
}

async function* verified(bytes: AsyncIterable<Uint8Array>, sha256: Sha256): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) {
    throw new MailroomError(
      'object.corrupt',
      `The stored bytes of ${sha256} changed. Restore the object from the backup and run "mailroom archive verify".`,
    );
  }
}
