import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeObjectStore } from './object-store.conformance.ts';
import { openS3Store } from './s3.ts';
import { parseS3Address } from './s3-address.ts';
import { verifying } from './verifying.ts';

const url = process.env.MAILROOM_TEST_OBJECT_STORE_URL;
if (!url)
  throw new Error('MAILROOM_TEST_OBJECT_STORE_URL names no S3 server: start one with scripts/live/start-servers.sh.');

const freshAddress = () => ({ ...parseS3Address(url), prefix: `${randomUUID()}/` });

describeObjectStore('S3 with Object Lock', async () => {
  const address = freshAddress();
  return {
    open: () => openS3Store(address),
    reopen: () => openS3Store(address),
    async dispose() {},
  };
});

describeObjectStore('S3 with Object Lock, verifying', async () => {
  const address = freshAddress();
  return {
    open: async () => verifying(await openS3Store(address)),
    reopen: async () => verifying(await openS3Store(address)),
    async dispose() {},
  };
});

it('proves at start that a locked object cannot be deleted', async () => {
  await using store = await openS3Store(freshAddress());
  expect(await store.prove()).toMatchObject({ kind: 'enforced' });
});

it('refuses a wrong secret in words', async () => {
  await expect(openS3Store({ ...freshAddress(), secretKey: 'wrong' })).rejects.toMatchObject({
    code: 'store.unreachable',
    message: /Check key, secret/,
  });
});

it('says so when nothing answers', async () => {
  await expect(openS3Store({ ...freshAddress(), port: 9 })).rejects.toMatchObject({ code: 'store.unreachable' });
});
