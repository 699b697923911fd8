import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BucketItem, Client } from 'minio';
import { MailroomError } from '../src/domain/errors.ts';
import { parseSha256, type Sha256 } from '../src/domain/sha256.ts';
import type { Retention, RetentionPromise, RetentionStore } from '../src/ports/object-store.ts';
import { bounded } from './bytes.ts';
import { objectKey } from './object-key.ts';
import type { S3Address } from './s3-address.ts';
import { asS3Error, isMissing, isRefused } from './s3-errors.ts';

/** Long enough to try a deletion against, short enough that the probes of yesterday can be cleared away. */
const probeLockSeconds = 60;

/**
 * Objects in a bucket with Object Lock. Bytes are spooled and hashed first, because S3 wants the name before the bytes.
 * Retention is the server's COMPLIANCE mode and legal hold: where the server keeps its word (see `prove`), nobody can
 * delete or shorten, Mailroom's own administrator included.
 */
export async function openS3Store(address: S3Address, now: () => Date = () => new Date()): Promise<RetentionStore> {
  const client = new Client({
    endPoint: address.host,
    ...(address.port === null ? {} : { port: address.port }),
    useSSL: address.isTls,
    accessKey: address.accessKey,
    secretKey: address.secretKey,
    region: address.region,
  });
  const { bucket } = address;
  const spoolFolder = await mkdtemp(join(tmpdir(), 'mailroom-spool-'));
  const prefix = `${address.prefix}objects/`;
  const keyOf = (sha256: Sha256): string => prefix + objectKey(sha256);

  await calling(async () => {
    if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket, address.region, { ObjectLocking: true });
  });

  const head = (sha256: Sha256) =>
    calling(async () => {
      const facts = await client.statObject(bucket, keyOf(sha256)).catch(ignoreMissing);
      return facts ? { sha256, byteLength: facts.size } : null;
    });

  const need = async (sha256: Sha256): Promise<void> => {
    if (!(await head(sha256)))
      throw new MailroomError('object.missing', `No object ${sha256} is stored. Restore it from the backup.`);
  };

  const retention = async (sha256: Sha256): Promise<Retention> => {
    const [lock, hold] = await Promise.all([
      client.getObjectRetention(bucket, keyOf(sha256)).catch(ignoreMissing),
      client.getObjectLegalHold(bucket, keyOf(sha256)).catch(ignoreMissing),
    ]);
    const until = (lock as { readonly retainUntilDate?: string } | null | undefined)?.retainUntilDate;
    return { retainUntil: until === undefined ? null : new Date(until), isHeld: hasHold(hold) };
  };

  /** Spools to a local file while hashing, so that an aborted or oversized source never reaches the server. */
  const spool = async (
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly path: string; readonly sha256: Sha256; readonly byteLength: number }> => {
    const path = join(spoolFolder, randomUUID());
    const hash = createHash('sha256');
    let byteLength = 0;
    const counted = async function* () {
      for await (const chunk of bytes) {
        hash.update(chunk);
        byteLength += chunk.byteLength;
        yield chunk;
      }
    };
    try {
      await pipeline(counted, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { path, sha256: hash.digest('hex') as Sha256, byteLength };
  };

  const open = (sha256: Sha256, range?: readonly [number, number]) =>
    calling(async () => {
      await need(sha256);
      return range
        ? client.getPartialObject(bucket, keyOf(sha256), range[0], range[1] - range[0] + 1)
        : client.getObject(bucket, keyOf(sha256));
    });

  return {
    name: 's3',
    async put(source, options = {}) {
      const spooled = await spool(bounded(source, options));
      try {
        return await calling(async () => {
          // Equal bytes are not sent again: in a versioned bucket that would make a second, unlocked version on top.
          const standing = await head(spooled.sha256);
          if (standing?.byteLength !== spooled.byteLength) {
            await client.putObject(bucket, keyOf(spooled.sha256), createReadStream(spooled.path), spooled.byteLength);
          }
          return { sha256: spooled.sha256, byteLength: spooled.byteLength };
        });
      } finally {
        await rm(spooled.path, { force: true });
      }
    },
    open,
    head,
    list: (after, limit) =>
      calling(async () => {
        const found: { sha256: Sha256; byteLength: number }[] = [];
        const items = client.listObjectsV2(bucket, prefix, true, after === null ? '' : keyOf(after));
        for await (const item of items as AsyncIterable<BucketItem>) {
          const sha256 = parseSha256(item.name?.split('/').at(-1) ?? '');
          if (sha256 !== null) found.push({ sha256, byteLength: item.size });
          if (found.length >= limit) break;
        }
        return found;
      }),
    delete: (sha256) =>
      calling(async () => {
        if (!(await head(sha256))) return;
        const { retainUntil, isHeld } = await retention(sha256);
        if (isHeld || (retainUntil !== null && retainUntil > now())) throw retained();
        await removeEveryVersion(client, bucket, keyOf(sha256)).catch((error: unknown) => {
          throw isRefused(error) ? retained() : error;
        });
      }),
    async checkout(sha256, signal) {
      const path = join(spoolFolder, randomUUID());
      const bytes = await open(sha256);
      await calling(() => pipeline(bytes, createWriteStream(path, { mode: 0o600 }), signal ? { signal } : {}));
      return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    },
    retain: (sha256, until) =>
      calling(async () => {
        await need(sha256);
        const { retainUntil } = await retention(sha256);
        if (retainUntil !== null && retainUntil >= until) return;
        await client.putObjectRetention(bucket, keyOf(sha256), {
          mode: 'COMPLIANCE',
          retainUntilDate: until.toISOString(),
        } as never);
      }),
    hold: (sha256, isHeld) =>
      calling(async () => {
        await need(sha256);
        await client.setObjectLegalHold(bucket, keyOf(sha256), { status: isHeld ? 'ON' : 'OFF' } as never);
      }),
    retention: (sha256) =>
      calling(async () => {
        await need(sha256);
        return retention(sha256);
      }),
    prove: () => calling(() => proveLock(client, bucket, `${address.prefix}probes/`, now)),
    [Symbol.asyncDispose]: () => rm(spoolFolder, { recursive: true, force: true }),
  };
}

/** Puts, locks and tries to delete: a server that only accepts the words of Object Lock is found out here. */
async function proveLock(client: Client, bucket: string, prefix: string, now: () => Date): Promise<RetentionPromise> {
  const none = (reason: string): RetentionPromise => ({
    kind: 'none',
    sentence: `The object store does not protect archived documents: ${reason}. Use a bucket with Object Lock on a server that enforces it.`,
  });
  const key = prefix + randomUUID();
  const { versionId } = await client.putObject(
    bucket,
    key,
    Buffer.from('Mailroom tries whether this store keeps what it is told to keep.\n'),
  );
  try {
    const until = new Date(now().getTime() + probeLockSeconds * 1000);
    await client.putObjectRetention(bucket, key, { mode: 'COMPLIANCE', retainUntilDate: until.toISOString() } as never);
  } catch {
    await client.removeObject(bucket, key).catch(() => {});
    return none('it refuses to lock an object');
  }
  const attempt = { ...(versionId ? { versionId } : {}), governanceBypass: true };
  const wasDeleted = await client.removeObject(bucket, key, attempt).then(
    () =>
      client.statObject(bucket, key, versionId ? { versionId } : {}).then(
        () => false,
        () => true,
      ),
    (error: unknown) => {
      if (isRefused(error)) return false;
      throw error;
    },
  );
  if (wasDeleted) return none('a locked object could be deleted in a trial just now');
  await clearOldProbes(client, bucket, prefix, new Date(now().getTime() - 2 * probeLockSeconds * 1000));
  return {
    kind: 'enforced',
    sentence:
      'The object store refused to delete a locked object in a trial just now: archived documents cannot be deleted or changed before their date, not even by an administrator of Mailroom.',
  };
}

async function clearOldProbes(client: Client, bucket: string, prefix: string, before: Date): Promise<void> {
  for await (const item of client.listObjectsV2(bucket, prefix, true) as AsyncIterable<BucketItem>) {
    if (item.name && item.lastModified && item.lastModified < before)
      await removeEveryVersion(client, bucket, item.name).catch(() => {});
  }
}

/** In a versioned bucket a plain delete only lays a marker on top; what may go must go for good. */
async function removeEveryVersion(client: Client, bucket: string, key: string): Promise<void> {
  const versions = client.listObjects(bucket, key, true, { IncludeVersion: true });
  for await (const item of versions as AsyncIterable<BucketItem & { readonly versionId?: string }>) {
    if (item.name !== key) continue;
    await client.removeObject(bucket, key, item.versionId ? { versionId: item.versionId } : {});
  }
}

async function calling<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asS3Error(error);
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}

function retained(): MailroomError {
  return new MailroomError('object.retained', 'The object is under retention or hold and cannot be deleted yet.');
}

/** The client's types promise the word; what it answers (8.0.7) is the parsed element around it. */
function hasHold(answer: unknown): boolean {
  return (answer as { readonly Status?: unknown } | undefined)?.Status === 'ON';
}
