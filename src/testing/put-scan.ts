import { createHash } from 'node:crypto';
import type { Database } from '../db/connection.ts';
import type { ScannedPage } from '../domain/batch.ts';
import { type BatchId, type DocumentId, newId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { digest, lettersFacts, putDocument } from './put-document.ts';

/** A scan on the light table of an open batch, with pages as described: `''` plain, `blank`, `separator` (a patch code). */
export async function putScan(
  database: Database,
  batchId: BatchId,
  pages: readonly ('' | 'blank' | 'separator')[],
  replaces: readonly ScannedPage[] = [],
  sha256 = createHash('sha256').update(newId('key')).digest('hex') as Sha256,
): Promise<DocumentId> {
  const { preparation } = lettersFacts();
  const facts = {
    preparation: {
      ...preparation,
      pages: pages.map((kind, index) => ({
        number: index + 1,
        widthMm: 210,
        heightMm: 297,
        image: digest('1'),
        readingImage: digest('2'),
        rotation: 0 as const,
        skewDegrees: 0,
        isBlank: kind === 'blank',
        codes:
          kind === 'separator'
            ? [
                {
                  format: 'patch' as const,
                  text: '',
                  patch: 'T' as const,
                  box: { x: 0, y: 0, width: 100, height: 100 },
                  confidence: 1,
                  angle: 0,
                },
              ]
            : [],
      })),
    },
  };
  const { documentId } = await putDocument(database, {
    ...{ batchId, replaces, sha256, facts },
    state: 'held',
    filename: 'scan.tif',
  });
  return documentId;
}
