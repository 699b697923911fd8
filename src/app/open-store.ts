import { join } from 'node:path';
import { openDiskStore } from '../../storage/disk.ts';
import { openS3Store } from '../../storage/s3.ts';
import { parseS3Address } from '../../storage/s3-address.ts';
import { verifying } from '../../storage/verifying.ts';
import type { RetentionStore } from '../ports/object-store.ts';

/** The configured bucket, or files below the data folder; either way every whole read is checked against its digest. */
export async function openStore(settings: {
  readonly objectStoreUrl: string | null;
  readonly dataDir: string;
}): Promise<RetentionStore> {
  const store =
    settings.objectStoreUrl === null
      ? await openDiskStore(join(settings.dataDir, 'objects'))
      : await openS3Store(parseS3Address(settings.objectStoreUrl));
  return verifying(store);
}
